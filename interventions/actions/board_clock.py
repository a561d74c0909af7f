"""The governing board's clock on a suspension: whether it has to meet, and by when, from the day it was told."""

from collections.abc import Iterable

from agencies.policy import Act, Standing
from interventions.lifecycle import NotNow
from interventions.models import Suspension
from interventions.totals import Total
from referrals.actions import duties
from referrals.actions.acting import Doing
from referrals.lifecycle import Opening
from referrals.models import Duty

RULES = {"meets": "board_within_15", "asked": "board_within_50"}
"""By the band of the term's total with this suspension (law.md 1.6: GB-4 and GB-6, GB-2)."""
NO_POWER = (
    "The governing board has no duty to meet on this suspension, and no power to reinstate: over five days in the "
    "term it has, once representations are made; over fifteen, or where an exam is missed, always."
)


def band(found: Iterable[Total], *, misses_exam: bool) -> str:
    """What the totals mean for the board: it meets, it is asked by the parents, or neither."""
    over = {line.name for total in found for line in total.is_over}
    if misses_exam or "governors_meet" in over:
        return "meets"
    return "asked" if "governors_told" in over else ""


def may_decide(suspension: Suspension) -> bool:
    """Whether the board has to meet, and may reinstate."""
    return suspension.board == "meets" or (suspension.board == "asked" and suspension.represented_at is not None)


def require_power(suspension: Suspension) -> None:
    """`NotNow` where the board has no power to reinstate (law.md 1.6: GB-1, GB-3)."""
    if not may_decide(suspension):
        raise NotNow(NO_POWER)


def run(doing: Doing) -> None:
    """Open the board's duty once it has to meet and was told, counted from the day it was told (law.md 1.2, C2)."""
    suspension: Suspension = doing.record
    told = suspension.notices.filter(recipient="governors", of="suspension").first()
    if told is None or suspension.state != "imposed" or not may_decide(suspension):
        return
    rule = RULES[suspension.board]
    if Duty.objects.filter(subject_kind="suspension", subject_ref=suspension.reference, rule=rule).exists():
        return
    apart = Doing(doing.act, doing.by, doing.at, "suspension", suspension)
    opening = Opening(rule, Standing.RAISED, Act.RECORD_BOARD_DECISION)
    owner, day = suspension.school_id, told.told_on
    duties.open_duty(apart, opening, pupil=suspension.pupil, owner_agency_id=owner, from_on=day)
