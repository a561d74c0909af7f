"""Seats by date."""

from typing import Self, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from agencies.acting.querysets import Instant
from agencies.policy.rows import CLERKS, LEADS

_M = TypeVar("_M", bound=Model, covariant=True)


class Seats(QuerySet[_M]):
    """Seats by date."""

    def live(self, at: Instant) -> Self:
        """Seats that have begun and not ended."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at, agency__closed_at=None)

    def clerks(self, at: Instant) -> Self:
        """Live seats of clerks who do not lead at the same school as well, and can sign in."""
        leads = self.model._default_manager.live(at).filter(  # type: ignore[attr-defined]
            person_id=OuterRef("person_id"), agency_id=OuterRef("agency_id"), role__in=[role.value for role in LEADS]
        )
        clerks = self.live(at).filter(role__in=[role.value for role in CLERKS], person__is_active=True)
        return clerks.filter(~Exists(leads))
