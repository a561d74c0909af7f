"""Whether a child's absence changed after a sign was answered, or after nobody answered it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models.functions import Coalesce

from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.schoolday import BeyondPublishedTerms, SchoolCalendar, local_day
from interventions.signals.models import Signal
from referrals.attendance.counting import Mark, monday, sums
from referrals.attendance.facts import MARKS, held
from referrals.attendance.models import AttendanceWeek

DAYS = 15
"""School days before and after, by which it is measured (issue: within 15 school days)."""
LOOKED_FOR = timedelta(200)
FIELDS = ("before_missed", "before_possible", "after_missed", "after_possible")


class Span(NamedTuple):
    """The school days up to that of an answer, and those after it."""

    before: frozenset[date]
    after: frozenset[date]


def measure(school_id: int, at: datetime) -> int:
    """Keep of each sign whose fifteen school days are over what was missed before and after; how many there were."""
    there = Signal.objects.annotate(since=Coalesce("answered_at", "found_at")).filter(school_id=school_id)
    waits = there.filter(after_possible=None, since__gte=at - LOOKED_FOR).order_by("pk")
    waiting = list(waits.select_for_update(no_key=True))
    if not waiting:
        return 0
    calendar, today = school_calendar(school_id, bank_holidays()), local_day(at)
    spans = {one.pk: span for one in waiting if (span := _span(one, calendar, today))}
    due = [one for one in waiting if one.pk in spans]
    if due:
        marks = _marks(school_id, {one.pupil_id for one in due}, spans.values())
        for one in due:
            _keep(one, marks[one.pupil_id], spans[one.pk])
        Signal.objects.bulk_update(due, FIELDS, batch_size=500)
    return len(due)


def _span(signal: Signal, calendar: SchoolCalendar, today: date) -> Span | None:
    """None while its days are not over, or where the terms around it are not known."""
    day = local_day(signal.answered_at or signal.found_at)
    try:
        last = calendar.add_school_days(day, DAYS)
        after = calendar.school_days(day, last)
    except BeyondPublishedTerms:
        return None
    before: list[date] = []
    while len(before) < DAYS and calendar.is_known(day):
        before += [day] if calendar.is_school_day(day) else []
        day -= timedelta(1)
    return Span(frozenset(before), frozenset(after)) if last < today and len(before) == DAYS else None


def _marks(school_id: int, pupils: Collection[int], spans: Iterable[Span]) -> dict[int, list[Mark]]:
    days = [day for span in spans for day in span.before | span.after]
    weeks = AttendanceWeek.objects.filter(pupil_id__in=pupils, school_id=school_id)
    found: dict[int, list[Mark]] = defaultdict(list)
    for pupil_id, *row in weeks.filter(week__range=(monday(min(days)), max(days))).values_list("pupil_id", *MARKS):
        found[pupil_id] += [one.mark for one in held([row])]
    return found


def _keep(signal: Signal, marks: list[Mark], span: Span) -> None:
    before, after = (sums(one for one in marks if one.day in days) for days in span)
    signal.before_missed, signal.before_possible = before.absent, before.possible
    signal.after_missed, signal.after_possible = after.absent, after.possible
