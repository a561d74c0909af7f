"""What the concern pages show."""

from referrals.concerns.pages.concern import ConcernPage, DismissConcernPage, RecordCallPage, concern_page
from referrals.concerns.pages.listing import FILTERS, concern_list, take
from referrals.concerns.pages.logging import log_page

__all__ = [
    "FILTERS",
    "ConcernPage",
    "DismissConcernPage",
    "RecordCallPage",
    "concern_list",
    "concern_page",
    "log_page",
    "take",
]
