"""The governing board's clock on a suspension: whether it has to meet, and by when, from the day it was told."""

from agencies.acting.doing import Owed
from agencies.acting.refusals import NotNow
from interventions.suspensions.facts import BOARD_BY_BAND, may_decide
from interventions.suspensions.models import Suspension
from interventions.suspensions.states import State
from referrals.duties.models import Duty
from referrals.duties.states import State as DutyState

NO_POWER = (
    "The governing board has no duty to meet on this suspension, and no power to reinstate: over five days in the "
    "term it has, once representations are made; over fifteen, or where an exam is missed, always."
)


def require_power(suspension: Suspension) -> None:
    """`NotNow` where the board has no power to reinstate (law.md 1.6: GB-1, GB-3)."""
    if not may_decide(suspension):
        raise NotNow(NO_POWER)


def owed_by_board(suspension: Suspension) -> tuple[Owed, ...]:
    """The board's duty once it has to meet and was told, counted from the day it was told (law.md 1.2, C2)."""
    told = suspension.notices.filter(recipient="governors", of="suspension").first()
    if told is None or suspension.state != State.IMPOSED or not may_decide(suspension):
        return ()
    opening = BOARD_BY_BAND[suspension.board]
    there = Duty.objects.filter(subject_kind="suspension", subject_ref=suspension.reference, rule=opening.rule)
    is_kept = there.exclude(state=DutyState.VOID).exists()
    return () if is_kept else (Owed(opening, suspension.school_id, from_on=told.told_on),)
