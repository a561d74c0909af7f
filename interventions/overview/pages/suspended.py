"""Suspensions of this term against the last, and who is past the lines of the law in this term."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse

from agencies.actors import Actor
from agencies.calendar.facts import Holidays, school_calendars
from agencies.deadlines.regimes import Regime
from agencies.directory.models import Agency
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
from interventions.suspensions.states import State
from interventions.suspensions.totals import Out, Span, Total, Unit, days_counted
from referrals import door

LOOKS_BACK = timedelta(days=300)
"""Two terms and the holidays around them are never longer."""
LONGEST = timedelta(days=160)
"""No term is longer, with the holiday after it."""
LOWEST = min(line.more_than for line in totals.LINES if line.over is Unit.TERM)
CHANGED = Q(revision__gt=0) | Q(state__in=[State.CANCELLED.value, State.VOID.value])
"""Of which the council may have been told otherwise than it stands."""


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
    pupil_id: int
    reference: str


@dataclass(frozen=True, slots=True)
class Suspended:
    """Both tables."""

    schools: list[AtSchool]
    past: list[Past]

    @property
    def children(self) -> int:
        """How many are past a line: one who is so at two schools is one child."""
        return len({one.pupil_id for one in self.past})


def suspended(actor: Actor, today: date, holidays: Holidays) -> Suspended:
    """From what the reader may see of suspensions: the council's as it was told.

    What stands as it was first decided is counted by the database; what was changed or ended since, and whoever may be
    past a line, is looked at one by one.
    """
    within = door.within(Suspension, actor, Act.SEE_SUSPENSION).filter(last_on__gte=today - LOOKS_BACK)
    changed = _seen(actor, within.filter(CHANGED))
    begun: dict[int, Counter[date]] = defaultdict(Counter)
    for school, day, number in (
        within.exclude(CHANGED).values_list("school_id", "first_on").annotate(number=Count("pk"))
    ):
        begun[school][day] += number
    for one, days, _ in changed:
        begun[one.school_id][days[0][0] if days else one.first_on] += 1
    names = dict(Agency.objects.filter(pk__in=begun).values_list("pk", "name"))
    calendars, regimes = school_calendars(begun, holidays), regimes_of(begun)
    tables = [_at_school(names[pk], begun[pk], calendars[pk], today) for pk in begun]
    inside = {pk: calendars[pk] for pk in begun if regimes[pk] is not Regime.OUTSIDE}
    past = _past(_seen(actor, _of_many(within, {one.pupil_id for one, *_ in changed}, today)), inside, today)
    return Suspended(sorted(tables, key=lambda one: one.name.casefold()), past)


def _of_many(within: QuerySet[Suspension], also: set[int], today: date) -> QuerySet[Suspension]:
    """The suspensions of these pupils, and of whoever has more half days in some months than the lowest line."""
    rows = SuspendedSession.objects.filter(
        suspension__in=within.exclude(CHANGED).values("pk"), day__gte=today - LONGEST
    )
    counted = rows.values("suspension__pupil").annotate(number=Count("pk")).filter(number__gt=LOWEST)
    return within.filter(Q(pupil__in=also) | Q(pupil__in=counted.values("suspension__pupil")))


def _seen(actor: Actor, of: QuerySet[Suspension]) -> list[Seen]:
    """Those of them that stand for the reader, each with its half days as they know them."""
    own = {seat.agency_id for so in WHOLE for seat in actor.seats_for(Act.SEE_SUSPENSION, so)}
    told = Prefetch("notices", SuspensionNotice.objects.filter(recipient="council").order_by("id"), to_attr="told")
    rows = Prefetch("sessions", SuspendedSession.objects.order_by("day", "id"), to_attr="rows")
    found: list[Any] = list(of.select_related("school", "pupil").prefetch_related(told, rows).order_by("id"))
    each = [seen(one, one.rows, None if one.school_id in own or not one.told else one.told[-1]) for one in found]
    return [one for one in each if one[2] not in ENDED.values()]


def _at_school(name: str, begun: Counter[date], school: SchoolCalendar, today: date) -> AtSchool:
    """By their first days; of a school whose terms are not known the term before can't be cut at the same day."""
    last, this = _two_terms(today, school)
    now = sum(number for day, number in begun.items() if this.first <= day <= today)
    until = _same_day(this, last, school, today)
    if until is None:
        is_known = school.is_known(today) and school.is_known(last.first)
        return AtSchool(name, None, now, "", words.NO_DAY_YET if is_known else words.NOT_KNOWN)
    before = sum(number for day, number in begun.items() if last.first <= day <= until)
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
        pupil_id=one.pupil_id,
        reference=str(one.reference),
    )
