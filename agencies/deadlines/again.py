"""A clock counted again from what it began with: its first day, its limit, and the stops that are over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agencies import schoolday
from agencies.deadlines.forms import Rule, Unit, in_working_days
from agencies.deadlines.sums import Sum, remaining, work_out

Stop = tuple[date, date]
"""The day on which a clock stopped, and the day on which it went on."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The sum of the last stretch, the days that were left at each stop, and whether working days stood in."""

    sum: Sum
    left: tuple[int, ...]
    in_working_days: bool


def count_again(
    rule: Rule,
    from_day: date,
    limit: int,
    stops: Sequence[Stop],
    school: schoolday.SchoolCalendar | None,
    working: schoolday.WorkingCalendar,
) -> Counted:
    """Count the clock anew: a stop leaves it the days that it had, and one that was late when it stopped stays late.

    From where the school's published terms do not reach, working days are counted in their place.
    """
    kept: list[int] = []
    worked, used = _work_out(rule, from_day, school, working, limit)
    for stopped, went_on in stops:
        kept.append(_left(used.unit, worked.due_on, stopped, school, working))
        if worked.due_on >= stopped:
            worked, used = _work_out(used, went_on, school, working, kept[-1])
    return Counted(worked, tuple(kept), used.unit is not rule.unit)


def _work_out(
    rule: Rule, day: date, school: schoolday.SchoolCalendar | None, working: schoolday.WorkingCalendar, limit: int
) -> tuple[Sum, Rule]:
    try:
        return work_out(rule, day, school, working, limit), rule
    except schoolday.BeyondPublishedTerms:
        return work_out(in_working_days(rule), day, None, working, limit), in_working_days(rule)


def _left(
    unit: Unit,
    due_on: date,
    stopped: date,
    school: schoolday.SchoolCalendar | None,
    working: schoolday.WorkingCalendar,
) -> int:
    try:
        return remaining(unit, due_on, stopped, school, working)
    except schoolday.BeyondPublishedTerms:
        return remaining(Unit.WORKING_DAYS, due_on, stopped, None, working)
