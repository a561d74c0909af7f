"""Calendars from their rows: a school's days and the bank holidays."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from agencies.calendar.models import BankHoliday, TermDate, YearVersion
from agencies.directory.models import Agency
from agencies.schoolday import AUGUST, WEEKEND, BeyondPublishedTerms, Row, SchoolCalendar, WorkingCalendar, school_year

Holidays = dict[date, str]


def bank_holidays() -> Holidays:
    """Every bank holiday on record with its title: one query."""
    return dict(holiday_rows())


def holiday_rows() -> QuerySet[BankHoliday, tuple[date, str]]:
    """The same as rows, for who asks them together with more."""
    return BankHoliday.objects.values_list("day", "title")


def holidays_end(holidays: Holidays) -> date | None:
    """The last day of the years whose bank holidays are known; they are published by the year."""
    return date(max(holidays).year, 12, 31) if holidays else None


def school_calendar(agency_id: int, holidays: Holidays) -> SchoolCalendar:
    """One school's days by its own terms, INSET days and closures, and the bank holidays: one query."""
    return school_calendars([agency_id], holidays)[agency_id]


def school_calendars(agency_ids: Collection[int], holidays: Holidays) -> dict[int, SchoolCalendar]:
    """The days of each of these schools: one query."""
    return calendars_of(agency_ids, holidays, term_rows(agency_ids))


TermRow = tuple[int, date, date, str, str]


def term_rows(agency_ids: Collection[int]) -> QuerySet[TermDate, TermRow]:
    """The terms, INSET days and closures of each of these schools, as rows."""
    found = TermDate.objects.filter(agency_id__in=agency_ids)
    return found.values_list("agency_id", "first_on", "last_on", "kind", "label")


def calendars_of(
    agency_ids: Collection[int], holidays: Holidays, terms: Iterable[TermRow]
) -> dict[int, SchoolCalendar]:
    """The days of each of these schools, from such rows."""
    closed = [(day, day, "bank_holiday", title) for day, title in holidays.items()]
    rows: dict[int, list[tuple[date, date, str, str]]] = {pk: [*closed] for pk in agency_ids}
    for pk, first, last, kind, label in terms:
        rows[pk].append((first, last, kind, label))
    return {pk: SchoolCalendar.from_rows(of) for pk, of in rows.items()}


def has_terms(calendar: SchoolCalendar, year: int) -> bool:
    """Whether any term of the school year that begins in `year` is known."""
    return any(row.kind == "term" and school_year(row.first) == year for row in calendar.rows)


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The school year of one school that begins in `year`."""

    school: Agency
    year: int

    def __str__(self) -> str:
        return year_words(self.year)

    @property
    def reference(self) -> str:
        """Its school's, under which the trail has it."""
        return str(self.school.reference)

    @property
    def school_id(self) -> int:
        """The key of its school."""
        return int(self.school.pk)

    @property
    def authority_id(self) -> int:
        """The key of its school's authority."""
        return int(self.school.authority_id)

    @property
    def in_trail(self) -> tuple[str, str, dict[str, int]]:
        """The lines of the trail that are about it: its school's, and of those this year's."""
        return "agency", self.reference, {"year": self.year}


YEARS_AHEAD = 3


def years_of(today: date) -> range:
    """The school years that can be written: this one and three ahead, by the year in which each begins."""
    began = school_year(today)
    return range(began, began + YEARS_AHEAD + 1)


def rows_of(one: SchoolYear) -> QuerySet[TermDate]:
    """The terms, INSET days and bank holidays with lessons of the school year: those that begin from August to July."""
    rows: QuerySet[TermDate] = one.school.term_dates.filter(kind__in=("term", "inset", "open"))
    return rows.filter(first_on__range=span_of(one.year)).order_by("first_on")


def kept_rows(one: SchoolYear) -> list[Row]:
    """The same as plain rows."""
    return [Row(row.first_on, row.last_on, row.kind, row.label) for row in rows_of(one)]


def as_json(rows: Iterable[Row]) -> list[list[str]]:
    """Rows as a version of a year keeps them."""
    return [[row.first.isoformat(), row.last.isoformat(), row.kind, row.label] for row in sorted(rows)]


def from_json(kept: Iterable[list[str]]) -> list[Row]:
    """Rows as they were given to `as_json`."""
    return [Row(date.fromisoformat(first), date.fromisoformat(last), kind, label) for first, last, kind, label in kept]


def versions_of(one: SchoolYear) -> QuerySet[YearVersion]:
    """The year as the school kept it, the oldest first."""
    found = YearVersion.objects.filter(agency=one.school, year=one.year)
    return found.select_related("kept_by").order_by("version")


def closures_of(one: SchoolYear) -> QuerySet[Any]:
    """The closures of a day in that school year, a later noun's: those that were taken back among them."""
    school: Any = one.school
    found: QuerySet[Any] = school.closures.filter(first_on__range=span_of(one.year)).order_by("first_on", "id")
    return found


def span_of(year: int) -> tuple[date, date]:
    """The first and last day that belong to the school year that begins in `year`."""
    return date(year, AUGUST, 1), date(year + 1, AUGUST, 1) - date.resolution


def holidays_of(year: int, rows: Iterable[Row]) -> list[tuple[date, str]]:
    """The bank holidays from Monday to Friday of a school year, and the days that `rows` have as open."""
    first, last = span_of(year)
    known = {day: title for day, title in bank_holidays().items() if first <= day <= last}
    stood = {row.first: "bank holiday" for row in rows if row.kind == "open"}
    return [(day, title) for day, title in sorted((stood | known).items()) if day.weekday() not in WEEKEND]


def year_words(year: int) -> str:
    """A school year as people write it: 2026/27."""
    return f"{year}/{(year + 1) % 100:02}"


def days_on(school: Agency, day: date, n: int) -> date:
    """The nth day after a day on which the school has lessons; working days beyond its published terms."""
    holidays = bank_holidays()
    try:
        return school_calendar(school.pk, holidays).add_school_days(day, n)
    except BeyondPublishedTerms:
        return WorkingCalendar(holidays).add_working_days(day, n)


def is_school_day(school: Agency, day: date) -> bool:
    """Whether the school has lessons that day; days beyond its published terms are taken on trust, but no weekend."""
    try:
        return school_calendar(school.pk, bank_holidays()).nth_school_day(day, 1) == day
    except BeyondPublishedTerms:
        return day.weekday() < 5
