"""How duties are kept, and how people are reminded of them."""

from referrals.duties.actions.handing import hand_duty
from referrals.duties.actions.keeping import (
    NOT_THAT_FAR,
    follow,
    hand_over_duties,
    meet,
    meet_at,
    open_duty,
    void,
    void_for_shares,
)
from referrals.duties.actions.reminders import (
    FAST_FOR,
    address_letters,
    lease_next,
    plan_what_is_due,
    reminder_time,
)
from referrals.duties.actions.reminding import remind_owner
from referrals.duties.actions.shifting import count_again
from referrals.duties.actions.telling import digest

__all__ = [
    "FAST_FOR",
    "NOT_THAT_FAR",
    "address_letters",
    "count_again",
    "digest",
    "follow",
    "hand_duty",
    "hand_over_duties",
    "lease_next",
    "meet",
    "meet_at",
    "open_duty",
    "plan_what_is_due",
    "remind_owner",
    "reminder_time",
    "void",
    "void_for_shares",
]
