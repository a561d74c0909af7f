"""Who hears, and when, that a duty comes near or is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from agencies import schoolday
from agencies.deadlines.sums import Sum


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: who (owner, manager, officer) is told, at which London hour, how many working days from the due day."""

    name: str
    offset_working_days: int
    at_hour: int
    tells: str


LADDERS: dict[str, tuple[Step, ...]] = {
    "default": (
        Step("before", -1, 8, "owner"),
        Step("due", 0, 8, "owner"),
        Step("late_1", 1, 8, "manager"),
        Step("late_2", 2, 8, "officer"),
    ),
    "renew_share": (Step("before_10", -10, 8, "owner"), Step("before_2", -2, 8, "owner")),
}


def ladder_for(rule_name: str, *, on_case: bool) -> tuple[Step, ...]:
    """The ladder of a rule; the officer's rung is for a duty on a case, and the door asks again who oversees it."""
    rungs = LADDERS.get(rule_name, LADDERS["default"])
    return tuple(step for step in rungs if on_case or step.tells != "officer")


def steps(
    worked: Sum,
    ladder: tuple[Step, ...],
    working: schoolday.WorkingCalendar,
    *,
    opened_on: date | None = None,
) -> tuple[tuple[Step, datetime], ...]:
    """When each rung is told, in UTC. The due day's own rung falls on that day even where it is no working day.

    With `opened_on`, a rung that would remind of a duty on or before the day it arose is left out.
    """
    days = [(step, _step_on(worked.due_on, step.offset_working_days, working)) for step in ladder]
    return tuple(
        (step, schoolday.local_instant(day, step.at_hour))
        for step, day in days
        if opened_on is None or step.offset_working_days >= 0 or day > opened_on
    )


def _step_on(due_on: date, offset: int, working: schoolday.WorkingCalendar) -> date:
    if offset < 0:
        return working.working_days_before(due_on, -offset)
    return working.add_working_days(due_on, offset)
