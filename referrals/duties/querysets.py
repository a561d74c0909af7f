"""Duties by date."""

from datetime import datetime
from typing import Self, TypeVar

from django.db.models import F, Model, Q

from agencies.acting.querysets import Transitioning

_M = TypeVar("_M", bound=Model, covariant=True)

OWED = Q(state__in=["open", "stopped"])
OF_OTHERS = OWED & ~Q(agency=F("school"))
"""What is owed on a case by another than its school."""

WORRIED = OWED & Q(rule="look_at_concern_very")
"""What stands first in My work, and is rare."""


class Duties(Transitioning[_M]):
    """Duties by date: *due* and *overdue* are read, never stored."""

    def owed(self) -> Self:
        """Those somebody still owes, their clock running or stopped."""
        return self.filter(OWED)

    def overdue(self, at: datetime) -> Self:
        """Open ones whose time has passed."""
        return self.filter(state="open", due_at__lte=at)
