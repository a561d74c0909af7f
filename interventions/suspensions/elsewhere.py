"""Days of suspension at schools that are not known here, as the head was told: they count towards 45, and only there.

An answer is of the school year of its suspension, and holds for those that were decided from then on.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from interventions.suspensions.models import DaysElsewhere, Suspension
from interventions.suspensions.states import State
from interventions.suspensions.totals import school_year
from referrals.pupils.models import Pupil

MOST_HALF_DAYS = 380
"""Of a school year, which has 190 days."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The answer: how many half days at which school (none: 0), who said so, and when they were asked."""

    half_days: int
    school: str
    source: str
    asked_on: date


def answers_by_pupil(pupils: Collection[int]) -> Mapping[int, list[DaysElsewhere]]:
    """The answers that hold, of each pupil, in the order of the suspensions that they are of: one query."""
    holds = DaysElsewhere.objects.filter(suspension__pupil__in=pupils, replaced_at=None)
    found = holds.exclude(suspension__state=State.VOID).select_related("suspension", "said_by")
    of = defaultdict(list)
    for one in found.order_by("suspension__decided_at", "suspension_id"):
        of[one.suspension.pupil_id].append(one)
    return of


def held_then(
    answers: Sequence[DaysElsewhere], year: int, decided_at: datetime | None = None, school_id: int | None = None
) -> DaysElsewhere | None:
    """The answer that holds for a suspension of that school year, decided then; else the last of the year.

    Of each school the last one; of the schools the most, of two as many that of `school_id`: a no of one lowers no
    yes of another.
    """
    found = [one for one in answers if school_year(one.suspension.first_on) == year]
    before = [one for one in found if decided_at is None or one.suspension.decided_at <= decided_at]
    last = {one.suspension.school_id: one for one in before}.values()
    return max(last, key=lambda one: (one.half_days, one.suspension.school_id == school_id), default=None)


def held_with(
    told: Elsewhere | None,
    answers: Sequence[DaysElsewhere],
    year: int,
    school_id: int,
    decided_at: datetime | None = None,
) -> DaysElsewhere | Elsewhere | None:
    """The same with what this school is `told` now, where it is: that, unless another school was told of more."""
    if told is None:
        return held_then(answers, year, decided_at, school_id)
    others = held_then([one for one in answers if one.suspension.school_id != school_id], year, decided_at)
    return others if others and others.half_days > told.half_days else told


def half_days(answers: Sequence[DaysElsewhere], years: Collection[int], at: datetime | None = None) -> dict[int, int]:
    """How many half days count from elsewhere in each of the years of which it was said."""
    held = {year: held_then(answers, year, at) for year in years}
    return {year: one.half_days for year, one in held.items() if one is not None}


def said_by_school(pupil: Pupil, school_id: int, year: int, at: datetime | None = None) -> DaysElsewhere | None:
    """What this school itself has said of the year: then it is not asked again."""
    own = [one for one in answers_by_pupil([pupil.pk])[pupil.pk] if one.suspension.school_id == school_id]
    return held_then(own, year, at)


def said_before(suspension: Suspension) -> DaysElsewhere | None:
    """What its school had said of the year by its decision, on it or on another suspension."""
    year = school_year(suspension.first_on)
    return said_by_school(suspension.pupil, suspension.school_id, year, suspension.decided_at)


def is_otherwise(said: Elsewhere, before: DaysElsewhere | None) -> bool:
    """Whether an answer has other days, or another school, than the one before it."""
    return before is not None and (said.half_days, said.school) != (before.half_days, before.school)


def is_said(suspension: Suspension) -> bool:
    """Whether its school has said how many days there were elsewhere before it."""
    return said_before(suspension) is not None


def holds_now(suspension: Suspension) -> DaysElsewhere | None:
    """The answer that is of this very suspension."""
    found: DaysElsewhere | None = suspension.elsewhere.filter(replaced_at=None).select_related("said_by").first()
    return found
