"""`check --database default` warns where the next school year has no place for its marks."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, Tags, register
from django.db import connections

NEXT = "select to_regclass('attendance_' || extract(year from (current_date + interval '5 months')::date)) is not null"
"""The school year after this one is the year of the day five months from now: they begin on the 1st of August."""
MISSING = "No marks of the next school year can be kept: its part of the table is not there."


@register(Tags.database)
def next_year_is_there(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """One warning, where `prepare_database` has not run for a year."""
    if "default" not in (databases or ()):
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute(NEXT)
        is_there = cursor.fetchone()[0]
    return [] if is_there else [checks.Warning(MISSING, hint="Run prepare_database.", id="inclusion.W001")]
