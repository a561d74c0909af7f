"""The tick of the end of a term."""

from celery import shared_task

from agencies.outbox.ticking import sweep
from interventions.suspensions.reporting import ask_term_reports as ask


@shared_task(name="referrals.tasks.ask_term_reports")
def ask_term_reports() -> None:
    """Ask for the reports to governing boards that are owed from today, and remind of them."""
    sweep("ask_term_reports", ask)
