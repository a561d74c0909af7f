"""The tick of a new school year."""

from celery import shared_task

from agencies.outbox.ticking import sweep
from referrals.next_places import actions


@shared_task(name="referrals.tasks.roll_on")
def roll_on() -> None:
    """Give the forms that were planned for the first of September."""
    sweep("roll_on", actions.roll_on)
