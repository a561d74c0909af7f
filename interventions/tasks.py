"""The tasks of this floor, for Celery, which looks here."""

from interventions.suspensions.tasks import ask_term_reports

__all__ = ["ask_term_reports"]
