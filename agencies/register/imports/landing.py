"""From a stream of rows to a table: COPY, checks by column, then what is new or differs and nothing else."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from django.db import connections, models, transaction

from agencies.register.imports.reading import Problem, Progress, Reader, Refused
from agencies.register.imports.tables import Column, Table, nothing
from agencies.register.querysets import DATED_SETS
from agencies.words import listed

OVERLAPPING = """
with x as (select line, code_set, code, label, {days} as days from {incoming} new), o as (
    select * from x union all select 0, code_set, code, label, {days} from {target} t
    where not exists (select from x where (x.code_set, x.code, x.label) = (t.code_set, t.code, t.label))
)
select distinct x.line, {place}, x.code, 'holds twice on the same days in this set: end one before the other begins'
from x join o on o.code_set = x.code_set and o.code = x.code and o.label <> x.label and o.line < x.line
    and o.days && x.days
where x.code <> ''
"""
DAYS = f"""case when starts_on is null and code_set in ({", ".join(f"'{name}'" for name in DATED_SETS)})
    then 'empty'::daterange else daterange(starts_on, ends_on, '[]') end"""
"""The days on which a code holds, as `Codes.on` sees it."""


class Land(Enum):
    """What lands of a file: all or nothing, the good rows, or only the rows whose key nobody has loaded yet."""

    ALL = "all or nothing"
    GOOD = "the good rows"
    NEW = "what is not there yet"


@dataclass(frozen=True, slots=True)
class Landed:
    """How many rows were new, changed or the same, and the places whose rows were left out."""

    new: int
    changed: int
    same: int
    problems: tuple[Problem, ...] = ()


def bring_in(
    path: Path, tables: Iterable[Table], *, using: str, land: Land = Land.ALL, progress: Progress | None = None
) -> tuple[Table, Landed]:
    """Take a file over into the table whose columns it has, in one transaction; nothing is ever deleted.

    Raises Refused for a file whose first line does not fit, and with `Land.ALL` for any bad row: nothing changed then.
    """
    with ExitStack() as stack:
        reader = stack.enter_context(Reader(path, progress))
        headers = reader.headers()
        table = _table_for(headers, tuple(tables))
        columns = reader.columns(table, headers)
        stack.enter_context(transaction.atomic(using=using))
        cursor = stack.enter_context(connections[using].cursor())
        return table, _Landing(table, columns, cursor, land).run(reader)


OTHER = "this is another kind of file. Here go: {kinds}"


def _table_for(headers: list[str], tables: tuple[Table, ...]) -> Table:
    """The first table that lacks the fewest of its columns in this file; Refused where it hardly has any."""
    table = min(tables, key=lambda one: len(one.lacking(headers)) / len(one.lacking(())))
    if 2 * len(table.lacking(headers)) >= len(table.lacking(())):
        kinds = listed(sorted({f"{one.name} (with a column “{one.columns[1].header}”)" for one in tables}))
        raise Refused(Problem(1, 0, OTHER.format(kinds=kinds)))
    return table


def _quoted(names: Iterable[str], prefix: str = "") -> str:
    return ", ".join(f'{prefix}"{name}"' for name in names)


class _Landing:
    """One file on its way into one table. Names in the SQL are those of declarations, never of the file."""

    def __init__(self, table: Table, columns: list[Column], cursor: Any, land: Land) -> None:
        self.table, self.cursor, self.land = table, cursor, land
        self.columns = [(place, column) for place, column in enumerate(columns, 1) if column.field]
        self.width = len(columns)
        self.target = f'public."{table.db_table}"'
        self.places = {column.field: place for place, column in self.columns}
        self.headers = {place: column.header for place, column in self.columns}
        keys = " and ".join(f't."{name}" = {self._typed(table.by_field(name))}' for name in table.key)
        self.beside = f"incoming i left join {self.target} t on {keys}"
        self.is_new = f't."{table.key[0]}" is null'

    def run(self, reader: Reader) -> Landed:
        """Stream, check, write; the counts."""
        self.cursor.execute("set local statement_timeout = '10min'")
        self.cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [self.target])
        self._make_room()
        self.cursor.copy_expert("copy incoming from stdin (format csv)", reader)
        keys = ", ".join(f"c{self.places[name]}" for name in self.table.key)
        self.cursor.execute(f"analyze incoming (line, {keys})")
        problems = [*reader.problems, *self._bad_rows()]
        if problems and self.land is Land.ALL:
            raise Refused(*sorted(problems))
        new, changed, rows = self._write()
        return Landed(new, changed, rows - new - changed, tuple(sorted(problems)))

    def _make_room(self) -> None:
        cells = ", ".join(f"c{place} text" for place in range(1, self.width + 1))
        self.cursor.execute("drop table if exists pg_temp.incoming")
        self.cursor.execute(f"create temporary table incoming (line integer, {cells}) on commit drop")

    def _typed(self, column: Column) -> str:
        return self.table.typed(column, f"i.c{self.places[column.field]}")

    def _bad_rows(self) -> Iterator[Problem]:
        """Each bad place, by rule after rule; the rows of one rule are gone before the next may trust them."""
        rules = [self._bad_cells(), self._doubled()]
        if self.table.dated_codes:
            rules += [self._turned(), self._overlapping()]
        kept: set[int] = set()
        for number, rule in enumerate(rules):
            self.cursor.execute(rule)
            found = self.cursor.fetchall()
            yield from (Problem(line, place, words, self.headers[place], value) for line, place, value, words in found)
            kept.update(line for line, *_ in found)
            if number and kept:
                self.cursor.execute("delete from incoming where line = any(%s)", [list(kept)])
                kept.clear()

    def _bad_cells(self) -> str:
        checks = [(place, *self.table.check(column, f"i.c{place}")) for place, column in self.columns]
        values = ", ".join(f"({place}, i.c{place}, '{words}', {bad})" for place, bad, words in checks)
        return (
            "select i.line, v.place, left(coalesce(v.cell, ''), 60), v.words from incoming i "  # noqa: S608
            f"cross join lateral (values {values}) v (place, cell, words, is_bad) "
            f"where ({' or '.join(bad for _, bad, _ in checks)}) and v.is_bad"
        )

    def _doubled(self) -> str:
        """Of rows with one key the first stands; each later one is named with the first one's line."""
        place = self.places[self.table.key[-1]]
        cells = [f"coalesce(i.c{self.places[name]}, '')" for name in self.table.key]
        shown = f"coalesce({', '.join(f'i.c{self.places[name]}' for name in reversed(self.table.key))})"
        names = [f"k{number}" for number, _ in enumerate(cells)]
        each = ", ".join(f"{cell} as {name}" for cell, name in zip(cells, names, strict=True))
        same = " and ".join(f"d.{name} = {cell}" for cell, name in zip(cells, names, strict=True))
        return (
            f"select i.line, {place}, left({shown}, 60), 'stands in line ' || d.first || ' already' "  # noqa: S608
            f"from incoming i join (select {each}, min(i.line) as first from incoming i "
            f"group by {', '.join(names)} having count(*) > 1) d on {same} where i.line > d.first"
        )

    def _final(self, column: Column) -> str:
        if not column.keeps:
            return self._typed(column)
        said = self.table.known(column, f"i.c{self.places[column.field]}")
        return f'coalesce({said}, t."{column.field}", {nothing(self.table.field(column))})'

    def _made(self, name: str, sql: str) -> str:
        """A field that is made of what the row says; what stands, where it does not say all of that."""
        said = {column.field: "null" for column in self.table.columns}
        said |= {column.field: self.table.known(column, f"i.c{place}") for place, column in self.columns}
        return f"coalesce({sql.format_map(said)}, t.\"{name}\", '')"

    def _incoming(self) -> str:
        """The rows as they would stand in the table; with `Land.NEW` those alone that would be added."""
        values = ", ".join(f'{self._final(column)} as "{column.field}"' for _, column in self.columns)
        only = f"where {self.is_new}" if self.land is Land.NEW else ""
        return f"(select i.line, {values} from {self.beside} {only})"  # noqa: S608

    def _turned(self) -> str:
        return (
            f"select line, {self.places['ends_on']}, ends_on::text, 'is before the first day' "  # noqa: S608
            f"from {self._incoming()} x where ends_on < starts_on"
        )

    def _overlapping(self) -> str:
        place = self.places["code"]
        return OVERLAPPING.format(incoming=self._incoming(), target=self.target, place=place, days=DAYS)

    def _write(self) -> tuple[int, int, int]:
        """Insert what is new, update what differs: how many of each, and how many good rows there were."""
        names = [column.field for _, column in self.columns]
        values = ", ".join(self._final(column) for _, column in self.columns)
        for name, sql in self.table.made:
            names.append(name)
            values += f", {self._made(name, sql)}"
        absent = [field for field in self.table.model._meta.concrete_fields if field.name not in names]
        absent = [field for field in absent if not isinstance(field, models.AutoField)]
        differs = f"({_quoted(names, 't.')}) is distinct from ({values})"
        sets = ", ".join(f'"{name}" = excluded."{name}"' for name in names)
        self.cursor.execute(
            f"with landed as (insert into {self.target} as t ({_quoted([*names, *(field.name for field in absent)])}) "  # noqa: S608
            f"select {', '.join([values, *(nothing(field) for field in absent)])} from {self.beside} "
            f"where {self.is_new} {'' if self.land is Land.NEW else f'or {differs}'} "
            f"on conflict ({_quoted(self.table.key)}) do update set {sets} returning xmax = 0 as is_new) "
            "select count(*) filter (where is_new), count(*) filter (where not is_new), "
            "(select count(*) from incoming) from landed"
        )
        new, changed, rows = self.cursor.fetchone()
        return int(new), int(changed), int(rows)
