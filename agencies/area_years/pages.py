"""What the pages of a council's school years show."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db.models import Count
from django.urls import reverse

from agencies.actors import Actor
from agencies.area_years.facts import days_of, followed, following, latest_of
from agencies.area_years.models import AreaYear, Following
from agencies.calendar.facts import SchoolYear, bank_holidays, kept_rows, year_words, years_of
from agencies.calendar.forms import KeepYear, TakeFile
from agencies.calendar.imports import Taken
from agencies.calendar.pages import Month, months_of
from agencies.calendar.words import differences
from agencies.directory.models import Agency, Authority
from agencies.policy import ROLES, SETTINGS, Act
from agencies.web.fields import Form
from agencies.web.pages import Page, Said, said
from agencies.words import count_words, long_day, short_day


@dataclass(frozen=True, slots=True)
class Line:
    """One school year: how it stands, and what one may do with it."""

    year: str
    stands: str
    acts: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Lines:
    """A council's years, or a school's."""

    name: str
    lines: list[Line]


@dataclass(frozen=True, kw_only=True)
class AreaYearsPage(Page):
    """The years that a council has published, and how one's school follows them."""

    template: ClassVar[str] = "agencies/area_years.html"
    groups: list[Lines]


@dataclass(frozen=True, kw_only=True)
class PublishYearPage(Page):
    """The form of one year of an area, and its versions so far."""

    template: ClassVar[str] = "agencies/year_publish.html"
    said: Said
    year: str
    url: str
    file: TakeFile
    taken: Taken | None
    months: list[Month]
    versions: list[str]


@dataclass(frozen=True, kw_only=True)
class FollowYearPage(Page):
    """The council's year about to be a school's, or to be left: what would change."""

    template: ClassVar[str] = "agencies/year_follow.html"
    said: Said
    months: list[Month]
    changes: list[str]
    stands: str


def area_years_page(actor: Actor, today: date) -> AreaYearsPage:
    """The councils' years first, then those of one's own schools."""
    councils = dict.fromkeys(seat.authority_id for seat in actor.seats_of(ROLES[Act.PUBLISH_YEAR]))
    may = actor.seats_of(ROLES[Act.TAKE_YEAR])
    schools = Agency.objects.filter(pk__in=[seat.agency_id for seat in may if seat.kind in SETTINGS])
    groups = [_area(authority_id, years_of(today)) for authority_id in councils]
    return AreaYearsPage(groups=groups + [_school(school, years_of(today)) for school in schools.order_by("name")])


def _area(authority_id: int, years: range) -> Lines:
    published = latest_of(authority_id, years)
    counts = Following.objects.filter(school__authority_id=authority_id, year__in=years, ended_at=None)
    follow = dict(counts.values_list("year").annotate(n=Count("pk")))
    by = {year: f" Followed by {count_words(n, 'school')}." for year, n in follow.items()}
    lines = [
        Line(
            year_words(year),
            _published(published.get(year)) + by.get(year, ""),
            [("Change it" if year in published else "Publish it", reverse("publish_year", args=[year]))],
        )
        for year in years
    ]
    return Lines(Authority.objects.get(pk=authority_id).name, lines)


def _published(one: AreaYear | None) -> str:
    if one is None:
        return "Not published."
    return f"Version {one.version}, {short_day(one.published_at)}, {one.published_by.name}."


def _school(school: Agency, years: range) -> Lines:
    published, live = latest_of(school.authority_id, years), following(school, years)
    return Lines(school.name, [_line(school, year, published.get(year), live.get(year)) for year in years])


def _line(school: Agency, year: int, published: AreaYear | None, live: Following | None) -> Line:
    take = [("Take over the council’s", reverse("take_year", args=[school.reference, year]))] if published else []
    own = [("Keep our own", reverse("keep_own_year", args=[school.reference, year]))]
    if live is None:
        said = f"The council’s: {_published(published)}" if published else "Not published by the council."
        return Line(year_words(year), said, take)
    if live.coming is not None and live.follows_on is not None:
        said = f"The council has changed it. Yours follows after {long_day(live.follows_on)}."
        return Line(year_words(year), said, take + own)
    is_as_published = published is not None and set(kept_rows(SchoolYear(school, year))) == set(days_of(published))
    said = "Follows the council’s." if is_as_published else "Follows the council’s, with changes of its own."
    return Line(year_words(year), said, own if is_as_published else take + own)


def publish_year_page(one: SchoolYear, form: KeepYear, file: TakeFile, taken: Taken | None = None) -> PublishYearPage:
    """The form of the area's year, with its versions."""
    versions = AreaYear.objects.filter(authority_id=one.authority_id, year=one.year).select_related("published_by")
    return PublishYearPage(
        form=form,
        said=said(Act.PUBLISH_YEAR, year=str(one), area=one.school.authority.name),
        year=str(one),
        url=reverse("publish_year", args=[one.year]),
        file=file,
        taken=taken,
        months=months_of(one.year, form.rows_now(), bank_holidays()),
        versions=[_published(version) for version in versions.order_by("-version")],
    )


def take_year_page(one: SchoolYear, published: AreaYear, form: Form) -> FollowYearPage:
    """What the council published, and what of the school's own would change."""
    return FollowYearPage(
        form=form,
        said=said(Act.TAKE_YEAR, year=str(one), school=one.school.name),
        months=months_of(one.year, days_of(published), bank_holidays()),
        changes=differences(kept_rows(one), days_of(published)),
        stands=_published(published),
    )


def keep_own_year_page(one: SchoolYear, live: Following, form: Form) -> FollowYearPage:
    """What was coming, if anything."""
    own = kept_rows(one)
    then = followed(own, days_of(live.base), days_of(live.coming)) if live.coming else own
    return FollowYearPage(
        form=form,
        said=said(Act.KEEP_OWN_YEAR, year=str(one), school=one.school.name),
        months=months_of(one.year, own, bank_holidays()),
        changes=differences(own, then),
        stands=f"What would change after {long_day(live.follows_on)}:" if live.follows_on else "",
    )
