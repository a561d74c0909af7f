"""The school years: the list, and one year of one school."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.calendar import access, actions, forms, pages, words
from agencies.calendar.facts import SchoolYear, bank_holidays, kept_rows, school_calendar
from agencies.directory.access import settings_of
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request, require
from agencies.web.pages import show

SCHOOLS_A_PAGE = 50


def see_years(request: Request) -> HttpResponse:
    """The schools whose year one writes, with what is known of each."""
    require(request.actor, Act.SEE_YEARS)
    found = Paginator(settings_of(request.actor, Act.SEE_YEARS), SCHOOLS_A_PAGE)
    return show(request, pages.years_page(found.get_page(request.GET.get("page")), local_day(request.at)))


def keep_year(request: Request, reference: str, year: int) -> HttpResponse:
    """The terms and INSET days of one school year."""
    require(request.actor, Act.KEEP_YEAR)
    one = access.admit_year(request.actor, Act.KEEP_YEAR, reference, year, local_day(request.at))
    if forms.TAKE in request.POST:
        return _filled(request, one)
    form = forms.KeepYear(sent(request), school_year=year, rows=kept_rows(one))
    kept = attempt(request, form, lambda: _keep(request, one, form), (NotNow,), on=one)
    if kept is None:
        return show(request, pages.keep_year_page(request.actor, one, form, forms.TakeFile(school_year=year)))
    days = pages.days_in(school_calendar(one.school.pk, bank_holidays()), year)
    said = f"{one.school.name}, {one}: {days} school days are kept."
    return land(request, kept, reverse("see_years"), f"{said} {words.followed(kept.record or {})}".strip())


def _filled(request: Request, one: SchoolYear) -> HttpResponse:
    """The form, filled with what a file says; nothing is kept by it."""
    form, file, taken = forms.filled(request.POST, request.FILES, one.year, kept_rows(one))
    return show(request, pages.keep_year_page(request.actor, one, form, file, taken))


def _keep(request: Request, one: SchoolYear, form: forms.KeepYear) -> Any:
    return actions.keep_year(one, form.facts(), by=request.actor, at=request.at)
