"""The tick of old marks."""

from celery import shared_task

from agencies.outbox.ticking import sweep
from referrals.attendance.actions import round_off_what_is_due


@shared_task(name="referrals.tasks.round_off_attendance")
def round_off_attendance() -> None:
    """Each night: marks that are older than the last school year become sums, and what is too old goes."""
    sweep("round_off_attendance", round_off_what_is_due)
