"""What is done with early signs."""

from interventions.signals.actions.answering import answer_signal
from interventions.signals.actions.switching import switch_signal
from interventions.signals.actions.working_out import work_out_signals, work_out_what_is_wanted

__all__ = ["answer_signal", "switch_signal", "work_out_signals", "work_out_what_is_wanted"]
