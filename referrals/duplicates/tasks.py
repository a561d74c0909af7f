"""The tick of possible duplicates."""

from celery import shared_task

from agencies.outbox.ticking import sweep
from referrals.duplicates import actions


@shared_task(name="referrals.tasks.find_duplicates")
def find_duplicates() -> None:
    """Compare the records that are new or were changed with the council's others."""
    sweep("find_duplicates", actions.find_duplicates)
