"""Who hears, and when, that a duty comes near or is late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from agencies import schoolday
from agencies.deadlines.sums import Sum


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: who is told (owner, safeguarding, second, manager, officer, council), at which London hour and day."""

    name: str
    offset_days: int
    at_hour: int
    tells: str


AT_ONCE = 0
"""The hour of a rung that waits for no morning: it is told when the duty arises, on its only day."""
ASK = Step("ask", 1, 8, "owner")
"""In place of every late rung whose day the school's published terms do not reach: it is asked, not chased."""
BOARD = (
    Step("before", -1, 7, "owner"),
    Step("due", 0, 8, "owner"),
    Step("late_1", 1, 8, "owner"),
    Step("late_2", 2, 8, "manager"),
    Step("late_council", 2, 8, "council"),
)
"""A meeting held on the last day is entered the day after: until then it is the clerk who is asked, and nobody else."""
SAME_DAY = (
    Step("due", 0, AT_ONCE, "safeguarding"),
    Step("due_afternoon", 0, 15, "manager"),
    Step("next_day", 1, 8, "safeguarding"),
    Step("next_day_manager", 1, 8, "manager"),
)
"""What whoever safeguards sees to on the day itself."""
GIVEN = (
    Step("before", -1, 7, "owner"),
    Step("due", 0, 8, "owner"),
    Step("late_1", 1, 8, "owner"),
    Step("late_2", 2, 8, "manager"),
)
"""What one gives another is of their two agencies: nobody else is told that it is late."""
LADDERS: dict[str, tuple[Step, ...]] = {
    "default": (
        Step("before", -1, 7, "owner"),
        Step("due", 0, 8, "owner"),
        Step("late_1", 1, 8, "manager"),
        Step("late_2", 2, 8, "officer"),
    ),
    "board_within_15": BOARD,
    "board_within_50": BOARD,
    "board_before_exam": BOARD[:2],
    "do_task": GIVEN,
    "answer_task": GIVEN,
    "record_call": SAME_DAY,
    "answer_handed": SAME_DAY,
    "agree_share": (
        Step("due", 0, 8, "second"),
        Step("late_1", 1, 8, "second"),
        Step("late_2", 2, 8, "officer"),
    ),
    "renew_share": (Step("before_10", -10, 7, "owner"), Step("before_2", -2, 7, "owner")),
}


RUNGS = {"before": "ladder_before", "late_1": "ladder_late_1", "late_2": "ladder_late_2"}
"""The rungs of the usual ladder whose days a council may set, by the name of its setting; those before count back."""


def ladder_for(rule_name: str, *, on_case: bool, limits: Mapping[str, Any] = MappingProxyType({})) -> tuple[Step, ...]:
    """The ladder of a rule; the officer's rung is for a duty on a case, and the door asks again who oversees it.

    `limits` are what the council has set.
    """
    rungs = LADDERS.get(rule_name, LADDERS["default"])
    own = {} if rule_name in LADDERS else limits
    return tuple(_as_set(step, own) for step in rungs if on_case or step.tells != "officer")


def _as_set(step: Step, limits: Mapping[str, Any]) -> Step:
    days = limits.get(RUNGS.get(step.name, ""))
    return step if days is None else replace(step, offset_days=-int(days) if step.offset_days < 0 else int(days))


def steps(
    worked: Sum,
    ladder: tuple[Step, ...],
    working: schoolday.WorkingCalendar,
    school: schoolday.SchoolCalendar | None = None,
    *,
    opened_on: date | None = None,
    is_asked: bool = False,
) -> tuple[tuple[Step, datetime], ...]:
    """When each rung is told, in UTC, in days of the rule: of the school where it counts those, else working days.

    The due day's own rung falls on that day whatever it is. With `opened_on`, a warning longer before than the duty
    lasts falls on the next working day, and one that has no day between is left out; `is_asked`: the date itself lies
    beyond the school's published terms.
    """
    found: dict[str, tuple[Step, date]] = {}
    for step in ladder:
        at, day = _step_on(worked.due_on, step, working, school, is_asked)
        if opened_on and day <= opened_on and step.name == "before":
            day = working.add_working_days(opened_on, 1)
        if opened_on is None or step.offset_days >= 0 or opened_on < day < worked.due_on:
            found.setdefault(at.name, (at, day))
    return tuple((step, schoolday.local_instant(day, step.at_hour)) for step, day in found.values())


def _step_on(
    due_on: date,
    step: Step,
    working: schoolday.WorkingCalendar,
    school: schoolday.SchoolCalendar | None,
    is_asked: bool,
) -> tuple[Step, date]:
    n = step.offset_days
    if n <= 0:  # a warning is for whoever reads mail on working days
        return step, working.working_days_before(due_on, -n)
    if school is None and not is_asked:
        return step, working.add_working_days(due_on, n)
    try:
        if school is not None and not is_asked:
            return step, school.add_school_days(due_on, n)
    except schoolday.BeyondPublishedTerms:
        pass
    return ASK, working.add_working_days(due_on, ASK.offset_days)
