"""Cases by state."""

from typing import Self, TypeVar

from django.db.models import Model

from agencies.acting.querysets import Transitioning

_M = TypeVar("_M", bound=Model, covariant=True)


class Cases(Transitioning[_M]):
    """Cases by state."""

    def open(self) -> Self:
        """Those not closed."""
        return self.exclude(state="closed")
