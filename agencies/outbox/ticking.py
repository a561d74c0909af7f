"""What every tick of the worker does first: set the clock, take its lock; and last, note that it ran to its end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from agencies.outbox.actions import note_sweep

LOCKS = {
    "plan_what_is_due": 1,
    "address_letters": 2,
    "tidy_ended_shares": 3,
    "seal_trail": 4,
    "hand_on_lapsed_seats": 5,
    "forget_expired": 6,
    "flag_unusual": 7,
}


@contextmanager
def tick(name: str) -> Iterator[datetime | None]:
    """One transaction with the clock set; None while another worker runs the same tick."""
    at = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('inclusion.at', %s, true)", [at.isoformat()])
        cursor.execute("select pg_try_advisory_xact_lock(7411, %s)", [LOCKS[name]])
        is_ours = cursor.fetchone()[0]
        yield at if is_ours else None
        if is_ours:
            note_sweep(name, at)
