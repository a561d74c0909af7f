"""What of the database a transaction may see: its clock and its authorities, said first (decision 20)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection
from django.db.transaction import TransactionManagementError

from agencies.actors import Actor

ENTER = """
select set_config('inclusion.at', %s, true),
    set_config('inclusion.authorities', inclusion_reach(%s::bigint[], %s::bigint[]), true)
"""
NARROW = "select current_setting('inclusion.authorities', true), set_config('inclusion.authorities', %s, true)"


def enter(actor: Actor, at: datetime) -> None:
    """Set the clock, and the authorities of the actor's seats and of the open shares with their agencies.

    One statement, the first of the transaction: until it has run every table of children is empty.
    """
    _be_in_transaction()
    own, agencies = {seat.authority_id for seat in actor.seats}, {seat.agency_id for seat in actor.seats}
    with connection.cursor() as cursor:
        cursor.execute(ENTER, [at.isoformat(), sorted(own), sorted(agencies)])


@contextmanager
def within(authorities: Iterable[int]) -> Iterator[None]:
    """These authorities alone until the end of the block, inside a transaction; then what was set before.

    For who acts for nobody: ticks and commands. An exception leaves it to the rollback to bring the old ones back.
    """
    _be_in_transaction()
    with connection.cursor() as cursor:
        cursor.execute(NARROW, [",".join(str(one) for one in authorities)])
        before = cursor.fetchone()[0] or ""
    yield
    with connection.cursor() as cursor:
        cursor.execute(NARROW, [before])


def _be_in_transaction() -> None:
    """Outside one the setting would be forgotten at once, and what is asked next be empty for no visible reason."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("Bounds hold for a transaction: begin one first.")
