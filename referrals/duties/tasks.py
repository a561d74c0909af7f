"""The ticks of reminders: plan what is due, address letters, send what waits; each brings one sweep to the door."""

import uuid
from smtplib import SMTPException

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone

from agencies.outbox import actions as outbox
from agencies.outbox.models import Delivery
from agencies.outbox.ticking import tick
from referrals import door
from referrals.duties import actions

SUBJECT = "Inclusion: something waits for you"
ONE = "Something in Inclusion waits for you. Sign in to read it:"
MANY = "{count} things in Inclusion wait for you. Sign in to read them:"
FOOT = "This message names nobody on purpose. Please don’t reply to it."


@shared_task(name="referrals.tasks.plan_what_is_due")
def plan_what_is_due() -> None:
    """Post the letters of duties whose time has come."""
    with tick("plan_what_is_due") as at:
        if at:
            actions.plan_what_is_due(at, actions.reminder_time(at))


@shared_task(name="referrals.tasks.address_letters")
def address_letters() -> None:
    """Address waiting letters to who may hear of them now."""
    with tick("address_letters") as at:
        if at:
            actions.address_letters(at, actions.reminder_time(at), door.audience)


@shared_task(name="referrals.tasks.send_what_waits")
def send_what_waits() -> None:
    """Lease the e-mails whose time has come and publish their ids; a lost message is published again."""
    at = timezone.now()
    for token, pks in actions.claim(at):
        deliver.delay(str(token), pks)
    outbox.note_sweep("send_what_waits", at)


@shared_task(name="referrals.tasks.deliver")
def deliver(token: str, pks: list[int]) -> None:
    """Ask the door again, hand one e-mail over for what one person may hear, and record it."""
    lease, at = uuid.UUID(token), timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('inclusion.at', %s, true)", [at.isoformat()])
        rows = actions.still_to_send(lease, pks, door.audience)
    if not rows:
        return
    kept = [row.pk for row in rows]
    try:
        _mail(rows)
    except (OSError, SMTPException) as error:
        actions.mark_failed(lease, kept, at, type(error).__name__)
    else:
        actions.mark_sent(lease, kept, timezone.now())


def _mail(rows: list[Delivery]) -> None:
    """One message that names no child, with a reference that a second attempt repeats."""
    words = ONE if len(rows) == 1 else MANY.format(count=len(rows))
    EmailMessage(
        subject=SUBJECT,
        body=f"{words}\n\n{settings.SITE_URL}/my-work/\n\n{FOOT}\n",
        to=[rows[0].person.email],
        headers={"Message-ID": f"<{rows[0].reference}@inclusion>", "Auto-Submitted": "auto-generated"},
    ).send()
