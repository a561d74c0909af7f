"""The tick of what has run out."""

from celery import shared_task

from agencies.machines import actions
from agencies.outbox.ticking import tick


@shared_task(name="referrals.tasks.forget_expired")
def forget_expired() -> None:
    """Delete sessions, tokens and kept answers that have run out."""
    with tick("forget_expired") as at:
        if at:
            actions.forget_expired(at)
