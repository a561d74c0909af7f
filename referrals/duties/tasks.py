"""The ticks of reminders: plan what is due, address letters, send what waits; each brings one sweep to the door."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone

from agencies.accounts import mails
from agencies.outbox import actions as outbox
from agencies.outbox.models import Delivery
from agencies.outbox.sending import Lot, run_round
from agencies.outbox.ticking import sweep
from agencies.schoolday import local_day
from referrals import door
from referrals.duties import actions

SUBJECT = "Inclusion: something waits for you"
ONE = "Something in Inclusion waits for you. Sign in to read it:"
MANY = "{count} things in Inclusion wait for you. Sign in to read them:"
FOOT = "This message names nobody on purpose. Please don’t reply to it."


@shared_task(name="referrals.tasks.plan_what_is_due")
def plan_what_is_due() -> None:
    """Post the letters of duties whose time has come, and address them in the same breath: a line takes one tick."""
    if sweep("plan_what_is_due", lambda at: actions.plan_what_is_due(at, actions.reminder_time(at))):
        address_letters()


@shared_task(name="referrals.tasks.address_letters")
def address_letters() -> None:
    """Address waiting letters to who may hear of them now."""
    sweep("address_letters", lambda at: actions.address_letters(at, actions.reminder_time(at), door.audience))


@shared_task(name="referrals.tasks.send_what_waits")
def send_what_waits() -> None:
    """One round of the mail process, which alone takes this task: sign-in mail first, then reminders."""
    at = timezone.now()
    run_round([mails.next_lot, next_reminder])
    outbox.note_sweep("send_what_waits", at)


def next_reminder(at: datetime) -> Lot | None:
    """Ask the door who may hear now, and lease what makes one person's next message."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('inclusion.at', %s, true)", [at.isoformat()])
        found = actions.lease_next(at, door.audience)
    if found is None:
        return None
    rows, held = found
    return Lot(held, partial(_message, rows, actions.digest(rows, local_day(at))) if rows else None)


def _message(rows: list[Delivery], owed: Sequence[str] = ()) -> EmailMessage:
    """One message that names no child, with a reference that a second attempt repeats."""
    words = ONE if len(rows) == 1 else MANY.format(count=len(rows))
    kinds = "".join(f"- {line}\n" for line in owed) + ("\n" if owed else "")
    return EmailMessage(
        subject=SUBJECT,
        body=f"{words}\n\n{kinds}{settings.SITE_URL}/my-work/\n\n{FOOT}\n",
        to=[rows[0].person.email],
        headers={"Message-ID": f"<{rows[0].reference}@inclusion>", "Auto-Submitted": "auto-generated"},
    )
