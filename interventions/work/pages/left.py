"""Open cases of pupils who left the school too long ago: for those who may close them, and for the council."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from agencies.actors import Actor
from agencies.schoolday import local_day
from agencies.words import year_group
from referrals.cases.access import left_open, without_destination
from referrals.cases.facts import Leaving, leavings
from referrals.cases.models import Case

MOST_LEFT = 50


@dataclass(frozen=True, slots=True)
class Left:
    """One such case: who left, when, and by when it was to be handed over or closed."""

    case: Case
    year: str
    last_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Nowhere:
    """What is still open at the school, and what the council oversees without a destination; the oldest first.

    `is_cut`: there are more than are shown.
    """

    at_school: list[Left]
    at_council: list[Left]
    is_cut: bool

    @property
    def shown(self) -> list[Left]:
        """All of them."""
        return [*self.at_school, *self.at_council]


def still_open(actor: Actor) -> list[QuerySet[Case]]:
    """What both lists are made of, as far as the actor stands so."""
    return [left_open(actor)[: MOST_LEFT + 1], without_destination(actor)[: MOST_LEFT + 1]]


def nowhere(own: list[Case], council: list[Case], at: datetime) -> Nowhere:
    """Both lists; nothing is asked of the calendars where nobody has left."""
    known = leavings([*own, *council], at)
    is_cut = max(len(own), len(council)) > MOST_LEFT
    return Nowhere(_late(own[:MOST_LEFT], known, at), _late(council[:MOST_LEFT], known, at), is_cut)


def _late(cases: list[Case], known: dict[int, Leaving], at: datetime) -> list[Left]:
    return [
        Left(case, year_group(case.pupil.born_on, local_day(at)), known[case.pk].last_on, known[case.pk].until_on)
        for case in cases
        if known[case.pk].is_late
    ]
