"""The sweeps, run at an instant, and the mail that waits after them."""

from datetime import date, datetime, timedelta
from typing import Any

from agencies.outbox import sending
from agencies.outbox.models import Delivery, Letter
from agencies.schoolday import local_instant
from referrals import door
from referrals.duties import actions as duties
from referrals.duties import tasks
from tests import stories
from tests.people import Cast, set_clock

MINUTE = timedelta(minutes=1)
DUE = local_instant(date(2026, 12, 1), 8)
"""When the lead of a case opened at AT is due today."""


def plan(at: datetime) -> int:
    set_clock(at)
    return len(
        [step for step in duties.plan_what_is_due(at, duties.reminder_time(at)) if step.posted_at and not step.why]
    )


def address(at: datetime) -> None:
    set_clock(at)
    duties.address_letters(at, duties.reminder_time(at), door.audience)


Leased = tuple[list[Delivery], Any]
"""What one message would carry, and the rows that its lease holds."""


def lease(at: datetime) -> Leased | None:
    """What the mail process takes in hand first at this instant."""
    set_clock(at)
    return duties.lease_next(at, door.audience)


def leases(at: datetime) -> list[Leased]:
    """All that it takes in hand, one message after the other."""
    return list(iter(lambda: lease(at), None))  # type: ignore[arg-type]


def hand_over(leased: Leased) -> bool:
    """Send the one message; whether the server is still there."""
    rows, held = leased
    return sending._hand_over(held, lambda: tasks._message(rows))


def mails(**of: Any) -> list[Delivery]:
    return list(Delivery.objects.filter(channel="email", **of).select_related("person", "letter").order_by("id"))


def due_mail(cast: Cast) -> Delivery:
    """Amara's e-mail that a lead is to be named today; nothing else waits."""
    stories.case(cast)
    plan(DUE)
    Letter.objects.exclude(step="due").delete()
    Letter.objects.exclude(act="name_lead").delete()
    address(DUE)
    return Delivery.objects.get(channel="email")
