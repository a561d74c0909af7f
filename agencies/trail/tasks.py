"""The tick of the trail."""

import logging

from celery import shared_task
from django.conf import settings

from agencies.outbox.ticking import tick
from agencies.trail import actions, heads

log = logging.getLogger(__name__)


@shared_task(name="referrals.tasks.seal_trail")
def seal_trail() -> None:
    """Seal the lines written since the last seal; then write the head outside the database, where that is set."""
    head, when = None, ""
    with tick("seal_trail") as at:
        if at:
            actions.seal(at)
            head, when = actions.head(), at.isoformat(timespec="seconds")
    if head and settings.TRAIL_HEAD_URL:
        try:
            heads.write(settings.TRAIL_HEAD_URL, head, when)
        except heads.NotWritten as error:
            log.error("%s", error)
