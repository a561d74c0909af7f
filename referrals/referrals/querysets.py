"""Referrals by state."""

from typing import Self, TypeVar

from django.db.models import Model

from agencies.acting.querysets import Transitioning
from referrals.referrals.states import OPEN

_M = TypeVar("_M", bound=Model, covariant=True)


class Referrals(Transitioning[_M]):
    """Referrals by state."""

    def open(self) -> Self:
        """Those not decided and not withdrawn."""
        return self.filter(state__in=OPEN)
