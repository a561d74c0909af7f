"""The tasks of this floor, for Celery, which looks here."""

from interventions.signals.tasks import work_out_signals
from interventions.suspensions.tasks import ask_term_reports

__all__ = ["ask_term_reports", "work_out_signals"]
