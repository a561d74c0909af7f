"""Say which of the worker's sweeps are late, and fail then: what a monitor asks every minute."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agencies.outbox import actions as outbox

TICKS_MISSED = 5


class Command(BaseCommand):
    """`manage.py check_sweeps`: exit 1 where reminders, letters or seals have not been swept for five ticks."""

    help = __doc__ or ""

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Compare each sweep of the schedule with the clock."""
        late = outbox.late_sweeps(
            settings.CELERY_BEAT_SCHEDULE,
            timezone.now(),
            timedelta(seconds=TICKS_MISSED * settings.TICK_SECONDS),
        )
        if late:
            raise CommandError(f"Not swept for {TICKS_MISSED * settings.TICK_SECONDS} seconds: {', '.join(late)}.")
