"""What waits to be sent, and letters by what has become of them."""

from datetime import datetime
from typing import Self, TypeVar

from django.db.models import Model, Q, QuerySet

_M = TypeVar("_M", bound=Model, covariant=True)


class Mails(QuerySet[_M]):
    """Rows that wait until one process has them in hand."""

    def waiting(self, at: datetime) -> Self:
        """Those whose time has come and whose lease, if any, has run out."""
        return self.filter(Q(lease_until=None) | Q(lease_until__lte=at), state="waiting", not_before__lte=at)


class Deliveries(Mails[_M]):
    """Letters on their way to one person by one channel."""

    def dead(self) -> Self:
        """E-mails that twenty attempts did not hand over."""
        return self.filter(channel="email", state="dead")

    def unread(self) -> Self:
        """Inbox letters nobody opened yet."""
        return self.filter(channel="inbox", state="sent", read_at=None)
