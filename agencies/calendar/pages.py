"""What the pages of the school years show."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, ClassVar

from django.urls import reverse

from agencies.actors import Actor
from agencies.calendar import words
from agencies.calendar.facts import (
    Holidays,
    SchoolYear,
    bank_holidays,
    closures_of,
    from_json,
    holidays_end,
    school_calendars,
    span_of,
    versions_of,
    year_words,
    years_of,
)
from agencies.calendar.forms import KeepYear, TakeFile
from agencies.calendar.imports import Taken
from agencies.calendar.models import YearVersion
from agencies.directory.models import Agency
from agencies.schoolday import AUGUST, Row, SchoolCalendar
from agencies.web.pages import Page
from agencies.words import MONTHS, short_day

CELL = 10
A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Year:
    """A school year: how many school days are known in it; None where no term of it is kept."""

    words: str
    url: str
    days: int | None


@dataclass(frozen=True, slots=True)
class SchoolYears:
    """A school with its years, and until which day its year is known."""

    school: Agency
    known_to: date | None
    years: list[Year]


@dataclass(frozen=True, kw_only=True)
class YearsPage(Page):
    """The schools whose year its reader writes; `page` is Django's page of them."""

    template: ClassVar[str] = "agencies/year_list.html"
    page: Any
    rows: list[SchoolYears]
    holidays: str


@dataclass(frozen=True, slots=True)
class Shut:
    """A closure of a day in words, and where its author's side takes it back; `is_over`: that was done."""

    words: str
    url: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class Version:
    """The year as it was kept once: when and by whom, and what that changed, a line each."""

    words: str
    changes: list[str]


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a month's picture: where it stands, and how it looks."""

    x: int
    y: int
    look: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month: how many school days, which weekdays of a term are none and why, and its picture."""

    name: str
    days: int
    shut: list[str]
    cells: list[Cell]


@dataclass(frozen=True, kw_only=True)
class KeepYearPage(Page):
    """One school year of one school, with its closures of a day."""

    template: ClassVar[str] = "agencies/year_form.html"
    school: Agency
    year: str
    url: str
    closures: list[Shut]
    file: TakeFile
    taken: Taken | None
    months: list[Month]
    holidays: str
    versions: list[Version]


def years_page(page: Any, today: date) -> YearsPage:
    """The schools of this page, each with its years, and a year before the bank holidays run out, that they do."""
    known = bank_holidays()
    calendars = school_calendars([school.pk for school in page], known)
    holidays = words.holidays_said(holidays_end(known), today + A_YEAR)
    return YearsPage(page=page, rows=[_row(school, calendars[school.pk], today) for school in page], holidays=holidays)


def _row(school: Agency, calendar: SchoolCalendar, today: date) -> SchoolYears:
    years = [Year(year_words(year), _url(school, year), days_in(calendar, year)) for year in years_of(today)]
    known = calendar.stretch_of(today)
    return SchoolYears(school, known[1] if known else None, years)


def days_in(calendar: SchoolCalendar, year: int) -> int | None:
    """The school days of a school year so far as its terms are kept; None where none is."""
    first, last = span_of(year)
    if not any(row.kind == "term" and first <= row.first <= last for row in calendar.rows):
        return None
    return calendar.days_within(first, last)


def keep_year_page(
    actor: Actor, one: SchoolYear, form: KeepYear, file: TakeFile, taken: Taken | None = None
) -> KeepYearPage:
    """The form of one year, the year as it is with what stands in it, and the days on which the school was shut."""
    closures, known = list(closures_of(one)), bank_holidays()
    return KeepYearPage(
        form=form,
        school=one.school,
        year=str(one),
        url=_url(one.school, one.year),
        closures=[_shut(actor, closure) for closure in closures],
        file=file,
        taken=taken,
        months=months_of(one.year, [*form.rows_now(), *_shut_rows(closures)], known),
        holidays=words.holidays_said(holidays_end(known), span_of(one.year)[1]),
        versions=_versions(one),
    )


def _versions(one: SchoolYear) -> list[Version]:
    """The newest first, each with what it changed of the one before."""
    found = list(versions_of(one))
    before = [from_json(version.rows) for version in found]
    changes = [[], *(words.differences(was, now) for was, now in pairwise(before))]
    return [Version(_kept(one), of) for one, of in zip(found, changes, strict=False)][::-1]


def _kept(one: YearVersion) -> str:
    """Which version, when and by whom: a person, the school's system, or the service where it follows the council's."""
    if one.kept_at is None:
        return f"Version {one.version}: as it stood before versions were kept"
    who = one.kept_by.name if one.kept_by else words.SYSTEM if one.client else words.FOLLOWED
    return f"Version {one.version}, {short_day(one.kept_at)}, {who}"


def _shut_rows(closures: list[Any]) -> list[Row]:
    return [Row(one.first_on, one.last_on, "closure") for one in closures if one.ended_at is None]


def months_of(year: int, rows: list[Row], known: Holidays) -> list[Month]:
    """The twelve months of a school year from August, each day by what it is; none where no term is among the rows."""
    if not any(row.kind == "term" for row in rows):
        return []
    calendar = SchoolCalendar.from_rows([*rows, *(Row(day, day, "bank_holiday", one) for day, one in known.items())])
    firsts = [date(year + (month < AUGUST), month, 1) for month in (*range(AUGUST, 13), *range(1, AUGUST))]
    return [_month(first, calendar) for first in firsts]


def _month(first: date, calendar: SchoolCalendar) -> Month:
    days = [date(first.year, first.month, n) for n in range(1, monthrange(first.year, first.month)[1] + 1)]
    why = {day: calendar.why_not(day) for day in days}
    shut = [f"{short_day(day)}: {said}" for day, said in why.items() if said not in (None, "weekend", "not in term")]
    cells = [Cell(day.weekday() * CELL, (day.day + first.weekday() - 1) // 7 * CELL, _look(why[day])) for day in days]
    return Month(f"{MONTHS[first.month - 1]} {first.year}", sum(said is None for said in why.values()), shut, cells)


def _look(why: str | None) -> str:
    return "school" if why is None else "off" if why in ("weekend", "not in term") else "shut"


def _shut(actor: Actor, closure: Any) -> Shut:
    is_over, is_own = closure.ended_at is not None, closure.agency_id in {seat.agency_id for seat in actor.seats}
    url = reverse("end_closure", args=[closure.reference]) if is_own and not is_over else ""
    return Shut(str(closure), url, is_over)


def _url(school: Agency, year: int) -> str:
    return reverse("keep_year", args=[school.reference, year])
