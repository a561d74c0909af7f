"""How long what was typed is kept, and what an address says of its subject."""

import re
from datetime import timedelta

from agencies.references import PATTERN

DRAFTS_FOR = timedelta(days=30)
KEPT_FOR = timedelta(minutes=30)
MOST_KEPT = 5
KINDS = {
    "cases": "case",
    "concerns": "concern",
    "entries": "entry",
    "moves": "move",
    "pupils": "pupil",
    "referrals": "referral",
    "shares": "share",
    "suspensions": "suspension",
    "triage": "referral",
}
"""Which noun an address of a child's record names, by the word before its reference."""
_NAMED = re.compile(rf"/({'|'.join(KINDS)})/({PATTERN})(?=/)")


def subject_of(path: str) -> tuple[str, str]:
    """The kind and the reference of the record that a form is about; of two, the nearer. ("", "") for none."""
    named = _NAMED.findall(path)
    return (KINDS[named[-1][0]], named[-1][1]) if named else ("", "")
