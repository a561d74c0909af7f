"""What the pages of the school years show."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.urls import reverse

from agencies.calendar.facts import bank_holidays, school_calendars, span_of, year_words
from agencies.calendar.forms import KeepYear
from agencies.directory.models import Agency
from agencies.schoolday import SchoolCalendar, school_year
from agencies.web.pages import Page

YEARS_AHEAD = 3


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


@dataclass(frozen=True, kw_only=True)
class KeepYearPage(Page):
    """One school year of one school."""

    template: ClassVar[str] = "agencies/year_form.html"
    school: Agency
    year: str


def years_of(today: date) -> range:
    """The school years that can be written: this one and three ahead, by the year in which each begins."""
    began = school_year(today)
    return range(began, began + YEARS_AHEAD + 1)


def years_page(page: Any, today: date) -> YearsPage:
    """The schools of this page, each with its years: two queries."""
    calendars = school_calendars([school.pk for school in page], bank_holidays())
    return YearsPage(page=page, rows=[_row(school, calendars[school.pk], today) for school in page])


def _row(school: Agency, calendar: SchoolCalendar, today: date) -> SchoolYears:
    url = reverse("keep_year", args=[school.reference])
    years = [Year(year_words(year), f"{url}?year={year}", days_in(calendar, year)) for year in years_of(today)]
    return SchoolYears(school, calendar.known_to, years)


def days_in(calendar: SchoolCalendar, year: int) -> int | None:
    """The school days of a school year so far as its terms are kept; None where none is."""
    first, last = span_of(year)
    if not any(row.kind == "term" and first <= row.first <= last for row in calendar.rows):
        return None
    return calendar.days_within(first, last)


def keep_year_page(school: Agency, year: int, form: KeepYear) -> KeepYearPage:
    """The form of one year."""
    return KeepYearPage(form=form, school=school, year=year_words(year))
