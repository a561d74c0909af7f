"""The tick of shares."""

from celery import shared_task

from agencies.outbox.ticking import sweep
from referrals.shares import actions


@shared_task(name="referrals.tasks.tidy_ended_shares")
def tidy_ended_shares() -> None:
    """Close lapsed share rows, for the index alone: their dates had ended them."""
    sweep("tidy_ended_shares", actions.tidy_ended_shares)
