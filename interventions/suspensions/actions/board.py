"""The governing board's clocks on a suspension: whether it has to meet, by when, and what it has to consider."""

from datetime import date, timedelta

from agencies.acting.doing import Doing, Owed, forbids
from agencies.acting.refusals import NotNow
from agencies.calendar.facts import bank_holidays, school_calendar
from interventions.suspensions.actions.steps import is_outside
from interventions.suspensions.facts import BOARD_BY_BAND, may_decide
from interventions.suspensions.models import Suspension
from interventions.suspensions.sources import NO_BOARD, NOT_THERE
from interventions.suspensions.states import BEFORE_EXAM, CONSIDER, OF_REGULATIONS, OPEN, State
from referrals.duties.models import Duty
from referrals.duties.states import State as DutyState

NO_POWER = (
    "The governing board has no duty to meet on this suspension, and no power to reinstate: over five days in the "
    "term it has, once representations are made; over fifteen, or where an exam is missed, always."
)


def require_board(suspension: Suspension) -> None:
    """`NotNow` at a setting to which the Regulations do not apply: none of them is about its board (law.md 11)."""
    if is_outside(suspension):
        raise NotNow(NO_BOARD)


@forbids(*OF_REGULATIONS)
def not_outside(doing: Doing) -> None:
    """Nor anything else that the Regulations alone ask for."""
    if is_outside(doing.record):
        raise NotNow(NOT_THERE)


def require_power(suspension: Suspension) -> None:
    """`NotNow` where the board has no power to reinstate (law.md 1.6: GB-1, GB-3)."""
    require_board(suspension)
    if not may_decide(suspension):
        raise NotNow(NO_POWER)


def owed_by_board(suspension: Suspension) -> tuple[Owed, ...]:
    """What the board owes and did not do: to meet, once it has to and was told; else to consider what was written.

    Its meeting is counted from the day on which its notice counts as given (law.md 1.2, C2 and C7).
    """
    if suspension.state not in OPEN or is_outside(suspension):
        return ()
    if not may_decide(suspension):
        waits = suspension.represented_on and not suspension.considered_at and suspension.state == State.IMPOSED
        found = [Owed(CONSIDER, suspension.school_id, from_on=suspension.represented_on)] if waits else []
    else:
        told = suspension.notices.filter(recipient="governors", of="suspension").order_by("id").first()
        found = _owed_by_meeting(suspension, told.given_on or told.told_on) if told else []
    there = Duty.objects.filter(subject_kind="suspension", subject_ref=suspension.reference)
    kept = set(there.exclude(state=DutyState.VOID).values_list("rule", flat=True)) if found else set()
    return tuple(owed for owed in found if owed.opening.rule not in kept)


def _owed_by_meeting(suspension: Suspension, told_on: date) -> list[Owed]:
    """To meet by its limit and, where an exam is missed, before that so far as practicable (law.md GB-6)."""
    owed = [Owed(BOARD_BY_BAND[suspension.board], suspension.school_id, from_on=told_on)]
    if suspension.exam_on and told_on < suspension.exam_on:
        target = max(told_on, last_day_before(suspension.exam_on, suspension.school_id))
        owed.append(Owed(BEFORE_EXAM, suspension.school_id, from_on=target))
    return owed


def last_day_before(exam_on: date, school_id: int) -> date:
    """The last school day before an exam; of terms that are not known, the last weekday."""
    school = school_calendar(school_id, bank_holidays())
    days = (exam_on - timedelta(n) for n in range(1, 31))
    return next((day for day in days if not school.is_shut(day)), exam_on - timedelta(1))
