"""Marks of a whole school are written under no pupil's lock: a sending and a merge in one authority take turns."""

from django.db import connection

MARKS = 7412
"""Among the advisory locks, that of the marks of an authority; held until the transaction ends."""


def beside_sendings(authority_id: int) -> None:
    """For a sending: others go on beside it, and a merge waits for it."""
    _take("pg_advisory_xact_lock_shared", authority_id)


def alone(authority_id: int) -> None:
    """For a merge, before it locks a record: sendings wait, and read then on which record a system's id hangs."""
    _take("pg_advisory_xact_lock", authority_id)


def _take(function: str, authority_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}(%s, %s)", [MARKS, authority_id])
