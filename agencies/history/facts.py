"""How a value stands in a change, what proves the change, and the first that fits the trail no more."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from agencies.acting import bounds
from agencies.history.models import Change
from agencies.trail.facts import Fault
from agencies.trail.models import TrailEntry

SALT = "agencies.history.Change"
AT_ONCE = 500
ADDED = """
select reference from {table} except select jsonb_object_keys(facts -> 'changed') from trail_entry
    where jsonb_typeof(facts -> 'changed') = 'object'
"""


def as_text(value: Any) -> str | None:
    """A value of a column as it is kept: days and instants as ISO 8601 says, an instant in UTC."""
    if isinstance(value, datetime):
        value = value.astimezone(UTC)
    return value.isoformat() if isinstance(value, date) else None if value is None else str(value)


def as_value(record: Any, field: str, text: str | None) -> Any:
    """The value of the record's column that this text stands for."""
    return None if text is None else record._meta.get_field(field.removesuffix("_id")).to_python(text)


def proof(change: Change, secret: str | None = None) -> str:
    """The keyed hash over all that the row says: who has no key can neither make one nor guess the value from it."""
    said = [as_text(getattr(change, one.attname)) for one in change._meta.concrete_fields]
    return salted_hmac(SALT, json.dumps(said), secret=secret, algorithm="sha256").hexdigest()


def tables() -> list[type[Change]]:
    """Every table of changes, on every floor."""
    return [model for model in apps.get_models() if issubclass(model, Change)]


def first_fault(authorities: Iterable[int]) -> Fault | None:
    """The first change that is not as its line of the trail says, or is not there, or stands in no line.

    `authorities` are all of them. What is missing with its owner was erased with it, as it should be.
    """
    with transaction.atomic(), bounds.within(authorities):
        with connection.cursor() as cursor:
            cursor.execute("set local statement_timeout = 0")
        lines = TrailEntry.objects.filter(facts__has_key="changed").order_by("id").iterator(chunk_size=AT_ONCE)
        while some := list(islice(lines, AT_ONCE)):
            for fault in _faults_of(some):
                return fault
        return next((Fault(f"Change {one} stands in no line: it was added.") for one in _added()), None)


def _faults_of(lines: Iterable[TrailEntry]) -> Iterator[Fault]:
    said = [(line.pk, ref, one) for line in lines for ref, one in _changed(line).items()]
    rows = {row.reference: row for row in _rows([ref for _, ref, _ in said])}
    for line, ref, one in said:
        if ref in rows and not _is_proved(rows[ref], one["hash"]):
            yield Fault(f"Change {ref} of line {line} was altered.", line)
        if ref not in rows and _has_owner(one["of"]):
            yield Fault(f"Change {ref} of line {line} was removed.", line)


def _changed(line: TrailEntry) -> dict[str, Any]:
    """What the line says of changes; lines of before this say in a list which fields were changed."""
    said = line.facts["changed"]
    return said if isinstance(said, dict) else {}


def _rows(references: list[str]) -> Iterator[Change]:
    for table in tables():
        yield from table.objects.filter(reference__in=references)


def _is_proved(change: Change, hashed: str) -> bool:
    secrets = (settings.SECRET_KEY, *settings.OLD_SECRET_KEYS)
    return any(constant_time_compare(proof(change, secret), hashed) for secret in secrets)


def _has_owner(reference: str) -> bool:
    owners = [table._meta.get_field(table.OWNER).related_model for table in tables()]
    return any(owner.objects.filter(reference=reference).exists() for owner in owners)  # type: ignore[union-attr]


def _added() -> Iterator[str]:
    for table in tables():
        with connection.cursor() as cursor:
            cursor.execute(ADDED.format(table=connection.ops.quote_name(table._meta.db_table)))
            if row := cursor.fetchone():
                yield row[0]
