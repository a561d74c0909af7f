"""Suspensions of this term against the last, and who is past the lines of the law in this term."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from agencies.actors import Actor
from agencies.calendar.facts import bank_holidays, school_calendars
from agencies.deadlines.regimes import Regime
from agencies.policy import Act
from agencies.register.facts import regimes_of
from agencies.schoolday import BeyondPublishedTerms, SchoolCalendar
from agencies.words import year_group
from interventions.overview import words
from interventions.pupil_page.pages.suspended import ENDED, Seen, seen
from interventions.suspensions import totals
from interventions.suspensions.facts import counted
from interventions.suspensions.models import SuspendedSession, Suspension, SuspensionNotice
from interventions.suspensions.pages.listed import WHOLE
from interventions.suspensions.totals import Out, Span, Total, Unit, days_counted
from referrals import door

LOOKS_BACK = timedelta(days=300)
"""Two terms and the holidays around them are never longer."""


@dataclass(frozen=True, slots=True)
class AtSchool:
    """A school with its suspensions in the last term, up to the same school day, and in this."""

    name: str
    last: int | None
    this: int
    change: str
    upto: str


@dataclass(frozen=True, slots=True)
class Past:
    """A child who is past a line: how many days count this term, at which school, and what the line is."""

    name: str
    url: str
    year: str
    school: str
    days: str
    line: str
    half_days: int
    reference: str


@dataclass(frozen=True, slots=True)
class Suspended:
    """Both tables."""

    schools: list[AtSchool]
    past: list[Past]


def suspended(actor: Actor, today: date) -> Suspended:
    """From what the reader may see of suspensions: the council's as it was told."""
    found = _seen(actor, today)
    schools = {one.school_id: one.school.name for one, _, _ in found}
    calendars = school_calendars(schools, bank_holidays())
    regimes = regimes_of(schools)
    by_school: dict[int, list[Seen]] = defaultdict(list)
    for one in found:
        by_school[one[0].school_id].append(one)
    tables = [_at_school(schools[pk], by_school[pk], calendars[pk], today) for pk in schools]
    inside = {pk: calendars[pk] for pk in schools if regimes[pk] is not Regime.OUTSIDE}
    past = _past(found, inside, today)
    return Suspended(sorted(tables, key=lambda one: one.name.casefold()), past)


def _seen(actor: Actor, today: date) -> list[Seen]:
    """Those of the last months that stand for the reader, each with its half days as they know them."""
    own = {seat.agency_id for so in WHOLE for seat in actor.seats_for(Act.SEE_SUSPENSION, so)}
    told = Prefetch("notices", SuspensionNotice.objects.filter(recipient="council").order_by("id"), to_attr="told")
    rows = Prefetch("sessions", SuspendedSession.objects.order_by("day", "id"), to_attr="rows")
    within = door.within(Suspension, actor, Act.SEE_SUSPENSION).filter(last_on__gte=today - LOOKS_BACK)
    found: list[Any] = list(within.select_related("school", "pupil").prefetch_related(told, rows).order_by("id"))
    each = [seen(one, one.rows, None if one.school_id in own or not one.told else one.told[-1]) for one in found]
    return [one for one in each if one[2] not in ENDED.values()]


def _at_school(name: str, found: list[Seen], school: SchoolCalendar, today: date) -> AtSchool:
    """By their first days; of a school whose terms are not known the term before can't be cut at the same day."""
    last, this = _two_terms(today, school)
    begun = [days[0][0] for _, days, _ in found if days]
    now = sum(this.first <= day <= today for day in begun)
    until = _same_day(this, last, school, today)
    if until is None:
        return AtSchool(name, None, now, "", words.NOT_KNOWN)
    before = sum(last.first <= day <= until for day in begun)
    return AtSchool(name, before, now, _change(now - before), f"school day {school.days_within(this.first, today)}")


def _two_terms(today: date, school: SchoolCalendar) -> tuple[Span, Span]:
    """The term before and the one of today, each with the holiday after it."""
    year = totals.school_year(today)
    spans = [*totals.spans_of_year(year - 1, school), *totals.spans_of_year(year, school)]
    place = next(n for n, span in enumerate(spans) if span.first <= today <= span.last)
    return spans[place - 1], spans[place]


def _same_day(this: Span, last: Span, school: SchoolCalendar, today: date) -> date | None:
    """The day of the last term that was as many school days into it; its last, where it had fewer."""
    number = school.days_within(this.first, today)
    if not number or not school.is_known(last.first) or not school.is_known(today):
        return None
    try:
        return min(last.last, school.nth_school_day(last.first, number))
    except BeyondPublishedTerms:
        return last.last


def _change(by: int) -> str:
    return f"{abs(by)} {'more' if by > 0 else 'fewer'}" if by else "the same"


def _past(found: Iterable[Seen], inside: dict[int, SchoolCalendar], today: date) -> list[Past]:
    """Whoever is over a line of the term, the most days first."""
    half_days: Counter[tuple[int, int]] = Counter()
    latest: dict[tuple[int, int], Suspension] = {}
    for one, days, _ in found:
        if one.school_id not in inside:
            continue
        term, key = totals.term_of(today, inside[one.school_id]), (one.pupil_id, one.school_id)
        outs = [Out(day, session, one.school_id) for day, session in days if term.first <= day <= term.last]
        if outs:
            half_days[key] += len(counted(outs, inside))
            latest[key] = one
    lines = [_line(latest[key], number, inside[key[1]], today) for key, number in half_days.items()]
    return sorted([one for one in lines if one.line], key=lambda one: (-one.half_days, one.name))


def _line(one: Suspension, number: int, school: SchoolCalendar, today: date) -> Past:
    term = totals.term_of(today, school)
    over = Total(Unit.TERM, term.first, term.last, number, number).is_over
    return Past(
        name=one.pupil.name,
        url=reverse("see_suspension", args=[one.reference]),
        year=year_group(one.pupil.born_on, today),
        school=one.school.name,
        days=days_counted(number),
        line=over[-1].what if over else "",
        half_days=number,
        reference=str(one.reference),
    )
