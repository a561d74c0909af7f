"""What is done on this floor: one function an act, of the act's own name; and a letter is read."""

from interventions.actions.ending import (
    begin_board_meeting,
    cancel_suspension,
    record_board_decision,
    record_representations,
)
from interventions.actions.letters import read_letter
from interventions.actions.moves import (
    admit_move,
    approve_move,
    check_place,
    consent_to_move,
    hear_pupil,
    propose_move,
    refuse_move,
    return_move,
    review_move,
    withdraw_move,
)
from interventions.actions.suspensions import impose_suspension, report_suspension
from interventions.actions.telling import record_notice

__all__ = [
    "admit_move",
    "approve_move",
    "begin_board_meeting",
    "cancel_suspension",
    "check_place",
    "consent_to_move",
    "hear_pupil",
    "impose_suspension",
    "propose_move",
    "read_letter",
    "record_board_decision",
    "record_notice",
    "record_representations",
    "refuse_move",
    "report_suspension",
    "return_move",
    "review_move",
    "withdraw_move",
]
