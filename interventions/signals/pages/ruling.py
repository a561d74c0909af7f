"""The rules of a school's signs: each with what it says, whether it is on, and how often it was useful."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from django.db.models import Count
from django.urls import reverse

from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.fields import Form
from agencies.web.pages import Page, Said, said
from agencies.words import count_words, short_day
from interventions.signals import words
from interventions.signals.access import schools
from interventions.signals.facts import RuleAt, switches
from interventions.signals.models import Signal, SignalRun, SignalSwitch
from interventions.signals.reading import days_of
from interventions.signals.rules import Rule, rules
from interventions.signals.states import Result, State

LEAST = 10
"""Of fewer answers no share is given: it would be of a few children."""
A_YEAR = timedelta(365)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule at one school. `useful`: how often it was, of the answers of a year."""

    rule: Rule
    is_on: bool
    switched: str
    stands: str
    useful: str
    url: str


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
    return RulesPage(schools=found, who=words.WHO, never=words.NEVER_A_SCORE, least=LEAST)


def switch_page(actor: Actor, one: RuleAt, at: datetime, form: Form) -> SwitchPage:
    """The form, with what the lead needs to decide."""
    row = next(row for row in _at(actor, one.school, at).rows if row.rule == one.rule)
    return SwitchPage(form=form, said=said(Act.SWITCH_SIGNAL, title=one.rule.title, school=one.school.name), row=row)


def _at(actor: Actor, school: Agency, at: datetime) -> AtSchool:
    run = SignalRun.objects.filter(school=school).first()
    days, _ = days_of(school.pk, local_day(at))
    switched, stands, results = switches(school.pk), _standing(school.pk), _results(school.pk, at)
    may = any(seat.agency_id == school.pk for seat in actor.seats_for(Act.SWITCH_SIGNAL, Standing.ON_ROLL))
    rows = []
    for key, rule in rules().items():
        said_last = switched.get(key)
        is_on = rule.is_worked_out and (said_last is None or said_last.is_on)
        url = reverse("switch_signal", args=[school.reference, key]) if may and rule.is_worked_out else ""
        rows.append(RuleRow(rule, is_on, _switched(said_last), stands.get(key, "none"), _useful(results, key), url))
    return AtSchool(
        name=school.name,
        worked=f"Last worked out on {short_day(run.worked_at)}." if run and run.worked_at else "Not worked out yet.",
        unknown="" if days.before else words.TERMS_UNKNOWN,
        rows=rows,
    )


def _switched(last: SignalSwitch | None) -> str:
    if last is None:
        return ""
    what = "on" if last.is_on else "off"
    return f"{last.switched_by.name} switched it {what} on {short_day(last.switched_at)}: {last.why}"


def _standing(school_id: int) -> dict[str, str]:
    there = Signal.objects.filter(school_id=school_id, state=State.STANDS.value).order_by()
    return {key: str(many) for key, many in there.values_list("rule").annotate(Count("pk"))}


def _results(school_id: int, at: datetime) -> Mapping[str, Counter[str]]:
    """What was said in the year before, by rule and result; what is over counts in it."""
    there = Signal.objects.filter(school_id=school_id, answered_at__gte=at - A_YEAR).order_by()
    found: dict[str, Counter[str]] = {key: Counter() for key in rules()}
    for key, result, many in there.values_list("rule", "result").annotate(Count("pk")):
        found[key][result] += many
    return found


def _useful(results: Mapping[str, Counter[str]], key: str) -> str:
    of = results[key].total()
    if of < LEAST:
        return f"{count_words(of, 'answer')}: too few to say" if of else "no answer yet"
    useful = of - results[key][Result.NOT_USEFUL.value]
    return f"useful in {useful} of {of} answers, {words.percent(useful, of)}"
