"""The tick of the trail."""

from celery import shared_task

from agencies.outbox.ticking import tick
from agencies.trail import actions


@shared_task(name="referrals.tasks.seal_trail")
def seal_trail() -> None:
    """Seal the lines written since the last seal."""
    with tick("seal_trail") as at:
        if at:
            actions.seal(at)
