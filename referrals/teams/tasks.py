"""The tick of teams."""

from celery import shared_task

from agencies.outbox.ticking import tick
from referrals.teams import actions


@shared_task(name="referrals.tasks.hand_on_lapsed_seats")
def hand_on_lapsed_seats() -> None:
    """Hand on what was in the hands of people whose seats ended by their dates, as an acting head's does."""
    with tick("hand_on_lapsed_seats") as at:
        if at:
            actions.hand_on_lapsed_seats(at)
