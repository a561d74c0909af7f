"""What the concern pages show."""

from referrals.concerns.pages.concern import (
    AnswerHandedPage,
    ConcernPage,
    DismissConcernPage,
    HandOverPage,
    RecordCallPage,
    concern_page,
)
from referrals.concerns.pages.listing import FILTERS, SAFEGUARDING, concern_list, take
from referrals.concerns.pages.logging import log_page

__all__ = [
    "FILTERS",
    "SAFEGUARDING",
    "AnswerHandedPage",
    "ConcernPage",
    "DismissConcernPage",
    "HandOverPage",
    "RecordCallPage",
    "concern_list",
    "concern_page",
    "log_page",
    "take",
]
