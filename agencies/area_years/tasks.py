"""The tick of the schools that follow their council's year."""

from celery import shared_task

from agencies.area_years import actions
from agencies.outbox.ticking import sweep


@shared_task(name="referrals.tasks.follow_area_years")
def follow_area_years() -> None:
    """Take over what schools were told of and did not decline."""
    sweep("follow_area_years", actions.follow_area_years)
