"""Seats by date."""

from typing import Self, TypeVar

from django.db.models import Model, Q, QuerySet

from agencies.acting.querysets import Instant

_M = TypeVar("_M", bound=Model, covariant=True)


class Seats(QuerySet[_M]):
    """Seats by date."""

    def live(self, at: Instant) -> Self:
        """Seats that have begun and not ended."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at, agency__closed_at=None)
