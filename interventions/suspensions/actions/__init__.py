"""What is done with a suspension."""

from interventions.suspensions.actions.board import require_power
from interventions.suspensions.actions.deriving import count_days_again, count_pupil_again
from interventions.suspensions.actions.education import arrange_education
from interventions.suspensions.actions.elsewhere import record_days_elsewhere
from interventions.suspensions.actions.ending import cancel_suspension, record_representations
from interventions.suspensions.actions.exam import record_exam_day
from interventions.suspensions.actions.imposing import impose_suspension, report_suspension
from interventions.suspensions.actions.joining import join_suspensions
from interventions.suspensions.actions.knowing import settle_facts
from interventions.suspensions.actions.meeting import (
    Decision,
    adjourn_board_meeting,
    begin_board_meeting,
    consider_representations,
    record_board_decision,
)
from interventions.suspensions.actions.revising import (
    Correction,
    correct_suspension,
    shorten_suspension,
    void_suspension,
)
from interventions.suspensions.actions.telling import record_notice
from interventions.suspensions.actions.times import Times, correct_board_meeting

__all__ = [
    "Correction",
    "Decision",
    "Times",
    "adjourn_board_meeting",
    "arrange_education",
    "begin_board_meeting",
    "cancel_suspension",
    "consider_representations",
    "correct_board_meeting",
    "correct_suspension",
    "count_days_again",
    "count_pupil_again",
    "impose_suspension",
    "join_suspensions",
    "record_board_decision",
    "record_days_elsewhere",
    "record_exam_day",
    "record_notice",
    "record_representations",
    "report_suspension",
    "require_power",
    "settle_facts",
    "shorten_suspension",
    "void_suspension",
]
