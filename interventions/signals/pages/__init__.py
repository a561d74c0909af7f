"""What the pages of early signs show."""

from interventions.signals.pages.listing import FILTERS, signals_page
from interventions.signals.pages.one import AnswerPage, answer_page, signal_page
from interventions.signals.pages.ruling import rules_page, switch_page

__all__ = ["FILTERS", "AnswerPage", "answer_page", "rules_page", "signal_page", "signals_page", "switch_page"]
