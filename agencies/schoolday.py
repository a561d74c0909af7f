"""School days and working days as arithmetic on dates, and the London day of an instant."""

from __future__ import annotations

import csv
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import InitVar, dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
ROW_KINDS = ("term", "inset", "closure", "bank_holiday", "open")
WEEKEND = (5, 6)
JULY, AUGUST = 7, 8
CLOSED = "closed"
NOT_KNOWN = "the school’s terms are not known"
MOST_WEEKS_OFF = 5
"""No holiday within a school year is longer: what lies between is not known, and nothing is counted over it."""
Stretch = tuple[date, date]
BUILT = 256
"""So many calendars are kept: one act asks for its school’s several times."""


class BeyondPublishedTerms(ValueError):
    """The count leaves the term dates that the school has published, so nobody can know the day."""


class Row(NamedTuple):
    """A stretch of a school's year: both days counted in; `kind` is one of ROW_KINDS; `label`: "Good Friday"."""

    first: date
    last: date
    kind: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """The school days of one school (Education Act 1996 s.579(1)).

    They are the weekdays in its terms, less INSET, closures and bank holidays, but those on which it is `open`.
    Immutable. Counts raise BeyondPublishedTerms outside the stretches that are `known`, and over a hole between two.
    Build it with `from_rows`.
    """

    rows: tuple[Row, ...]
    known: tuple[Stretch, ...] = field(compare=False)
    _days: tuple[date, ...] = field(repr=False, compare=False)
    _closed: dict[date, str] = field(repr=False, compare=False)
    _holidays: frozenset[date] = field(repr=False, compare=False)

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[date, date, str] | tuple[date, date, str, str]]) -> SchoolCalendar:
        """Build from rows of (first day, last day, kind, label if any), in any order; they may overlap.

        What closes a day beats the term that holds it; "open" beats a bank holiday, and nothing else. TypeError for
        what is no date, ValueError for another kind or a row that ends before it begins.
        """
        return _built(tuple(rows))

    def is_school_day(self, day: date) -> bool:
        """Whether the school is known to be open to pupils that day; False beyond the published terms."""
        _check(day)
        place = bisect_left(self._days, day)
        return place < len(self._days) and self._days[place] == day

    def is_known(self, day: date) -> bool:
        """Whether the terms are published so that it is known what that day is."""
        return self.stretch_of(day) is not None

    def stretch_of(self, day: date) -> Stretch | None:
        """The first and last day of the known stretch that holds the day; None where it is in none."""
        return next((one for one in self.known if one[0] <= day <= one[1]), None)

    def is_free(self, day: date) -> bool:
        """Whether that day is a weekend, or a bank holiday on which the school does not say that it is open."""
        return day.weekday() in WEEKEND or day in self._holidays

    def is_shut(self, day: date) -> bool:
        """Whether it is known that the school is not open to pupils that day: where its terms are not, it may be."""
        return self.is_free(day) or (self.is_known(day) and not self.is_school_day(day))

    def why_not(self, day: date) -> str | None:
        """Why that day is no school day, in words; None where it is one. "Not in term" only where terms are known."""
        if self.is_school_day(day):
            return None
        if day.weekday() in WEEKEND:
            return "weekend"
        return self._closed.get(day, "not in term" if self.is_known(day) else NOT_KNOWN)

    def add_school_days(self, day: date, n: int) -> date:
        """The nth school day after `day` (law C1), which is nought, school day or not; n = 0 gives `day`."""
        _check(day, n)
        if n == 0:
            return day
        return self._at(bisect_right(self._days, day) + n - 1, self._must_know(day))

    def nth_school_day(self, day: date, n: int) -> date:
        """The nth school day (law C3, inclusive): `day` is the first where it is a school day; n from 1."""
        _check(day, n, least=1)
        return self._at(bisect_left(self._days, day) + n - 1, self._must_know(day))

    def school_days(self, after: date, until: date) -> tuple[date, ...]:
        """The school days after `after`, up to and with `until`; none where `until` is not later."""
        _check(after)
        _check(until)
        if until <= after:
            return ()
        self._must_know(after, until)
        return self._days[bisect_right(self._days, after) : bisect_right(self._days, until)]

    def days_within(self, first: date, last: date) -> int:
        """How many school days there are from `first` to `last`, both counted in, so far as the terms are published."""
        return bisect_right(self._days, last) - bisect_left(self._days, first)

    def school_days_between(self, a: date, b: date) -> int:
        """How many school days there are after `a`, up to and with `b`."""
        return len(self.school_days(a, b))

    def latest_notice(self, start: date, n: int) -> date:
        """The last school day that leaves n clear school days before `start` (law C4): the safe reading."""
        _check(start, n)
        return self._at(bisect_left(self._days, start) - n - 1, self._must_know(start))

    def arguable_notice(self, start: date, n: int) -> date:
        """The nth school day before `start` (law C4): leaves n - 1 clear days, so it may be too late; n from 1."""
        _check(start, n, least=1)
        return self.latest_notice(start, n - 1)

    def _at(self, place: int, known: Stretch) -> date:
        if 0 <= place < len(self._days) and known[0] <= self._days[place] <= known[1]:
            return self._days[place]
        raise BeyondPublishedTerms(self._published())

    def _must_know(self, *days: date) -> Stretch:
        """The one stretch that holds these days."""
        found = self.stretch_of(days[0])
        if found is None or not all(found[0] <= day <= found[1] for day in days):
            raise BeyondPublishedTerms(self._published())
        return found

    def _published(self) -> str:
        if not self.known:
            return "This school has no term dates yet."
        known = ", ".join(f"from {first} to {last}" for first, last in self.known)
        return f"This school's term dates are known {known} only."


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Working days (law C6; SI 2012/1033 Sch 1 para 1(2)): not Saturday, not Sunday, not a bank holiday in England.

    Takes the bank holidays as days, or as a mapping of day to title. Years without bank holidays count every weekday.
    """

    bank_holidays: InitVar[Mapping[date, str] | Iterable[date]]
    _closed: frozenset[date] = field(init=False, repr=False)
    _titles: dict[date, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self, bank_holidays: Mapping[date, str] | Iterable[date]) -> None:
        titles = dict(bank_holidays) if isinstance(bank_holidays, Mapping) else dict.fromkeys(bank_holidays, "")
        for day in titles:
            _check(day)
        object.__setattr__(self, "_titles", titles)
        object.__setattr__(self, "_closed", frozenset(titles))

    def is_working_day(self, day: date) -> bool:
        """Whether offices work that day."""
        return self.why_not(day) is None

    def why_not(self, day: date) -> str | None:
        """Why that day is no working day, in words; None where it is one."""
        _check(day)
        if day.weekday() in WEEKEND:
            return "weekend"
        return _holiday(self._titles[day]) if day in self._closed else None

    def add_working_days(self, day: date, n: int) -> date:
        """The nth working day after `day`, which is nought; n = 0 gives `day`."""
        return self._walk(day, n, timedelta(1))

    def working_days_before(self, day: date, n: int) -> date:
        """The nth working day before `day`, which is nought; n = 0 gives `day`."""
        return self._walk(day, n, -timedelta(1))

    def working_days_between(self, a: date, b: date) -> int:
        """How many working days there are after `a`, up to and with `b`."""
        _check(a)
        _check(b)
        return sum(self.is_working_day(day) for day in _span(a, b) if day != a)

    def _walk(self, day: date, n: int, step: timedelta) -> date:
        _check(day, n)
        while n:
            day += step
            n -= self.is_working_day(day)
        return day


def read_bank_holidays(lines: Iterable[str]) -> dict[date, str]:
    """Day to title, from the lines of a CSV file with the columns date (ISO) and title."""
    return {date.fromisoformat(row["date"]): row["title"] for row in csv.DictReader(lines)}


def local_day(instant: datetime) -> date:
    """The day in London at an instant (law C9). ValueError where the instant has no time zone."""
    if not isinstance(instant, datetime):
        raise TypeError("An instant is wanted, not a day.")
    if instant.utcoffset() is None:
        raise ValueError("An instant needs its time zone.")
    return instant.astimezone(LONDON).date()


def local_instant(day: date, hour: int = 0) -> datetime:
    """The instant, in UTC, when the clocks of London show that full hour (0 to 23) on that day."""
    _check(day)
    return datetime.combine(day, time(hour), LONDON).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """Midnight at the end of that London day, in UTC: what holds "until 10 February" no longer holds at it."""
    return local_instant(day + timedelta(1))


def _check(day: object, n: object = 1, *, least: int = 0) -> None:
    # A datetime is a date in Python, and would compare and count wrongly without a word.
    if not isinstance(day, date) or isinstance(day, datetime):
        raise TypeError(f"A day is wanted, not {type(day).__name__}.")
    if not isinstance(n, int) or isinstance(n, bool):
        raise TypeError(f"A whole number of days is wanted, not {type(n).__name__}.")
    if n < least:
        raise ValueError(f"The number of days must be {least} or more.")


@lru_cache(maxsize=BUILT)
def _built(rows: tuple[tuple[date, date, str] | tuple[date, date, str, str], ...]) -> SchoolCalendar:
    ours = tuple(sorted({_row(*row) for row in rows}))
    terms = [row for row in ours if row.kind == "term"]
    opened = {day for row in ours if row.kind == "open" for day in _span(row.first, row.last)}
    holidays = {d for row in ours if row.kind == "bank_holiday" for d in _span(row.first, row.last)} - opened
    shut = [row for row in ours if row.kind not in ("term", "open")]
    closed = {
        day: _reason(row)
        for row in shut
        for day in _span(row.first, row.last)
        if row.kind != "bank_holiday" or day in holidays
    }
    days = {day for row in terms for day in _span(row.first, row.last) if day.weekday() not in WEEKEND}
    open_on = tuple(sorted(days - closed.keys()))
    return SchoolCalendar(ours, tuple(_known(terms)), open_on, closed, frozenset(holidays))


def _row(first: date, last: date, kind: str, label: str = "") -> Row:
    _check(first)
    _check(last)
    if kind not in ROW_KINDS:
        raise ValueError(f"A row of a school's year is one of {', '.join(ROW_KINDS)}, not {kind!r}.")
    if last < first:
        raise ValueError(f"A row of a school's year ends on {last}, before it begins on {first}.")
    return Row(first, last, str(kind), label)


def _span(first: date, last: date) -> Iterator[date]:
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def _reason(row: Row) -> str:
    if row.kind == "bank_holiday":
        return _holiday(row.label)
    if row.kind == "inset":
        return "INSET"
    return f"{CLOSED}: {row.label}" if row.label else CLOSED


def _holiday(title: str) -> str:
    return f"bank holiday: {title}" if title else "bank holiday"


def school_year(day: date) -> int:
    """The year in which the school year of this day began: on the first school day after 31 July."""
    return day.year if day.month >= AUGUST else day.year - 1


def _known(terms: list[Row]) -> list[Stretch]:
    """The stretches of which the terms are published, as schools do it by school years: the summer before is known.

    A year that is missing between two, or more than five weeks within one, is a hole.
    """
    found: list[Stretch] = []
    for row in terms:
        began, last = date(school_year(row.first), AUGUST, 1), _last_known(row.last)
        first = began if not found or found[-1][1] < began else row.first
        if found and first - found[-1][1] <= (timedelta(1) if first == began else timedelta(weeks=MOST_WEEKS_OFF)):
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def _last_known(last: date) -> date:
    if last.month == JULY:
        return last.replace(day=31)
    return last + timedelta(6 - last.weekday()) if last.weekday() >= 4 else last
