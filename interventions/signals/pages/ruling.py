"""The rules of a school's signs: each with what it says, whether it is on, and how often it was useful."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db.models import Count
from django.urls import reverse

from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.fields import Form
from agencies.web.pages import Page, Said, said
from agencies.words import short_day
from interventions.signals import words
from interventions.signals.access import schools
from interventions.signals.facts import RuleAt, switches
from interventions.signals.models import Signal, SignalRun, SignalSwitch
from interventions.signals.reading import days_of
from interventions.signals.rules import Rule, rules
from interventions.signals.states import State
from interventions.signals.use import LEAST, after_said, differences, kept, useful_said, uses


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule at one school. `useful`: how often it was, of the answers of a year; `after`: what became of absence.

    `differs`: the groups for whom its use differs; `is_marked`: until the lead, who reads this, keeps it or switches it
    off.
    """

    rule: Rule
    is_on: bool
    switched: str
    stands: str
    useful: str
    after: list[str]
    differs: list[str]
    is_marked: bool
    url: str

    @property
    def switch_words(self) -> str:
        """What its link says."""
        return (
            "Keep it, or switch it off"
            if self.is_on and self.is_marked
            else f"Switch it {'off' if self.is_on else 'on'}"
        )


@dataclass(frozen=True, slots=True)
class AtSchool:
    """The rules of one school, and when they were last worked out."""

    name: str
    worked: str
    unknown: str
    rows: list[RuleRow]


@dataclass(frozen=True, kw_only=True)
class RulesPage(Page):
    """Every rule, for each school of the reader's."""

    template: ClassVar[str] = "interventions/signal_rules.html"
    schools: list[AtSchool]
    who: str
    never: str
    usual: str
    least: int


@dataclass(frozen=True, kw_only=True)
class SwitchPage(Page):
    """One rule's switch."""

    template: ClassVar[str] = "interventions/signal_switch.html"
    said: Said
    row: RuleRow


def rules_page(actor: Actor, at: datetime) -> RulesPage:
    """The rules of each school that the reader leads, or safeguards."""
    found = [_at(actor, one, at) for one in schools(actor, Act.SEE_SIGNALS)]
    return RulesPage(schools=found, who=words.WHO, never=words.NEVER_A_SCORE, usual=words.USUAL, least=LEAST)


def switch_page(actor: Actor, one: RuleAt, at: datetime, form: Form) -> SwitchPage:
    """The form, with what the lead needs to decide."""
    row = next(row for row in _at(actor, one.school, at).rows if row.rule == one.rule)
    return SwitchPage(form=form, said=said(Act.SWITCH_SIGNAL, title=one.rule.title, school=one.school.name), row=row)


def _at(actor: Actor, school: Agency, at: datetime) -> AtSchool:
    run = SignalRun.objects.filter(school=school).first()
    days, _ = days_of(school.pk, local_day(at))
    switched, stands, found = switches(school.pk), _standing(school.pk), uses(school.pk, at)
    differ = differences(found, at)
    may = any(seat.agency_id == school.pk for seat in actor.seats_for(Act.SWITCH_SIGNAL, Standing.ON_ROLL))
    rows = []
    for key, rule in rules().items():
        last, use = switched.get(key), found.get(key)
        url = reverse("switch_signal", args=[school.reference, key]) if may and rule.is_worked_out else ""
        row = RuleRow(
            rule=rule,
            is_on=rule.is_worked_out and (last is None or last.is_on),
            switched=_switched(last),
            stands=stands.get(key, "none"),
            useful=useful_said(use),
            after=after_said(use),
            differs=[*differ.get(key, {}).values()],
            is_marked=not kept(last, at) >= differ.get(key, {}).keys(),
            url=url,
        )
        rows.append(row)
    return AtSchool(
        name=school.name,
        worked=f"Last worked out on {short_day(run.worked_at)}." if run and run.worked_at else "Not worked out yet.",
        unknown=words.unknown(days),
        rows=rows,
    )


def _switched(last: SignalSwitch | None) -> str:
    if last is None:
        return ""
    what = "kept it on" if last.kept else f"switched it {'on' if last.is_on else 'off'}"
    return f"{last.switched_by.name} {what} on {short_day(last.switched_at)}: {last.why}"


def _standing(school_id: int) -> dict[str, str]:
    there = Signal.objects.filter(school_id=school_id, state=State.STANDS.value).order_by()
    return {key: str(many) for key, many in there.values_list("rule").annotate(Count("pk"))}
