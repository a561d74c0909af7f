"""The adjectives of the ground floor, the one turn of the key that every state goes through, and the walk of a list."""

from datetime import datetime
from typing import Self

from django.db.models import Q, QuerySet

from agencies.acting.querysets import _M


class Deliveries(QuerySet[_M]):
    """Letters on their way to one person by one channel."""

    def waiting(self, at: datetime) -> Self:
        """Those whose time has come and whose lease, if any, has run out."""
        return self.filter(Q(lease_until=None) | Q(lease_until__lte=at), state="waiting", not_before__lte=at)

    def unread(self) -> Self:
        """Inbox letters nobody opened yet."""
        return self.filter(channel="inbox", state="sent", read_at=None)
