"""A date worked out, with every day counted and every day not counted and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agencies import schoolday
from agencies.deadlines.forms import Rule, Unit


@dataclass(frozen=True, slots=True)
class Sum:
    """How a date was worked out: every day counted, and every day not counted with the reason, in order.

    `from_on` is nought; the duty is in time before `due_at`, midnight at the end of `due_on` in London.
    """

    rule_name: str
    rule_version: str
    limit: int
    unit: Unit
    from_on: date
    due_on: date
    due_at: datetime
    counted: tuple[date, ...]
    skipped: tuple[tuple[date, str], ...]


def work_out(
    rule: Rule,
    from_day: date,
    school: schoolday.SchoolCalendar | None,
    working: schoolday.WorkingCalendar,
    limit: int | None = None,
) -> Sum:
    """Work out when a duty is due; `limit` is the council's own setting where it has one.

    ValueError where school days are to be counted and no school is given. `calendar.BeyondPublishedTerms` where they
    run past the school's published terms: the caller then says that the date isn't known yet, and asks for the terms.
    """
    n = rule.limit if limit is None else limit
    due_on = _due_on(rule.unit, from_day, n, school, working)
    # Nought is passed over, except where the limit is nought itself: then the days before the due one are.
    first, last = (1, 0) if n else (0, -1)
    reasons = [
        (day, _why_not(rule.unit, day, school, working))
        for day in (from_day + timedelta(k) for k in range(first, (due_on - from_day).days + last + 1))
    ]
    return Sum(
        rule_name=rule.name,
        rule_version=rule.version,
        limit=n,
        unit=rule.unit,
        from_on=from_day,
        due_on=due_on,
        due_at=schoolday.end_of_day(due_on),
        counted=tuple(day for day, why in reasons if why is None),
        skipped=tuple((day, why) for day, why in reasons if why is not None),
    )


def remaining(
    unit: Unit,
    due_on: date,
    stopped_on: date,
    school: schoolday.SchoolCalendar | None,
    working: schoolday.WorkingCalendar,
) -> int:
    """How many days a clock had left when it stopped: after `stopped_on`, up to and with `due_on`; 0 when late."""
    if unit == Unit.SCHOOL_DAYS:
        return _needed(school).school_days_between(stopped_on, due_on)
    if unit == Unit.WORKING_DAYS:
        return working.working_days_between(stopped_on, due_on)
    return max(0, (due_on - stopped_on).days)


def restart(
    rule: Rule,
    left: int,
    restarted_on: date,
    school: schoolday.SchoolCalendar | None,
    working: schoolday.WorkingCalendar,
) -> Sum:
    """Set a stopped clock going with the days it had left, the day it restarts being nought."""
    return work_out(rule, restarted_on, school, working, limit=left)


def _due_on(
    unit: Unit, from_day: date, n: int, school: schoolday.SchoolCalendar | None, working: schoolday.WorkingCalendar
) -> date:
    if unit == Unit.SCHOOL_DAYS:
        pupils = _needed(school)
        return pupils.add_school_days(from_day, n) if n else pupils.nth_school_day(from_day, 1)
    if unit == Unit.WORKING_DAYS:
        return working.add_working_days(from_day, n or (0 if working.is_working_day(from_day) else 1))
    if n < 0:
        raise ValueError("The number of days must be 0 or more.")
    return from_day + timedelta(n)


def _why_not(
    unit: Unit, day: date, school: schoolday.SchoolCalendar | None, working: schoolday.WorkingCalendar
) -> str | None:
    if unit == Unit.SCHOOL_DAYS:
        return _needed(school).why_not(day)
    return working.why_not(day) if unit == Unit.WORKING_DAYS else None


def _needed(school: schoolday.SchoolCalendar | None) -> schoolday.SchoolCalendar:
    if school is None:
        raise ValueError("School days are those of one school: its calendar is needed.")
    return school
