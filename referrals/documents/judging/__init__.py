"""A file judged by its bytes, whatever it is called: which kind it is, or why it is refused and what to do instead."""

from referrals.documents.judging.judged import Judged, Refused
from referrals.documents.judging.kinds import judge, named

__all__ = ["Judged", "Refused", "judge", "named"]
