"""What is done with a case, and what its family is told."""

from referrals.cases.actions.cases import (
    HAS_OPEN_CASE,
    close_case,
    hand_over_case,
    join_concern,
    name_lead,
    needs_lead,
    open_case,
    reopen_case,
    require_place,
    touch,
    what_was_done,
)
from referrals.cases.actions.telling import ToldFacts, keep_told, record_family_told, review_of

__all__ = [
    "HAS_OPEN_CASE",
    "ToldFacts",
    "close_case",
    "hand_over_case",
    "join_concern",
    "keep_told",
    "name_lead",
    "needs_lead",
    "open_case",
    "record_family_told",
    "reopen_case",
    "require_place",
    "review_of",
    "touch",
    "what_was_done",
]
