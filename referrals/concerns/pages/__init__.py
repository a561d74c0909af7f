"""What the concern pages show."""

from referrals.concerns.pages.concern import (
    AddToConcernPage,
    AnswerHandedPage,
    ConcernPage,
    DismissConcernPage,
    HandOverPage,
    RecordCallPage,
    WithdrawConcernPage,
    concern_page,
)
from referrals.concerns.pages.listing import FILTERS, SAFEGUARDING, concern_list, take
from referrals.concerns.pages.logging import log_page

__all__ = [
    "FILTERS",
    "SAFEGUARDING",
    "AddToConcernPage",
    "AnswerHandedPage",
    "ConcernPage",
    "DismissConcernPage",
    "HandOverPage",
    "RecordCallPage",
    "WithdrawConcernPage",
    "concern_list",
    "concern_page",
    "log_page",
    "take",
]
