"""The list of a school's early signs: the newest first, never the worst."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.urls import reverse

from agencies.actors import Actor
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.web.lists import Stretch, count, walk
from agencies.web.narrowing import Asked, Choice, Filter
from agencies.web.pages import Page
from agencies.web.taken import MOST_COUNTED, counted
from agencies.words import short_day, year_group
from interventions.signals import words
from interventions.signals.access import schools, walks
from interventions.signals.models import Signal
from interventions.signals.rules import rules
from interventions.signals.states import State

PAGE = 25
ORDERS = {State.STANDS: ("-found_at", "-id"), State.ANSWERED: ("-answered_at", "-id")}


def _which(*_: Any) -> Sequence[Choice]:
    return [("answered", "Answered", State.ANSWERED)]


def _schools(actor: Actor, _at: datetime, _means: Mapping[str, Any]) -> Sequence[Choice]:
    return [(one.reference, one.name, one.pk) for one in schools(actor, Act.SEE_SIGNALS)]


def _rules(*_: Any) -> Sequence[Choice]:
    return [(key, f"{one.code}: {one.title}", key) for key, one in rules().items() if one.is_worked_out]


FILTERS = (
    Filter("list", "Which", "Not answered", ("signal_stands", "signal_answered"), _which),
    Filter("school", "School", "All schools", ("signal_stands", "signal_answered"), _schools, least=2),
    Filter("rule", "Sign", "All signs", ("signal_of_rule",), _rules),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One sign of one child."""

    url: str
    name: str
    year: str
    title: str
    numbers: str
    tag: str
    since: str


@dataclass(frozen=True, kw_only=True)
class SignalsPage(Page):
    """A page of the list."""

    template: ClassVar[str] = "interventions/signals.html"
    asked: Asked
    rows: list[Row]
    walked: Stretch
    how_many: str
    never: str
    is_answered: bool

    @property
    def shown(self) -> list[str]:
        """The references of the signs on it."""
        return [one.reference for one in self.walked.rows]


def signals_page(actor: Actor, at: datetime, asked: Asked) -> SignalsPage:
    """What stands, or what was answered and lasts: the same queries, however many there are."""
    state = asked.means.get("list", State.STANDS)
    there = walks(actor, state, asked.means)
    found = Signal.objects.select_related("pupil", "answered_by")
    walked = walk(found, ORDERS[state], asked.cursor.get("after", ""), PAGE, there)
    return SignalsPage(
        asked=asked,
        rows=[_row(one, at, asked.into) for one in walked.rows],
        walked=walked,
        how_many=counted(count(walked, there, MOST_COUNTED), "sign"),
        never=words.NEVER_A_SCORE,
        is_answered=state == State.ANSWERED,
    )


def _row(one: Signal, at: datetime, into: str) -> Row:
    rule = rules()[one.rule]
    return Row(
        url=reverse("see_signal", args=[one.reference]) + into,
        name=one.pupil.name,
        year=year_group(one.pupil.born_on, local_day(at)),
        title=rule.title,
        numbers=words.numbers_said(one.rule, one.numbers),
        tag="A strength" if rule.is_strength else "",
        since=short_day(one.answered_at or one.found_at),
    )
