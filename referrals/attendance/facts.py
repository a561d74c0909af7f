"""What the rows of attendance say: marks out of weeks, and what a day is by the school's own calendar."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.calendar.models import YearVersion
from agencies.schoolday import SchoolCalendar, school_year
from agencies.words import long_day
from referrals.attendance.counting import SESSIONS, Mark, Sums, monday

MARKS = ("school_id", "week", *(f"{half}_{day}" for day in range(1, 6) for half in ("am", "pm")))
"""What is read of a week, as `held` takes it."""
SUMS = ("school_id", "week", *(one.name for one in fields(Sums)), "made_at")
"""What is read of a week of sums, as `summed` takes it."""


class Held(NamedTuple):
    """A mark, and the school that sent it."""

    school_id: int
    mark: Mark


def held(rows: Iterable[Sequence[Any]]) -> Iterator[Held]:
    """The marks of such rows of weeks, by their days."""
    for school_id, week, *codes in rows:
        for n, code in enumerate(codes):
            if code:
                yield Held(school_id, Mark(week + timedelta(n // 2), SESSIONS[n % 2], code))


@dataclass(frozen=True, slots=True)
class Summed:
    """What the marks of a week at a school came to, and since when they themselves are not kept."""

    school_id: int
    week: date
    sums: Sums
    made_at: datetime


def summed(rows: Iterable[Sequence[Any]], marks: Iterable[Held]) -> list[Summed]:
    """The sums of such rows, a week of a school once, the newest first.

    Where marks of the week are held they count; of two records that became one the fuller sums do.
    """
    found = [Summed(school_id, week, Sums(*sums), made_at) for school_id, week, *sums, made_at in rows]
    found.sort(key=lambda one: one.sums.possible + one.sums.not_possible + one.sums.unknown)
    by_week = {(one.week, one.school_id): one for one in found}
    for one in marks:
        by_week.pop((monday(one.mark.day), one.school_id), None)
    return [one for _, one in sorted(by_week.items(), reverse=True)]


class Line(NamedTuple):
    """A pupil's day as it was sent: at which place, by the sender's id of them; None: the half day is not named."""

    place: int
    value: str
    am: str | None
    pm: str | None


@dataclass(slots=True)
class Row:
    """A child's day in a file: on which line, by UPN or by the school's own id, and what can't be read of it."""

    line: int
    upn: str
    own: str
    day: date | None = None
    marks: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DayThere:
    """A day at a school: why it is no school day by its calendar, in words, and which version of that says so.

    `refused`: why no marks of that day are taken at all.
    """

    why_not: str = ""
    version: int | None = None
    refused: str = ""

    @property
    def in_trail(self) -> dict[str, str | int]:
        """What of it is said: nothing of an ordinary school day, but the version."""
        return {name: said for name in ("why_not", "version") if (said := getattr(self, name))}


def day_at(school_id: int, day: date, today: date) -> DayThere:
    """What the day is there: whether marks of it are taken, and what the school's own calendar says of it."""
    return days_at(school_id, [day], today)[day]


def days_at(school_id: int, days: Iterable[date], today: date) -> dict[date, DayThere]:
    """What each of these days is there: two queries, however many.

    A weekend and a bank holiday have no sessions; a day that the school's calendar shuts otherwise may be wrong there.
    """
    asked = set(days)
    calendar = school_calendar(school_id, bank_holidays())
    versions = YearVersion.objects.filter(agency_id=school_id, year__in={school_year(day) for day in asked})
    newest = dict(versions.order_by("version").values_list("year", "version"))
    return {day: _day_there(day, today, calendar, newest.get(school_year(day))) for day in asked}


def _day_there(day: date, today: date, calendar: SchoolCalendar, version: int | None) -> DayThere:
    if day > today:
        return DayThere(refused=f"{long_day(day)} is still to come.")
    if school_year(day) < school_year(today) - 1:
        return DayThere(refused="Marks are taken of this school year and the last alone.")
    if calendar.is_free(day):
        return DayThere(refused=f"{long_day(day)} is a weekend or a bank holiday.")
    return DayThere(calendar.why_not(day) or "", version)
