"""Pupils by name, and places on a roll by date."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, DateField, F, Func, Model, Q, QuerySet, TextField, Value
from django.db.models.expressions import RawSQL

_M = TypeVar("_M", bound=Model, covariant=True)


class NameKey(Func):
    """Lower-case, accent-free names for search; the immutable SQL function of the first migration."""

    function = "name_key"


class NameSounds(Func):
    """What the words of a name sound like; the immutable SQL function of the migration of that name."""

    function = "name_sounds"


def key_of(text: str) -> Func:
    """What somebody typed as a part of a name, whatever stands between its letters; what is no letter as it is."""
    return Func(Value(text, output_field=TextField()), function="name_part", output_field=TextField())


MOST_WORDS = 5
REACHED = RawSQL("string_to_array(current_setting('inclusion.authorities', true), ',')::bigint[]", [])


def has_part(text: str) -> bool:
    """Whether some word has three letters or digits in a row, by which an index of names finds a part of one."""
    return any(re.search(r"[^\W_]{3}", word) for word in text.split()[:MOST_WORDS])


class YearBegan(Func):
    """The first day of the school year of a day, the 1st of August: as `agencies.schoolday.school_year` has it."""

    template = "(date_trunc('year', %(expressions)s - interval '7 months') + interval '7 months')::date"
    output_field = DateField()


class IsNamed(Func):
    """Whether a pupil's key is among those in whose names every typed word occurs, whatever the accents or order.

    Words too short for an index of parts are looked up whole: Li, Bo, Xu. Only in the authorities of `places`,
    or in all that are in reach.
    A function of a role that reads names answers: under a policy their index can't be used (decision 20).
    """

    template = "(%(expressions)s)))"
    output_field = BooleanField()

    def __init__(self, key: str, text: str, places: Sequence[int] | None) -> None:
        function = "pupils_named" if has_part(text) else "pupils_called"
        words = Value(text.split()[:MOST_WORDS], output_field=ArrayField(TextField()))
        of = REACHED if places is None else Value(list(places), output_field=ArrayField(BigIntegerField()))
        asked = Func(words, of, function=function)
        super().__init__(F(key), asked, arg_joiner=" = any(array(select ")


class IsNear(Func):
    """Whether a pupil's key is among those with a word in their names that is near this one: a letter slipped, or it
    sounds like it or like one of its other forms. Only in the authorities of `places`, or in all that are in reach.
    """

    template = "(%(expressions)s)))"
    output_field = BooleanField()

    def __init__(self, key: str, word: str, forms: Sequence[str], places: Sequence[int] | None) -> None:
        of = REACHED if places is None else Value(list(places), output_field=ArrayField(BigIntegerField()))
        words = Value(list(forms), output_field=ArrayField(TextField()))
        asked = Func(Value(word, output_field=TextField()), words, of, function="pupils_near")
        super().__init__(F(key), asked, arg_joiner=" = any(array(select ")


class Pupils(QuerySet[_M]):
    """Pupils by name and roll."""

    def named(self, text: str) -> Self:
        """Those in whose names every typed word occurs: each name is looked at, so of few pupils, as on one roll."""
        found = self
        for word in text.split()[:MOST_WORDS]:
            found = found.filter(name_key__contains=key_of(word))
        return found


class Enrolments(QuerySet[_M]):
    """Places on a roll by date."""

    def on(self, day: date | Func) -> Self:
        """Those that hold on this day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def in_year_of(self, day: Func) -> Self:
        """Those that hold on this day, or did earlier in its school year."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=YearBegan(day)), starts_on__lte=day)
