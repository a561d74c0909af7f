"""What a page asks, put together once for each shape of who asks, and asked by one statement."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import update_wrapper
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)

from agencies.actors import Actor


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a statement that no queryset gives: its text, its parameters, and of what kind each column is."""

    sql: str
    params: Sequence[Any]
    kinds: tuple[str, ...]


Build = Callable[..., Sequence["QuerySet[Any] | Rows"]]
FIRST, MARK, BEGINNING = 1_900_000_000, "\x02", datetime(1, 1, 1, tzinfo=UTC)
"""What stands for the first number, text, instant and day of a shape: none that stands in code of ours."""
MOST_SHAPES, MOST_ARGUMENTS, UNKNOWN, NONE = 500, 90, object(), "null"
READ: dict[str, Callable[[Any], Any]] = {
    "DateTimeField": datetime.fromisoformat,
    "DateField": date.fromisoformat,
    "UUIDField": UUID,
}
"""How a column's JSON becomes what the driver would have given."""
UNREAD = frozenset({"BinaryField", "DecimalField", "DurationField", "TimeField"})


class Unread(Exception):
    """A column of a kind whose JSON is not read here, or of which Django would make something else."""


class Prepared:
    """Querysets of a function, asked together: their SQL is kept by the shape of the arguments, and never a value.

    A shape is what the querysets may turn on: the roles and kinds of an actor's seats, which numbers are the same, what
    is None, each flag. Keys, texts and instants are bound for each who asks, and so is all that rights rest on. A shape
    whose SQL turns on a value otherwise is not kept, and put together each time; which value is the greater, no
    function here may ask.
    """

    def __init__(self, build: Build) -> None:
        self.build = build
        self.known: dict[tuple[Any, ...], Any] = {}
        update_wrapper(self, build)
        ALL.append(self)

    def __call__(self, *given: Any) -> list[list[Any]]:
        """The rows of each queryset."""
        shape, values = _shape(given)
        kept = self.known.get(shape, UNKNOWN)
        if kept is UNKNOWN:
            if len(self.known) >= MOST_SHAPES:
                self.known.clear()
            kept = self.known[shape] = self._kept(given, values)
        return at_once(*self.build(*given)) if kept is None else kept.ask(values)

    def _kept(self, given: Sequence[Any], values: Sequence[Any]) -> "_Statement | None":
        """The statement with stand-ins, where with these values it is to the letter the one that was asked; or None."""
        kept, asked = _Statement(self.build(*_stand_ins(given, values)), values), _Statement(self.build(*given))
        return kept if (kept.sql, kept.bound(values)) == (asked.sql, asked.bound(())) else None


ALL: list[Prepared] = []


def forget() -> None:
    """Put every statement together again: after the law or a noun was exchanged under a test."""
    for one in ALL:
        one.known.clear()


def at_once(*parts: QuerySet[Any] | Rows) -> list[list[Any]]:
    """The rows of each queryset by one statement, put together for this once."""
    return _Statement(parts).ask(())


def _leaves(given: Any) -> Iterator[Any]:
    """What the querysets may read of the arguments, in a fixed order; of a name nothing."""
    for one in given:
        if isinstance(one, Actor):
            yield from (one.person_id, one.is_machine)
            for seat in one.seats:
                yield from (seat.role, seat.kind)
                yield from (seat.seat_id, seat.agency_id, seat.authority_id)
        else:
            yield one


def _shape(given: Any) -> tuple[tuple[Any, ...], list[Any]]:
    """The shape, and the values that are bound to it, each once."""
    places: dict[Any, int] = {}
    shape = [places.setdefault(one, len(places)) if _is_bound(one) else one for one in _leaves(given)]
    return (*map(type, given), *shape), list(places)


def _is_bound(one: Any) -> bool:
    return isinstance(one, int | str | date | tuple) and not isinstance(one, bool | Enum)


def _stand_in(place: int, kind: type) -> Any:
    if issubclass(kind, tuple):
        return (FIRST + place,)
    if issubclass(kind, str):
        return f"{MARK}{place}{MARK}"
    if issubclass(kind, int):
        return FIRST + place
    return BEGINNING + timedelta(days=place) if issubclass(kind, datetime) else BEGINNING.date() + timedelta(days=place)


def _stand_ins(given: Any, values: Sequence[Any]) -> Iterator[Any]:
    """The arguments with another number or text in each value's place."""

    def stand_in(one: Any) -> Any:
        return _stand_in(values.index(one), type(one)) if _is_bound(one) else one

    for one in given:
        if isinstance(one, Actor):
            seats = [
                replace(
                    seat,
                    **{name: stand_in(getattr(seat, name)) for name in ("seat_id", "agency_id", "authority_id")},
                    agency_name=MARK,
                )
                for seat in one.seats
            ]
            yield Actor(stand_in(one.person_id), MARK, tuple(seats), is_machine=one.is_machine)
        else:
            yield stand_in(one)


