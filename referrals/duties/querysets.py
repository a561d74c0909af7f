"""Duties by date."""

from datetime import datetime
from typing import Self, TypeVar

from django.db.models import Model

from agencies.acting.querysets import Transitioning

_M = TypeVar("_M", bound=Model, covariant=True)


class Duties(Transitioning[_M]):
    """Duties by date: *due* and *overdue* are read, never stored."""

    def owed(self) -> Self:
        """Those somebody still owes, their clock running or stopped."""
        return self.filter(state__in=["open", "stopped"])

    def overdue(self, at: datetime) -> Self:
        """Open ones whose time has passed."""
        return self.filter(state="open", due_at__lte=at)
