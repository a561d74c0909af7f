"""From when education is owed to a pupil who is suspended, by when the family is told, and what was arranged."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from agencies import ages
from agencies.schoolday import SchoolCalendar, local_day, local_instant
from agencies.words import academic_age
from interventions.suspensions.models import Education, Suspension
from interventions.suspensions.totals import Out, Session, run_of, sixth_day

HOURS, OPENS = timedelta(hours=48), 9
"""Told not less than so long before it begins (SI 2007/1870 reg 6(3)); counted from nine o'clock of its first day."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """By whom, where, from which day on, at what times, and to whom the pupil comes; when the family was told."""

    provider: str
    address: str
    from_on: date
    times: str
    report_to: str
    told_on: date | None = None
    told_how: str = ""
    virtual_head_on: date | None = None


YEAR_11, SEASON = 15, (5, 6, 7)
"""The academic age of Year 11, and the months in which its exams come to an end."""
OF_THE_PLACE = ("provider", "address", "from_on", "times", "report_to")
FIELDS = tuple(Arranged.__dataclass_fields__)


def sixth_of(one: Suspension, outs: Iterable[Out], school: SchoolCalendar) -> date | None:
    """The sixth school day in a row, suspensions of its school joined, where it is one of this suspension.

    None outside compulsory school age (law.md EX-11), and once all exams of Year 11 are sat (DAY-7). Whether the
    Regulations apply there at all whoever asks knows.
    """
    here = [out for out in outs if out.school_id == one.school_id]
    day = sixth_day(run_of(here, one.last_on, school))
    if day is None or not one.first_on <= day <= one.last_on:
        return None
    if one.exams_taken and may_have_sat(one):
        return None
    return day if ages.is_of_school_age(one.pupil.born_on, day) else None


def may_have_sat(one: Suspension) -> bool:
    """Whether it ends in the season of exams of a pupil in Year 11, who may have sat them all (law.md DAY-7)."""
    return academic_age(one.pupil.born_on, one.last_on) == YEAR_11 and one.last_on.month in SEASON


def told_by(first: date) -> datetime:
    """The last moment that leaves 48 hours before nine o'clock of that day, also where the clocks change."""
    return local_instant(first, OPENS).astimezone(UTC) - HOURS


def last_day_to_tell(first: date) -> date:
    """The last whole day before that moment."""
    return local_day(told_by(first)) - timedelta(1)


def education_of(suspensions: Collection[int]) -> dict[int, Education]:
    """What is arranged as it stands, by suspension: one query."""
    holds = Education.objects.filter(suspension__in=suspensions, replaced_at=None).select_related("arranged_by")
    return {one.suspension_id: one for one in holds}


def as_arranged(row: Education) -> Arranged:
    """The row as plain facts."""
    return Arranged(**{name: getattr(row, name) for name in FIELDS})


def is_told_of_another(there: Education | None, arranged: Arranged) -> bool:
    """Whether it says no more than that the family was told of what stood before, which was another place or time."""
    if there is None or there.told_on is None or arranged.told_on != there.told_on:
        return False
    return any(getattr(arranged, name) != getattr(there, name) for name in OF_THE_PLACE)


def begins_after(row: Education | None, days: Iterable[date]) -> bool:
    """Whether what is arranged begins after the last of these days, which are those that still stand."""
    return row is not None and not any(row.from_on <= day for day in days)


def is_owed_first_day(one: Suspension) -> bool:
    """Whether a looked-after child of compulsory school age is out for more than lunchtimes (law.md DAY-6)."""
    days = one.sessions.exclude(session=Session.LUNCH.value).filter(fell_away=False)
    if not ages.is_of_school_age(one.pupil.born_on, one.first_on):
        return False
    return days.exists()