class _Statement:
    """One statement of many querysets: its text, its values by place, and how the rows of each are read."""

    def __init__(self, parts: Sequence[QuerySet[Any] | Rows], values: Sequence[Any] = ()) -> None:
        self.parts = [_Part(one) for one in parts]
        self.sql = "select " + ", ".join(part.sql for part in self.parts)
        self.stands = {_stand_in(place, type(one)): place for place, one in enumerate(values)}
        self.values: list[tuple[Any, Any]] = [(self._place(one), one) for part in self.parts for one in part.params]

    def _place(self, one: Any) -> Any:
        """Whose place a parameter holds, or each of a list's; None for one that is the statement's own."""
        if isinstance(one, list):
            places = [self._place(each) for each in one]
            return places if None not in places else None
        return self.stands.get(one) if _is_bound(one) else None

    def bound(self, values: Sequence[Any]) -> list[Any]:
        """The parameters, with these values in their places."""
        return [
            one if place is None else [values[each] for each in place] if isinstance(place, list) else values[place]
            for place, one in self.values
        ]

    def ask(self, values: Sequence[Any]) -> list[list[Any]]:
        """The rows of each queryset, with these values in their places; of what can hold no row nothing is asked."""
        if all(part.sql == NONE for part in self.parts):
            return [[] for _ in self.parts]
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(self.sql, self.bound(values))
            answer = cursor.fetchone()
        return [part.read(text) for part, text in zip(self.parts, answer, strict=True)]


class _Part:
    """One queryset of a statement: its rows come as JSON, and are read as Django reads its own."""

    def __init__(self, found: QuerySet[Any] | Rows) -> None:
        self.sql = NONE
        self.params: tuple[Any, ...] = ()
        if isinstance(found, Rows):
            self._begin(found, tuple)
            return
        compiler: Any = found.query.get_compiler(using=DEFAULT_DB_ALIAS)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return
        fields = [expression.output_field for expression, *_ in compiler.select]
        kinds = tuple(field.get_internal_type() for field in fields)
        changed = {kind for kind, field in zip(kinds, fields, strict=True) if hasattr(field, "from_db_value")}
        if unread := (UNREAD & {*kinds}) | (changed - {"JSONField"}):
            raise Unread(str(unread))
        self._begin(Rows(sql, params, kinds), _reader(found, compiler))

    def _begin(self, rows: Rows, reader: Callable[[list[Any]], Any]) -> None:
        self.params, self.reader = tuple(rows.params), reader
        self.columns = [(place, READ[kind]) for place, kind in enumerate(rows.kinds) if kind in READ]
        names = [f"c{place}" for place in range(len(rows.kinds))]
        groups = [", ".join(names[at : at + MOST_ARGUMENTS]) for at in range(0, len(names), MOST_ARGUMENTS)]
        self.is_wide = len(groups) > 1
        row = ", ".join(f"json_build_array({group})" for group in groups)
        row = f"json_build_array({row})" if self.is_wide else row
        self.sql = f"(select json_agg({row})::text from ({rows.sql}) rows ({', '.join(names)}))"  # noqa: S608

    def read(self, text: str | None) -> list[Any]:
        """What the queryset would have given."""
        if text is None:
            return []
        rows = json.loads(text)
        if self.is_wide:
            rows = [[one for group in row for one in group] for row in rows]
        for place, kind in self.columns:
            for row in rows:
                if row[place] is not None:
                    row[place] = kind(row[place])
        return [self.reader(row) for row in rows]


def _reader(found: QuerySet[Any], compiler: Any) -> Callable[[list[Any]], Any]:
    """How a row becomes what the queryset gives: a model with its joins and annotations, a tuple, or a value."""
    kind = found._iterable_class  # noqa: SLF001  (there is no public way to ask)
    if kind is FlatValuesListIterable:
        return itemgetter(0)
    if kind is ValuesListIterable:
        return tuple
    if kind is not ModelIterable:
        raise Unread(str(kind))
    model, places = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    begin, end = places[0], places[-1] + 1
    names = [column[0].target.attname for column in compiler.select[begin:end]]
    joins = get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]
    more = list((compiler.annotation_col_map or {}).items())

    def read(row: list[Any]) -> Any:
        one = model.from_db(DEFAULT_DB_ALIAS, names, row[begin:end])
        for join in joins:
            join.populate(row, one)
        for name, place in more:
            setattr(one, name, row[place])
        return one

    return read
