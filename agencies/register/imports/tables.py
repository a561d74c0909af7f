"""Each published file as one declaration: its columns, their kinds, its key and what must hold between its rows."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from agencies.calendar.models import BankHoliday
from agencies.register.models import Code, Establishment, EstablishmentLink, LocalAuthority


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file and the field it goes to (none: read and left), with what its values must be.

    The field gives the kind and the length. `keeps`: an empty cell says "not known" and takes nothing away.
    `words`: what each published word is kept as, in small letters. `means_none`: words that stand for an empty cell.
    Of two columns for one field the first that a file has is read.
    """

    header: str
    field: str = ""
    needed: bool = False
    is_urn: bool = False
    among: tuple[str, ...] = ()
    may_lack: bool = False
    keeps: bool = False
    words: tuple[tuple[str, str], ...] = ()
    means_none: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A file: one row of `model` for each of its rows, known again by `key` (names of fields).

    The last of the key is where a doubled row is named.
    """

    name: str
    model: type[models.Model]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    dated_codes: bool = False
    """Whether no code of a set may hold twice on one day (data.md 4.6)."""
    is_published: bool = False
    """As the publisher makes it: columns that we do not know are left, and what is no UTF-8 is Windows-1252."""
    made: tuple[tuple[str, str], ...] = ()
    """Fields that no column has, each with the SQL that makes it of {fields} that are there."""

    @property
    def db_table(self) -> str:
        """The name in the database."""
        return self.model._meta.db_table

    def field(self, column: Column) -> "models.Field[Any, Any]":
        """The model's field that a column goes to."""
        return self.model._meta.get_field(column.field)  # type: ignore[return-value]

    def by_field(self, name: str) -> Column:
        """The column that goes to this field."""
        return next(column for column in self.columns if column.field == name)

    def lacking(self, headers: Collection[str]) -> list[str]:
        """The columns that a file with these names would have to have besides."""
        there = {column.field for column in self.columns if column.header in headers}
        needed = {column.field: column.header for column in reversed(self.columns) if not column.may_lack}
        return [header for name, header in reversed(needed.items()) if name not in there]

    def check(self, column: Column, cell: str) -> tuple[str, str]:
        """When a cell is bad, as SQL over its text (null where empty), and the words that say so."""
        cell = _cleared(column, cell)
        if column.is_urn:
            return f"{cell} is null or {cell} !~ '^[0-9]{{6}}$'", "is not a URN: six digits"
        if column.among:
            known = ", ".join(f"'{value}'" for value in column.among)
            return f"{cell} is null or {cell} not in ({known})", f"is none of: {', '.join(column.among)}"
        if column.words:
            names = [word for word, _ in column.words]
            known = ", ".join(f"'{word}'" for word in names)
            return f"{cell} is null or lower({cell}) not in ({known})", f"is none of: {', '.join(names)}"
        kind = self.field(column)
        empty = f"{cell} is null or " if column.needed else ""
        if isinstance(kind, models.DateField):
            cell = self._day(cell)
            form = f"{cell} !~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$' or not pg_input_is_valid({cell}, 'date')"
            written = "DD-MM-YYYY" if self.is_published else "YYYY-MM-DD"
            return empty + form, f"is not a day that exists, written {written}"
        if isinstance(kind, models.SmallIntegerField):
            return f"{empty}{cell} !~ '^[0-9]{{1,4}}$'", "is not a whole number of four digits or fewer"
        if isinstance(kind, models.IntegerField):
            return f"{empty}{cell} !~ '^[0-9]{{1,9}}$'", "is not a whole number of nine digits or fewer"
        if isinstance(kind, ArrayField):
            return f"{cell} !~ '^[0-9]{{6}}(\\s+[0-9]{{6}})*$'", "is not a list of URNs with spaces between"
        most = kind.max_length
        return f"{empty}length({cell}) > {most}", (
            "is empty or " if empty else "is "
        ) + f"longer than {most} characters"

    def known(self, column: Column, cell: str) -> str:
        """A good cell as the value of its field, in SQL; null where it says nothing."""
        cell, kind = _cleared(column, cell), self.field(column)
        if column.words:
            cases = " ".join(f"when '{word}' then '{kept}'" for word, kept in column.words)
            return f"case lower({cell}) {cases} end"
        if isinstance(kind, models.DateField):
            return f"{self._day(cell)}::date"
        if isinstance(kind, models.IntegerField):
            return f"{cell}::integer"
        if isinstance(kind, ArrayField):
            return f"regexp_split_to_array({cell}, '\\s+')::varchar(6)[]"
        return cell

    def typed(self, column: Column, cell: str) -> str:
        """The same with the field's own word for nothing."""
        return f"coalesce({self.known(column, cell)}, {nothing(self.field(column))})"

    def _day(self, cell: str) -> str:
        """A day as it is written in the world's way: the register writes 31-08-2021."""
        ours = "regexp_replace({}, '^([0-9]{{2}})[-/]([0-9]{{2}})[-/]([0-9]{{4}})$', '\\3-\\2-\\1')"
        return ours.format(cell) if self.is_published else cell


