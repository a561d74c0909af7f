"""Acts on a managed move; each checks the life cycle and the facts."""

from interventions.actions.moves.admitting import admit_move, review_move
from interventions.actions.moves.agreeing import consent_to_move, hear_pupil
from interventions.actions.moves.deciding import approve_move, check_place, refuse_move, return_move, withdraw_move
from interventions.actions.moves.proposing import propose_move

__all__ = [
    "admit_move",
    "approve_move",
    "check_place",
    "consent_to_move",
    "hear_pupil",
    "propose_move",
    "refuse_move",
    "return_move",
    "review_move",
    "withdraw_move",
]
