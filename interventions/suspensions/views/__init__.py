"""The pages of suspensions: the head's and the school's, and those of the governing board."""

from interventions.suspensions.views.board import (
    adjourn_board_meeting,
    begin_board_meeting,
    consider_representations,
    correct_board_meeting,
    record_board_decision,
    record_representations,
)
from interventions.suspensions.views.kept import (
    cancel_suspension,
    correct_suspension,
    impose_suspension,
    record_notice,
    see_suspension,
    see_suspension_letter,
    see_suspensions,
    shorten_suspension,
    void_suspension,
)
from interventions.suspensions.views.knowing import (
    arrange_education,
    record_days_elsewhere,
    record_exam_day,
    settle_facts,
)
from interventions.suspensions.views.reporting import see_suspension_report

__all__ = [
    "adjourn_board_meeting",
    "arrange_education",
    "begin_board_meeting",
    "cancel_suspension",
    "consider_representations",
    "correct_board_meeting",
    "correct_suspension",
    "impose_suspension",
    "record_board_decision",
    "record_days_elsewhere",
    "record_exam_day",
    "record_notice",
    "record_representations",
    "see_suspension",
    "see_suspension_letter",
    "see_suspension_report",
    "see_suspensions",
    "settle_facts",
    "shorten_suspension",
    "void_suspension",
]
