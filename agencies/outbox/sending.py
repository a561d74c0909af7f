"""Handing mail over: one round, in which the server is waited for once and no transaction is open meanwhile."""

import contextlib
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException, SMTPServerDisconnected
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from agencies.outbox import actions
from agencies.outbox.querysets import Mails

ROUND_SECONDS = 30
"""How long a round goes on beginning messages: with one that hangs it ends before the task's hard limit."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lot:
    """Rows that one lease holds, and what makes the one message that they become; None where nobody may have it."""

    held: Mails[Any]
    message: Callable[[], EmailMessage] | None


Source = Callable[[datetime], Lot | None]
"""Leases what is next, and commits that; None where nothing waits."""


def run_round(sources: Iterable[Source]) -> None:
    """Send what waits, asking the earlier source first before each message; stop where the server is away."""
    ends, ordered = time.monotonic() + ROUND_SECONDS, tuple(sources)
    while time.monotonic() < ends:
        at = timezone.now()
        lot = next((lot for source in ordered if (lot := source(at))), None)
        if lot is None:
            return
        if lot.message is None:
            actions.drop(lot.held)
        elif not _hand_over(lot.held, lot.message):
            return


def _hand_over(held: Mails[Any], message: Callable[[], EmailMessage]) -> bool:
    """One message, and how it ended; whether the server is still there.

    An attempt counts where the server was there to be given the message: what hangs it each time is dead in the end,
    and a server that is away kills nothing.
    """
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:  # an SMTPException is one too
        actions.give_back(held, type(error).__name__)
        log.warning("The mail server is away (%s): the round stops.", type(error).__name__)
        return False
    try:
        made = message()
        made.connection = connection
        made.send()
    except (OSError, ValueError) as error:
        actions.mark_failed(held, timezone.now(), type(error).__name__)
        return isinstance(error, SMTPException | ValueError) and not isinstance(error, SMTPServerDisconnected)
    else:
        actions.mark_sent(held, timezone.now())
        return True
    finally:
        with contextlib.suppress(OSError):
            connection.close()
