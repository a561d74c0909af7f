"""The tick of shares."""

from celery import shared_task

from agencies.outbox.ticking import tick
from referrals.shares import actions


@shared_task(name="referrals.tasks.tidy_ended_shares")
def tidy_ended_shares() -> None:
    """Close lapsed share rows, for the index alone: their dates had ended them."""
    with tick("tidy_ended_shares") as at:
        if at:
            actions.tidy_ended_shares(at)
