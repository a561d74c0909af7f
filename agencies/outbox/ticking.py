"""What every tick of the worker does first: set the clock, take its lock; and last, note that it ran to its end."""

import time
from collections.abc import Callable, Iterator, Sized
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
    "follow_area_years": 8,
    "join_those_who_left": 9,
    "roll_on": 10,
    "ask_term_reports": 11,
    "scan_documents": 12,
    "find_duplicates": 13,
    "work_out_signals": 14,
    "round_off_attendance": 15,
}


SWEEP_SECONDS = 20
"""How long a tick goes on beginning batches: it ends well before the task's hard limit."""


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


def sweep(name: str, batch: Callable[[datetime], Sized]) -> bool:
    """Batch after batch until one finds nothing, or until its time is over; whether there was anything.

    Each is a tick of its own, so that nobody waits for rows of the batches before it.
    """
    ends, found_any = time.monotonic() + SWEEP_SECONDS, False
    while True:
        with tick(name) as at:
            found = batch(at) if at else ()
        found_any = found_any or bool(len(found))
        if not len(found) or time.monotonic() >= ends:
            return found_any
