"""The ticks of the worker: each sets the clock, takes its lock, and brings one sweep to the door."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from smtplib import SMTPException

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone

from agencies import actions as below
from agencies import audit, outbox
from agencies.models import Delivery
from referrals import access, actions
from referrals.actions import reminders

LOCKS = {
    "plan_what_is_due": 1,
    "address_letters": 2,
    "tidy_ended_shares": 3,
    "seal_trail": 4,
    "hand_on_lapsed_seats": 5,
    "forget_expired": 6,
}
SUBJECT = "Inclusion: something waits for you"
ONE = "Something in Inclusion waits for you. Sign in to read it:"
MANY = "{count} things in Inclusion wait for you. Sign in to read them:"
FOOT = "This message names nobody on purpose. Please don’t reply to it."


@contextmanager
def _tick(name: str) -> Iterator[datetime | None]:
    """One transaction with the clock set; None while another worker runs the same tick."""
    at = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('inclusion.at', %s, true)", [at.isoformat()])
        cursor.execute("select pg_try_advisory_xact_lock(7411, %s)", [LOCKS[name]])
        is_ours = cursor.fetchone()[0]
        yield at if is_ours else None
        if is_ours:
            outbox.note_sweep(name, at)


@shared_task
def plan_what_is_due() -> None:
    """Post the letters of duties whose time has come."""
    with _tick("plan_what_is_due") as at:
        if at:
            reminders.plan_what_is_due(at, reminders.reminder_time(at))


@shared_task
def address_letters() -> None:
    """Address waiting letters to who may hear of them now."""
    with _tick("address_letters") as at:
        if at:
            reminders.address_letters(at, reminders.reminder_time(at), access.audience)


@shared_task
def send_what_waits() -> None:
    """Lease the e-mails whose time has come and publish their ids; a lost message is published again."""
    at = timezone.now()
    for token, pks in reminders.claim(at):
        deliver.delay(str(token), pks)
    outbox.note_sweep("send_what_waits", at)


@shared_task
def deliver(token: str, pks: list[int]) -> None:
    """Ask the door again, hand one e-mail over for what one person may hear, and record it."""
    lease, at = uuid.UUID(token), timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('inclusion.at', %s, true)", [at.isoformat()])
        rows = reminders.still_to_send(lease, pks, access.audience)
    if not rows:
        return
    kept = [row.pk for row in rows]
    try:
        _mail(rows)
    except (OSError, SMTPException) as error:
        reminders.mark_failed(lease, kept, at, type(error).__name__)
    else:
        reminders.mark_sent(lease, kept, timezone.now())


def _mail(rows: list[Delivery]) -> None:
    """One message that names no child, with a reference that a second attempt repeats."""
    words = ONE if len(rows) == 1 else MANY.format(count=len(rows))
    EmailMessage(
        subject=SUBJECT,
        body=f"{words}\n\n{settings.SITE_URL}/my-work/\n\n{FOOT}\n",
        to=[rows[0].person.email],
        headers={"Message-ID": f"<{rows[0].reference}@inclusion>", "Auto-Submitted": "auto-generated"},
    ).send()


@shared_task
def tidy_ended_shares() -> None:
    """Close lapsed share rows, for the index alone: their dates had ended them."""
    with _tick("tidy_ended_shares") as at:
        if at:
            actions.tidy_ended_shares(at)


@shared_task
def hand_on_lapsed_seats() -> None:
    """Hand on what was in the hands of people whose seats ended by their dates, as an acting head's does."""
    with _tick("hand_on_lapsed_seats") as at:
        if at:
            actions.hand_on_lapsed_seats(at)


@shared_task
def seal_trail() -> None:
    """Seal the lines written since the last seal."""
    with _tick("seal_trail") as at:
        if at:
            audit.seal(at)


@shared_task
def forget_expired() -> None:
    """Delete sessions, tokens and kept answers that have run out."""
    with _tick("forget_expired") as at:
        if at:
            below.forget_expired(at)
