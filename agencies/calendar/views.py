"""The school years: the list, and one year of one school."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.actors import Refusal
from agencies.calendar import access, actions, forms, pages
from agencies.calendar.facts import bank_holidays, rows_of_year, school_calendar, year_words
from agencies.directory.access import settings_of
from agencies.directory.models import Agency
from agencies.policy import Act
from agencies.schoolday import Row, local_day
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import NotFound, Request, require
from agencies.web.pages import show

SCHOOLS_A_PAGE = 50


def see_years(request: Request) -> HttpResponse:
    """The schools whose year one writes, with what is known of each."""
    require(request.actor, Act.SEE_YEARS)
    found = Paginator(settings_of(request.actor, Act.SEE_YEARS), SCHOOLS_A_PAGE)
    return show(request, pages.years_page(found.get_page(request.GET.get("page")), local_day(request.at)))


def keep_year(request: Request, reference: str) -> HttpResponse:
    """The terms and INSET days of one school year."""
    require(request.actor, Act.KEEP_YEAR)
    school = access.admit_school(request.actor, Act.KEEP_YEAR, reference)
    year = _year(request)
    form = forms.KeepYear(sent(request), school_year=year, rows=_rows(school, year))
    kept = attempt(request, form, lambda: _keep(request, school, year, form), (NotNow,), on=school)
    if kept is None:
        return show(request, pages.keep_year_page(school, year, form))
    days = pages.days_in(school_calendar(school.pk, bank_holidays()), year)
    words = f"{school.name}, {year_words(year)}: {days} school days are kept."
    return land(request, kept, reverse("see_years"), words)


def _keep(request: Request, school: Agency, year: int, form: forms.KeepYear) -> None:
    actions.keep_year(school, year, form.facts(), by=request.actor, at=request.at)


def _rows(school: Agency, year: int) -> list[Row]:
    return [Row(one.first_on, one.last_on, one.kind, one.label) for one in rows_of_year(school, year)]


def _year(request: Request) -> int:
    """The year that the address names, or the form; *not found* for one that can't be written."""
    named = request.POST.get("year", "") or request.GET.get("year", "")
    years = pages.years_of(local_day(request.at))
    found = next((year for year in years if str(year) == named), None if named else years[0])
    if found is None:
        raise NotFound(Refusal(Act.KEEP_YEAR, "year", "", "no such year"))
    return found
