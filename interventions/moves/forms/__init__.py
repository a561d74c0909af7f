"""A managed move's acts as forms."""

from interventions.moves.forms.acting import (
    AdmitMove,
    ApproveMove,
    ConsentToMove,
    HearPupil,
    RefuseMove,
    ReturnMove,
    ReviewMove,
    TellOfMove,
    WithdrawMove,
)
from interventions.moves.forms.proposing import Place, ProposeMove

__all__ = [
    "AdmitMove",
    "ApproveMove",
    "ConsentToMove",
    "HearPupil",
    "Place",
    "ProposeMove",
    "RefuseMove",
    "ReturnMove",
    "ReviewMove",
    "TellOfMove",
    "WithdrawMove",
]
