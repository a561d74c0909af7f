"""The tick of the early signs."""

from celery import shared_task

from agencies.outbox.ticking import sweep
from interventions.signals.actions import work_out_what_is_wanted


@shared_task(name="referrals.tasks.work_out_signals")
def work_out_signals() -> None:
    """Work out the signs of the schools of which something came, and of each once a night."""
    sweep("work_out_signals", work_out_what_is_wanted)
