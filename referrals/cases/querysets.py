"""The adjectives of pupils, cases, shares and duties; none of them knows who is asking."""

from typing import Self

from agencies.acting.querysets import Transitioning
from referrals.pupils.querysets import _M


class Cases(Transitioning[_M]):
    """Cases by state."""

    def open(self) -> Self:
        """Those not closed."""
        return self.exclude(state="closed")
