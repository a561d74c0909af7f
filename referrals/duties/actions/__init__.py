"""How duties are kept, and how people are reminded of them."""

from referrals.duties.actions.keeping import (
    NOT_THAT_FAR,
    follow,
    hand_over_duties,
    meet,
    open_duty,
    void,
    void_for_shares,
)
from referrals.duties.actions.reminders import (
    FAST_FOR,
    MOST_ATTEMPTS,
    address_letters,
    claim,
    mark_failed,
    mark_sent,
    plan_what_is_due,
    reminder_time,
    still_to_send,
)

__all__ = [
    "FAST_FOR",
    "MOST_ATTEMPTS",
    "NOT_THAT_FAR",
    "address_letters",
    "claim",
    "follow",
    "hand_over_duties",
    "mark_failed",
    "mark_sent",
    "meet",
    "open_duty",
    "plan_what_is_due",
    "reminder_time",
    "still_to_send",
    "void",
    "void_for_shares",
]
