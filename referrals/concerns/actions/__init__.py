"""What is done with a concern: logged, added to, withdrawn, followed up, answered, handed to the safeguarding lead."""

from referrals.concerns.actions.authoring import (
    add_to_concern,
    require_addable,
    require_here,
    require_unread,
    require_withdrawable,
    withdraw_concern,
)
from referrals.concerns.actions.handing import answer_handed, hand_to_safeguarding, require_handed, require_unhanded
from referrals.concerns.actions.logging import (
    CallFacts,
    ConcernFacts,
    TickedFacts,
    as_danger,
    dismiss_concern,
    log_concern,
    log_ticked,
    record_call,
    require_danger,
)

__all__ = [
    "CallFacts",
    "ConcernFacts",
    "TickedFacts",
    "add_to_concern",
    "answer_handed",
    "as_danger",
    "dismiss_concern",
    "hand_to_safeguarding",
    "log_concern",
    "log_ticked",
    "record_call",
    "require_addable",
    "require_danger",
    "require_handed",
    "require_here",
    "require_unhanded",
    "require_unread",
    "require_withdrawable",
    "withdraw_concern",
]
