"""The tick of arrivals."""

from celery import shared_task

from agencies.outbox.ticking import tick
from referrals.arrivals import actions


@shared_task(name="referrals.tasks.join_those_who_left")
def join_those_who_left() -> None:
    """Join the records of children whose place at the other school ended by its date."""
    with tick("join_those_who_left") as at:
        if at:
            actions.join_those_who_left(at)
