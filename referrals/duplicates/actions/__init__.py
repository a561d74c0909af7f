"""What is done about two records that may be of one child."""

from referrals.duplicates.actions.answering import keep_apart, reopen_duplicate
from referrals.duplicates.actions.finding import drop_duplicate, find_duplicate, find_duplicates

__all__ = ["drop_duplicate", "find_duplicate", "find_duplicates", "keep_apart", "reopen_duplicate"]
