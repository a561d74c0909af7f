"""Pupils by name, and places on a roll by date."""

from datetime import date
from typing import Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, TextField, Value

_M = TypeVar("_M", bound=Model, covariant=True)


class NameKey(Func):
    """Lower-case, accent-free names for search; the immutable SQL function of the first migration."""

    function = "name_key"


def key_of(text: str) -> Func:
    """The search key of what somebody typed, worked out by the same rule as the column."""
    return Func(Value(text, output_field=TextField()), function="plain_text", output_field=TextField())


class IsNamed(Func):
    """Whether a pupil's key is among those in whose names every typed word occurs, whatever the accents or order.

    One function of a role that reads names answers: under a policy their index can't be used (decision 20).
    """

    template = "(%(expressions)s))))"
    arg_joiner = " = any(array(select pupils_named("
    output_field = BooleanField()

    def __init__(self, key: str, text: str) -> None:
        super().__init__(F(key), Value(text.split()[:5], output_field=ArrayField(TextField())))


class Pupils(QuerySet[_M]):
    """Pupils by name and roll."""

    def named(self, text: str) -> Self:
        """Those in whose names every typed word occurs."""
        return self.filter(IsNamed("pk", text))

    def alike(self, given_name: str, family_name: str, born_on: date) -> Self:
        """Those with this birthday and these names, whatever the accents and the case."""
        born = self.filter(born_on=born_on, name_key__contains=key_of(family_name))
        return born.filter(name_key__contains=key_of(given_name))


class Enrolments(QuerySet[_M]):
    """Places on a roll by date."""

    def on(self, day: date | Func) -> Self:
        """Those that hold on this day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)
