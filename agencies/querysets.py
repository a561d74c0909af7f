"""The adjectives of the ground floor, the one turn of the key that every state goes through, and the walk of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import DateTimeField, F, Func, Model, Q, QuerySet

_M = TypeVar("_M", bound=Model, covariant=True)
Instant = datetime | Func


class RequestClock(Func):
    """The instant of this request as the database knows it: the function that guardian's view reads too."""

    function = "inclusion_at"
    output_field = DateTimeField()


class Turning(QuerySet[_M]):
    """Records with a state that moves by compare-and-set."""

    def turn(self, pk: int, old: str, new: str, **fields: Any) -> bool:
        """Move one record from `old` to `new`; False when someone was first and nothing changed."""
        return self.filter(pk=pk, state=old).update(state=new, version=F("version") + 1, **fields) == 1


class Seats(QuerySet[_M]):
    """Seats by date."""

    def live(self, at: Instant) -> Self:
        """Seats that have begun and not ended."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at, agency__closed_at=None)


class Deliveries(QuerySet[_M]):
    """Letters on their way to one person by one channel."""

    def waiting(self, at: datetime) -> Self:
        """Those whose time has come and whose lease, if any, has run out."""
        return self.filter(Q(lease_until=None) | Q(lease_until__lte=at), state="waiting", not_before__lte=at)

    def unread(self) -> Self:
        """Inbox letters nobody opened yet."""
        return self.filter(channel="inbox", state="sent", read_at=None)


DATED_SETS = ("exclusion_reason",)
"""Sets whose source mixes the codes of several years: of these a code without a first day does not hold yet."""


class Codes(QuerySet[_M]):
    """Codes of the national sets by date."""

    def on(self, code_set: str, day: date) -> Self:
        """The codes of a set that hold on a day, in the set's own order."""
        begun = Q(starts_on__lte=day) | Q(starts_on=None) & ~Q(code_set__in=DATED_SETS)
        return self.filter(begun, Q(ends_on=None) | Q(ends_on__gte=day), code_set=code_set).order_by("position", "code")


@dataclass(frozen=True, slots=True)
class Stretch:
    """One page of a list: its rows, the cursor of the next page or "", and whether it is the first."""

    rows: list[Any]
    next: str
    is_first: bool


def walk(found: QuerySet[Any], order: Sequence[str], after: str, size: int) -> Stretch:
    """The rows after a cursor, in the order of these fields ("-" for falling), of which the last is unique: one query.

    The cursor holds the key of the last row shown, so that no row is skipped or shown twice when others come or go.
    One that was made up, or with nothing after it any more, is the first page.
    """
    names = [one.removeprefix("-") for one in order]
    key = read_key(found.model, names, after)
    past = found.filter(_beyond(order, key)) if key else found
    rows = list(past.order_by(*order)[: size + 1])
    if key and not rows:
        return walk(found, order, "", size)
    last = [getattr(rows[size - 1], name) for name in names] if len(rows) > size else []
    return Stretch(rows[:size], key_text(last), not key)


def read_key(model: type[Model], names: Sequence[str], cursor: str) -> list[Any]:
    """The values of a cursor as these fields read them, or nothing where it was made up."""
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    try:
        read = [field.to_python(text) for field, text in zip(fields, cursor.split("_"), strict=True)]
    except (ValidationError, ValueError, OverflowError):
        return []
    has_zone = all(value.tzinfo for value in read if isinstance(value, datetime))
    return read if has_zone and None not in read else []


def _beyond(order: Sequence[str], key: list[Any]) -> Q:
    """Past the key: further in the first field, or level there and further in the next."""
    past, level = Q(), Q()
    for one, value in zip(order, key, strict=True):
        name, side = one.removeprefix("-"), "lt" if one.startswith("-") else "gt"
        past |= level & Q(**{f"{name}__{side}": value})
        level &= Q(**{name: value})
    return past


def key_text(values: Sequence[Any]) -> str:
    """The cursor that holds these values."""
    return "_".join(value.isoformat() if isinstance(value, date) else str(value) for value in values)
