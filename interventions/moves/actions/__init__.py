"""What is done with a managed move."""

from interventions.moves.actions import following as following
from interventions.moves.actions.admitting import admit_move, review_move
from interventions.moves.actions.agreeing import consent_to_move, hear_pupil
from interventions.moves.actions.deciding import approve_move, check_place, refuse_move, return_move, withdraw_move
from interventions.moves.actions.proposing import propose_move
from interventions.moves.actions.telling import record_move_transfer, tell_of_move

__all__ = [
    "admit_move",
    "approve_move",
    "check_place",
    "consent_to_move",
    "hear_pupil",
    "propose_move",
    "record_move_transfer",
    "refuse_move",
    "return_move",
    "review_move",
    "tell_of_move",
    "withdraw_move",
]
