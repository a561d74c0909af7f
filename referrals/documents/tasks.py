"""The tick of documents: bytes that are lost are destroyed, and what waits is scanned, one version after another."""

import logging
import time

from celery import shared_task
from django.conf import settings

from agencies.outbox.actions import note_sweep
from agencies.outbox.ticking import tick
from referrals.documents import actions, keeping
from referrals.documents.drawing import drawn
from referrals.documents.facts import ANSWERED
from referrals.documents.scanning import Silent, is_there

logger = logging.getLogger(__name__)
NAME = "scan_documents"


BEGINS, ENDS = 10, 40
"""Seconds in which a tick begins with files, and after which it is killed: the same worker plans what is due."""


@shared_task(name="referrals.tasks.scan_documents", time_limit=ENDS)
def scan_documents() -> None:
    """Scan what waits, in order, until nothing does, the scanner falls silent, or the time is over; then draw."""
    with tick(NAME) as at:
        if at:
            actions.destroy_lost_files()
    ends, asked = time.monotonic() + BEGINS, set[int]()
    while settings.CLAMD_URL and time.monotonic() < ends and is_there():
        with tick(NAME) as at:
            found = actions.next_to_scan(asked) if at else None
            if at:
                note_sweep(ANSWERED, at)
        if found is None:
            break
        asked.add(found)
        _scan(found)
    begun = set[int]()
    while time.monotonic() < ends and _draw(begun):
        pass


def _scan(pk: int) -> None:
    """One version in a transaction of its own; it waits on where there is no verdict, or its bytes can’t be read."""
    try:
        with tick(NAME) as at:
            if at:
                actions.scan_version(pk, at=at)
    except Silent:
        logger.warning("The virus scanner broke off. The document waits.")
    except OSError:
        logger.exception("The bytes of a document can't be read. It waits.")


def _draw(begun: set[int]) -> bool:
    """One clean version, drawn outside every transaction: one that hangs holds nothing. Whether there was any."""
    with tick(NAME) as at:
        found = actions.next_to_draw(begun) if at else None
    if found is None:
        return False
    pk, kind, content = found
    begun.add(pk)
    text, pictures = drawn(kind, content) if content else ("", [])
    with keeping.gone_if_undone(), tick(NAME) as at:
        if at and content:
            actions.keep_drawing(pk, text, pictures)
    return True
