"""The adjectives of the ground floor, the one turn of the key that every state goes through, and the walk of a list."""

from typing import Self

from django.db.models import Q, QuerySet

from agencies.acting.querysets import _M, Instant


class Seats(QuerySet[_M]):
    """Seats by date."""

    def live(self, at: Instant) -> Self:
        """Seats that have begun and not ended."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at, agency__closed_at=None)
