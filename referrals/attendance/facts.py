"""What the rows of attendance say: marks out of weeks, and what a day is by the school's own calendar."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.calendar.models import YearVersion
from agencies.schoolday import school_year
from agencies.words import long_day
from referrals.attendance.counting import SESSIONS, Mark


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
    """What the day is there: whether marks of it are taken, and what the school's own calendar says of it.

    A weekend and a bank holiday have no sessions; a day that the school's calendar shuts otherwise may be wrong there.
    """
    if day > today:
        return DayThere(refused=f"{long_day(day)} is still to come.")
    if school_year(day) < school_year(today) - 1:
        return DayThere(refused="Marks are taken of this school year and the last alone.")
    calendar = school_calendar(school_id, bank_holidays())
    if calendar.is_free(day):
        return DayThere(refused=f"{long_day(day)} is a weekend or a bank holiday.")
    last = YearVersion.objects.filter(agency_id=school_id, year=school_year(day)).order_by("-version")
    return DayThere(calendar.why_not(day) or "", last.values_list("version", flat=True).first())