def nothing(field: Any) -> str:
    """What a field holds where nothing is known, in SQL."""
    return "'{}'" if isinstance(field, ArrayField) else "''" if isinstance(field, models.CharField) else "null"


def _cleared(column: Column, cell: str) -> str:
    """The cell, null where its word says that there is nothing."""
    if not column.means_none:
        return cell
    words = ", ".join(f"'{word}'" for word in column.means_none)
    return f"case when lower({cell}) in ({words}) then null else {cell} end"


ESTABLISHMENTS = Table(
    "establishments",
    Establishment,
    ("urn",),
    (
        Column("urn", "urn", is_urn=True),
        Column("name", "name", needed=True),
        Column("status", "status", among=("open", "closed", "unlisted")),
        *(Column(name, name) for name in ("la_code", "la_source", "estab_number", "laestab", "phase", "sector")),
        *(Column(name, name) for name in ("town", "postcode", "headcount", "headcount_girls", "headcount_boys")),
        *(Column(name, name) for name in ("sen_ehcp", "sen_support")),
        Column("open_date", "opened_on"),
        Column("close_date", "closed_on"),
        Column("successor_urns", "successor_urns", may_lack=True),
    ),
)
LINKS = Table(
    "links",
    EstablishmentLink,
    ("urn", "kind", "link_urn"),
    (
        Column("urn", "urn", is_urn=True),
        Column("link_urn", "link_urn", is_urn=True),
        Column("link_type", "kind", needed=True),
        Column("established_date", "established_on"),
        Column("link_name", "link_name"),
        Column("urn_known", may_lack=True),
        Column("link_urn_known", may_lack=True),
    ),
)
AUTHORITIES = Table(
    "authorities",
    LocalAuthority,
    ("code",),
    (
        Column("la_code", "code", needed=True),
        Column("la_name", "name", needed=True),
        *(Column(name, name) for name in ("gss_code", "region_code", "region_name")),
        Column("status", "status", among=("current", "former", "outside England")),
        Column("note", "note"),
    ),
)
CODES = Table(
    "codes",
    Code,
    ("code_set", "label", "code"),
    (
        Column("code_set", "code_set", needed=True),
        Column("code", "code"),
        Column("description", "label", needed=True),
        Column("valid_from", "starts_on", keeps=True),
        Column("valid_to", "ends_on"),
        Column("group", "group"),
        Column("cbds_ref", "cbds_ref"),
        Column("position", "position", needed=True),
        Column("source", "source", needed=True),
        Column("status", "status", needed=True),
    ),
    dated_codes=True,
)
BANK_HOLIDAYS = Table(
    "bank-holidays",
    BankHoliday,
    ("day",),
    (Column("date", "day", needed=True), Column("title", "title", needed=True), Column("notes", may_lack=True)),
)
