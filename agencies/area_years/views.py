"""A council's school years: the list, one to publish, and a school that takes it over or leaves it."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.area_years import access, actions, forms, pages
from agencies.area_years.facts import days_of, latest_of
from agencies.calendar.facts import SchoolYear
from agencies.calendar.forms import TAKE, KeepYear, TakeFile, filled
from agencies.policy import Act
from agencies.schoolday import Row, local_day
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request, require
from agencies.web.fields import Confirm
from agencies.web.pages import show


def see_area_years(request: Request) -> HttpResponse:
    """What the council has published, and how one's school follows it."""
    require(request.actor, Act.SEE_AREA_YEARS)
    return show(request, pages.area_years_page(request.actor, local_day(request.at)))


def publish_year(request: Request, year: int) -> HttpResponse:
    """Publish a school year for the area; from a file, if there is one."""
    require(request.actor, Act.PUBLISH_YEAR)
    one = access.admit_area(request.actor, year, local_day(request.at))
    stands = latest_of(one.authority_id, [year]).get(year)
    rows = days_of(stands) if stands else []
    if TAKE in request.POST:
        return _filled(request, one, rows)
    form = KeepYear(sent(request), school_year=year, rows=rows)
    made = attempt(request, form, lambda: _publish(request, one, form), (NotNow,), on=one)
    if made is None:
        return show(request, pages.publish_year_page(one, form, TakeFile(school_year=year)))
    return land(request, made, reverse("see_area_years"), f"{one} is published. The schools whom it is about are told.")


def _publish(request: Request, one: SchoolYear, form: KeepYear) -> Any:
    return actions.publish_year(one, form.facts(), by=request.actor, at=request.at)


def _filled(request: Request, one: SchoolYear, rows: list[Row]) -> HttpResponse:
    form, file, taken = filled(request.POST, request.FILES, one.year, rows)
    return show(request, pages.publish_year_page(one, form, file, taken))


def take_year(request: Request, reference: str, year: int) -> HttpResponse:
    """Take over the council's year for a school."""
    require(request.actor, Act.TAKE_YEAR)
    one, published = access.admit_taking(request.actor, reference, year, local_day(request.at))
    form = forms.TakeYear(sent(request), version=published.version)
    taken = attempt(request, form, lambda: _take(request, one, form), (NotNow,), on=one)
    if taken is None:
        return show(request, pages.take_year_page(one, published, form))
    return land(request, taken, reverse("see_area_years"), f"{one.school.name} follows the council’s {one} now.")


def _take(request: Request, one: SchoolYear, form: forms.TakeYear) -> Any:
    return actions.take_year(one, version=form.cleaned_data["version"], by=request.actor, at=request.at)


def keep_own_year(request: Request, reference: str, year: int) -> HttpResponse:
    """Follow the council's year no more."""
    require(request.actor, Act.KEEP_OWN_YEAR)
    one, live = access.admit_leaving(request.actor, reference, year, local_day(request.at))
    form = Confirm(sent(request))

    def do() -> None:
        actions.keep_own_year(one, by=request.actor, at=request.at)

    kept = attempt(request, form, do, (NotNow,), on=one)
    if kept is None:
        return show(request, pages.keep_own_year_page(one, live, form))
    return land(request, kept, reverse("see_area_years"), f"{one.school.name} keeps its own {one}.")
