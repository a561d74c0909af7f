"""Deliveries by what has become of them."""

from datetime import datetime
from typing import Self, TypeVar

from django.db.models import Model, Q, QuerySet

_M = TypeVar("_M", bound=Model, covariant=True)


class Deliveries(QuerySet[_M]):
    """Letters on their way to one person by one channel."""

    def waiting(self, at: datetime) -> Self:
        """Those whose time has come and whose lease, if any, has run out."""
        return self.filter(Q(lease_until=None) | Q(lease_until__lte=at), state="waiting", not_before__lte=at)

    def unread(self) -> Self:
        """Inbox letters nobody opened yet."""
        return self.filter(channel="inbox", state="sent", read_at=None)
