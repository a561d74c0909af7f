"""Codes of the national sets by date."""

from datetime import date
from typing import Self, TypeVar

from django.db.models import Model, Q, QuerySet

DATED_SETS = ("exclusion_reason",)
"""Sets whose source mixes the codes of several years: of these a code without a first day does not hold yet."""

_M = TypeVar("_M", bound=Model, covariant=True)


class Codes(QuerySet[_M]):
    """Codes of the national sets by date."""

    def on(self, code_set: str, day: date) -> Self:
        """The codes of a set that hold on a day, in the set's own order."""
        begun = Q(starts_on__lte=day) | Q(starts_on=None) & ~Q(code_set__in=DATED_SETS)
        return self.filter(begun, Q(ends_on=None) | Q(ends_on__gte=day), code_set=code_set).order_by("position", "code")
