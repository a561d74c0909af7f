"""Each published file as one declaration: its columns, their kinds, its key and what must hold between its rows."""

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
    """

    header: str
    field: str = ""
    needed: bool = False
    is_urn: bool = False
    among: tuple[str, ...] = ()
    may_lack: bool = False
    keeps: bool = False


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

    def check(self, column: Column, cell: str) -> tuple[str, str]:
        """When a cell is bad, as SQL over its text (null where empty), and the words that say so."""
        if column.is_urn:
            return f"{cell} is null or {cell} !~ '^[0-9]{{6}}$'", "is not a URN: six digits"
        if column.among:
            known = ", ".join(f"'{value}'" for value in column.among)
            return f"{cell} is null or {cell} not in ({known})", f"is none of: {', '.join(column.among)}"
        field = self.field(column)
        empty = f"{cell} is null or " if column.needed else ""
        if isinstance(field, models.DateField):
            form = f"{cell} !~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$' or not pg_input_is_valid({cell}, 'date')"
            return empty + form, "is not a day that exists, written YYYY-MM-DD"
        if isinstance(field, models.IntegerField):
            return f"{empty}{cell} !~ '^[0-9]{{1,9}}$'", "is not a whole number of nine digits or fewer"
        if isinstance(field, ArrayField):
            return f"{cell} !~ '^[0-9]{{6}}(\\s+[0-9]{{6}})*$'", "is not a list of URNs with spaces between"
        most = field.max_length
        return f"{empty}length({cell}) > {most}", (
            "is empty or " if empty else "is "
        ) + f"longer than {most} characters"

    def typed(self, column: Column, cell: str) -> str:
        """A good cell as the value of its field, in SQL."""
        field = self.field(column)
        if isinstance(field, models.DateField):
            return f"{cell}::date"
        if isinstance(field, models.IntegerField):
            return f"{cell}::integer"
        if isinstance(field, ArrayField):
            return f"coalesce(regexp_split_to_array({cell}, '\\s+'), '{{}}')::varchar(6)[]"
        return f"coalesce({cell}, '')"


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
