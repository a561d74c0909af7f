"""A council publishes a school year; schools take it over, follow its changes, or keep their own."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from agencies.acting import bounds
from agencies.acting.doing import Doing, done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.acting.rows import NEW
from agencies.actors import SERVICE, Actor, SeatFacts
from agencies.area_years import words
from agencies.area_years.facts import days_of, followed, followers_of, latest_of
from agencies.area_years.models import AreaYear, Following
from agencies.area_years.states import State
from agencies.calendar.actions import keep_year
from agencies.calendar.facts import SchoolYear, as_json, days_on, kept_rows, span_of
from agencies.calendar.forms import is_a_year
from agencies.calendar.models import TermDate
from agencies.directory.models import Agency, Authority
from agencies.outbox import actions as outbox
from agencies.outbox.models import Letter
from agencies.policy import SETTINGS, Act, Kind, Role
from agencies.policy.telling import TO_HEADS
from agencies.schoolday import Row, local_day

OBJECTS_FOR = 5
"""School days in which a school may say no to a change of its council's year."""
BATCH = 50


@transaction.atomic
def publish_year(one: SchoolYear, rows: Iterable[Row], *, by: Actor, at: datetime) -> AreaYear:
    """Publish a version of the area's year, `one` being the council's. Every school that it is about is told once."""
    leads_to("area_year", NEW, Act.PUBLISH_YEAR)
    Authority.objects.select_for_update(no_key=True).get(pk=one.authority_id)
    before = latest_of(one.authority_id, [one.year]).get(one.year)
    kept = as_json(rows)
    if before is not None and before.rows == kept:
        raise AlreadyDone(one)
    version = before.version + 1 if before else 1
    what = {"authority_id": one.authority_id, "year": one.year, "version": version, "rows": kept}
    made: AreaYear = AreaYear.objects.create(**what, published_at=at, published_by_id=by.who)
    told = _tell_followers(made, by, at) + _tell_who_has_none(made, by, at)
    outbox.post(told)
    facts = {"year": one.year, "version": version, "rows": len(kept), "schools": len(told)}
    done(Doing(Act.PUBLISH_YEAR, by, at, "agency", one, facts=facts))
    return made


def _tell_followers(made: AreaYear, by: Actor, at: datetime) -> list[Letter]:
    """Each follows after five of its school days; who was to follow an earlier change, follows this one instead."""
    found = list(followers_of(made).select_related("school").select_for_update(of=("self",)))
    for one in found:
        one.coming, one.follows_on = made, days_on(one.school, local_day(at), OBJECTS_FOR)
    Following.objects.bulk_update(found, ["coming", "follows_on"])
    return [_letter(one.school, made, words.changed(made.year, one.follows_on), by, at) for one in found]


def _tell_who_has_none(made: AreaYear, by: Actor, at: datetime) -> list[Letter]:
    terms = TermDate.objects.filter(agency=OuterRef("pk"), kind="term", first_on__range=span_of(made.year))
    schools = Agency.objects.filter(
        authority_id=made.authority_id, kind__in=[kind.value for kind in SETTINGS], closed_at=None
    )
    return [_letter(school, made, words.published(made.year), by, at) for school in schools.exclude(Exists(terms))]


def _letter(school: Agency, made: AreaYear, said: str, by: Actor, at: datetime, of: str = "area-year") -> Letter:
    return outbox.letter(
        [TO_HEADS],
        key=f"{of}:{made.reference}:{school.reference}",
        authority_id=made.authority_id,
        act=Act.PUBLISH_YEAR.value,
        words=said,
        on=("year", school.reference),
        case_id=None,
        at=at,
        by=by,
    )


@transaction.atomic
def take_year(one: SchoolYear, *, version: int, by: Actor, at: datetime) -> Following:
    """Make the council's year the school's, in place of what it had, and follow it from now on.

    `version` is the one that was looked at: `NotNow` where another stands.
    """
    Agency.objects.select_for_update(no_key=True).get(pk=one.school_id)
    base = latest_of(one.authority_id, [one.year]).get(one.year)
    if base is None:
        raise NotNow(words.NONE)
    leads_to("area_year", base.state, Act.TAKE_YEAR)
    if base.version != version:
        raise NotNow(words.CHANGED)
    there = Following.objects.filter(school_id=one.school_id, year=one.year, ended_at=None).first()
    if there is not None and there.base_id == base.pk and set(kept_rows(one)) == set(days_of(base)):
        raise AlreadyDone(one)
    Following.objects.filter(school_id=one.school_id, year=one.year, ended_at=None).update(ended_at=at)
    made: Following = Following.objects.create(school_id=one.school_id, year=one.year, base=base, taken_at=at)
    _keep(one, days_of(base), by, at)
    done(Doing(Act.TAKE_YEAR, by, at, "agency", one, facts={"year": one.year, "version": version}))
    return made


@transaction.atomic
def keep_own_year(one: SchoolYear, *, by: Actor, at: datetime) -> None:
    """Follow no more: the school's days stay as they are, and what was coming is not taken over."""
    leads_to("area_year", State.PUBLISHED, Act.KEEP_OWN_YEAR)
    live = Following.objects.filter(school_id=one.school_id, year=one.year, ended_at=None)
    if not live.update(ended_at=at, coming=None, follows_on=None):
        raise NotNow(words.OWN)
    done(Doing(Act.KEEP_OWN_YEAR, by, at, "agency", one, facts={"year": one.year}))


def follow_area_years(at: datetime) -> list[Following]:
    """Take over what schools were told of and did not decline, after the last of their five school days: a batch.

    The school first and then its following, as whoever takes over or leaves: none of them waits for the other.
    """
    due = Following.objects.filter(ended_at=None, follows_on__lt=local_day(at))
    first = due.order_by("id").values_list("school__authority_id", flat=True).first()
    if first is None:
        return []
    with bounds.within([first]):
        schools = due.filter(school__authority_id=first).order_by("school_id").values("school_id")[:BATCH]
        locked = Agency.objects.filter(pk__in=schools).select_for_update(no_key=True).order_by("pk")
        found = due.filter(school__in=[school.pk for school in locked]).select_related("school", "base", "coming")
        each = list(found.select_for_update(of=("self",)).order_by("id"))
        for one in each:
            _follow(one, at)
    return each


def _follow(one: Following, at: datetime) -> None:
    year, new = SchoolYear(one.school, one.year), one.coming
    if new is None:
        return
    rows = followed(kept_rows(year), days_of(one.base), days_of(new))
    by, is_kept = _councils_own(one.school, new), is_a_year(rows, one.year)
    one.base, one.coming, one.follows_on = new if is_kept else one.base, None, None
    one.save(update_fields=["base", "coming", "follows_on"])
    if is_kept:
        _keep(year, rows, by, at)
    else:
        outbox.post([_letter(one.school, new, words.not_followed(new.year), by, at, of="area-year-kept")])


def _keep(year: SchoolYear, rows: Iterable[Row], by: Actor, at: datetime) -> None:
    """As the act that writes a year, with all that follows from it; a year that is so already stays."""
    try:
        with transaction.atomic():
            keep_year(year, rows, by=by, at=at)
    except AlreadyDone:
        return


def _councils_own(school: Agency, new: AreaYear) -> Actor:
    """The service, for the council that published it."""
    council = Agency.objects.filter(kind=Kind.COUNCIL.value, authority_id=new.authority_id).order_by("pk")[0]
    seat = SeatFacts(None, council.pk, council.name, school.authority_id, Kind.COUNCIL, Role.COUNCIL_OFFICER)
    return replace(SERVICE, seats=(seat,))
