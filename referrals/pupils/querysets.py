"""Pupils by name, and places on a roll by date."""

from datetime import date
from typing import Self, TypeVar

from django.db.models import Func, Model, Q, QuerySet, TextField, Value

_M = TypeVar("_M", bound=Model, covariant=True)


class NameKey(Func):
    """Lower-case, accent-free names for search; the immutable SQL function of the first migration."""

    function = "name_key"


def key_of(text: str) -> Func:
    """The search key of what somebody typed, worked out by the same rule as the column."""
    return Func(Value(text, output_field=TextField()), function="plain_text", output_field=TextField())


class Pupils(QuerySet[_M]):
    """Pupils by name and roll."""

    def named(self, text: str) -> Self:
        """Those in whose names every typed word occurs, whatever the accents or order."""
        found = self
        for word in text.split()[:5]:
            found = found.filter(name_key__contains=key_of(word))
        return found


class Enrolments(QuerySet[_M]):
    """Places on a roll by date."""

    def on(self, day: date | Func) -> Self:
        """Those that hold on this day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)
