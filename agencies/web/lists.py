"""The walk of a list, page by page, by the key of the last row shown."""

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet


@dataclass(frozen=True, slots=True)
class Stretch:
    """One page of a list: its rows, the cursor of the next page or "", and whether it is the first."""

    rows: list[Any]
    next: str
    is_first: bool


Walks = Sequence[QuerySet[Any]]


def walk(found: QuerySet[Any], order: Sequence[str], after: str, size: int, walks: Walks | None = None) -> Stretch:
    """The rows after a cursor, in the order of these fields ("-" for falling), of which the last is unique: one query.

    `walks`: which rows those are, by place, where an OR or a join would have the database read more than the page:
    each finds keys in the order of one index and stops, and `found` says what is joined to the rows of those keys.

    The cursor holds the key of the last row shown, so that no row is skipped or shown twice when others come or go.
    One that was made up, or with nothing after it any more, is the first page.
    """
    key = read_key(found.model, order, after)
    page = stretch(found, order, key, size, walks)
    return stretch(found, order, [], size, walks) if key and not page.rows else page


def stretch(
    found: QuerySet[Any], order: Sequence[str], key: list[Any], size: int, walks: Walks | None = None
) -> Stretch:
    """The rows past the key, or the first ones where there is none: one query, which begins at the key's own place."""
    walks = walks if walks is None else [_past(one, order, key) for one in walks]
    rows = list(beginning(_past(found, order, key) if walks is None else found, order, size, walks))
    return as_stretch(rows, order, size, is_first=not key)


def beginning(found: QuerySet[Any], order: Sequence[str], size: int, walks: Walks | None = None) -> QuerySet[Any]:
    """The first rows and the one after them, for who asks them together with more."""
    if walks:
        first, *more = [one.order_by(*order).values("pk")[: size + 1] for one in walks]
        found = found.filter(pk__in=first.union(*more) if more else first)
    elif walks is not None:
        found = found.none()
    return found.order_by(*order)[: size + 1]


def count(walked: Stretch, walks: Walks, most: int) -> int:
    """How many rows such a list has, up to so many and one: what is on its only page, else a query that stops there."""
    if walked.is_first and not walked.next:
        return len(walked.rows)
    first, *more = [one.order_by().values("pk")[: most + 1] for one in walks]
    return len((first.union(*more) if more else first)[: most + 1])


def as_stretch(rows: list[Any], order: Sequence[str], size: int, *, is_first: bool = True) -> Stretch:
    """Such rows as a page of the list."""
    last = [getattr(rows[size - 1], name) for name in _names(order)] if len(rows) > size else []
    return Stretch(rows[:size], key_text(last), is_first)


def _past(found: QuerySet[Any], order: Sequence[str], key: list[Any]) -> QuerySet[Any]:
    return found.filter(_beyond(order, key)) if key else found


def read_key(model: type[Model], order: Sequence[str], cursor: str) -> list[Any]:
    """The values of a cursor as the fields of the order read them, or nothing where it was made up."""
    fields: list[Any] = [model._meta.get_field(name) for name in _names(order)]
    texts = unsealed(cursor, "cursor").split("_")
    try:
        read = [field.to_python(text) for field, text in zip(fields, texts, strict=True)]
    except (ValidationError, ValueError, OverflowError):
        return []
    has_zone = all(value.tzinfo for value in read if isinstance(value, datetime))
    return read if has_zone and None not in read else []


def _beyond(order: Sequence[str], key: list[Any]) -> Q:
    """Past the key: further in the first field, or level there and further in the next.

    That the first field is no nearer than the key follows from it, and lets an index begin there.
    """
    past, level = Q(), Q()
    sides = ["lt" if one.startswith("-") else "gt" for one in order]
    for name, side, value in zip(_names(order), sides, key, strict=True):
        past |= level & Q(**{f"{name}__{side}": value})
        level &= Q(**{name: value})
    return Q(**{f"{_names(order)[0]}__{sides[0]}e": key[0]}) & past


def _names(order: Sequence[str]) -> list[str]:
    return [one.removeprefix("-") for one in order]


def key_text(values: Sequence[Any]) -> str:
    """The cursor that holds these values, shut: an address counts no rows and tells no instant."""
    text = "_".join(value.isoformat() if isinstance(value, date) else str(value) for value in values)
    return sealed(text, "cursor") if text else ""


def sealed(text: str, of: str) -> str:
    """A text as an address may hold it: shut, by a key of its own for each kind."""
    return _seal(of).encrypt(text.encode()).decode()


def unsealed(token: str, of: str) -> str:
    """What was sealed; "" for what was made up."""
    try:
        return _seal(of).decrypt(token.encode()).decode()
    except InvalidToken:
        return ""


def _seal(of: str) -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(f"{of} {settings.SECRET_KEY}".encode()).digest()))
