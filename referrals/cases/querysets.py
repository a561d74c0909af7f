"""Cases by state."""

from typing import Self, TypeVar

from django.db.models import Model

from agencies.acting.querysets import Instant, Transitioning

_M = TypeVar("_M", bound=Model, covariant=True)


class Cases(Transitioning[_M]):
    """Cases by state."""

    def open(self) -> Self:
        """Those not closed."""
        return self.exclude(state="closed")

    def left(self, at: Instant) -> Self:
        """Open ones whose pupil has left the school's roll."""
        return self.open().filter(left_at__lte=at)
