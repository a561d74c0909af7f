"""What a suspension counts to as it stands: with those of the pupil that were decided before it, at every school."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from agencies.calendar.facts import bank_holidays, school_calendars
from agencies.deadlines.regimes import Regime
from agencies.register.facts import regimes_of
from agencies.schoolday import SchoolCalendar
from interventions.suspensions import elsewhere, totals
from interventions.suspensions.facts import counted, marked, under, within
from interventions.suspensions.models import DaysElsewhere, SuspendedSession, Suspension
from interventions.suspensions.states import State
from interventions.suspensions.totals import ORDER_OF_DAY, Out, Total


class Row(NamedTuple):
    """A session out, and of which suspension, in the order in which the law counts them: by decision, then by day."""

    place: tuple[datetime, date, int, int]
    out: Out


def rows_of(pupils: Collection[int]) -> dict[int, list[Row]]:
    """The sessions of those pupils that did not fall away, at every school: one query."""
    first: dict[int, tuple[date, int]] = {}
    sessions = SuspendedSession.objects.filter(pupil__in=pupils, fell_away=False)
    of = ("pupil_id", "suspension_id", "suspension__decided_at")
    taken = sessions.values_list(*of, "day", "session", "suspension__school_id", "suspension__state")
    read = sorted(taken, key=lambda row: (row[3], ORDER_OF_DAY[row[4]]))
    rows = defaultdict(list)
    for pupil, pk, decided_at, day, session, school, state in read:
        first.setdefault(pk, (day, ORDER_OF_DAY[session]))
        rows[pupil].append(Row((decided_at, *first[pk], pk), Out(day, session, school, state == State.CANCELLED)))
    return rows


def found_of(
    one: Suspension,
    rows: Sequence[Row],
    calendars: Mapping[int, SchoolCalendar],
    answers: Sequence[DaysElsewhere],
    regimes: Mapping[int, Regime],
) -> tuple[list[Out], tuple[Total, ...]]:
    """Its own sessions, and the totals that they touch; none where all fell away.

    `rows` and `answers`, of days at schools that are not known here, are all of the pupil's.
    """
    own = [row for row in rows if row.place[-1] == one.pk]
    if not own:
        return [], ()
    outs = [row.out for row in own]
    earlier = [row.out for row in rows if row.place < own[0].place]
    before = counted(within(earlier, one.school_id, regimes), calendars)
    school = calendars[one.school_id]
    told = elsewhere.half_days(answers, {totals.school_year(out.day) for out in outs}, one.decided_at)
    found = totals.totals(before, counted(outs, calendars), school, one.school_id, told)
    return outs, under(regimes[one.school_id], found)


def totals_of(one: Suspension, rows: Sequence[Row], answers: Sequence[DaysElsewhere]) -> tuple[Total, ...]:
    """What it counts to, for who reads it, with what is uncertain of it; `rows` being all of the pupil's."""
    schools = {one.school_id, *(row.out.school_id for row in rows)}
    _, found = found_of(one, rows, school_calendars(schools, bank_holidays()), answers, regimes_of(schools))
    return marked(one.pupil, one.school_id, found)
