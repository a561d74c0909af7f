"""What comes in about a suspension, turned into plain facts."""

from interventions.suspensions.forms.correcting import Correct
from interventions.suspensions.forms.deciding import ImposeSuspension
from interventions.suspensions.forms.ending import (
    Back,
    BoardDecision,
    CancelSuspension,
    RecordNotice,
    RecordRepresentations,
)

__all__ = [
    "Back",
    "BoardDecision",
    "CancelSuspension",
    "Correct",
    "ImposeSuspension",
    "RecordNotice",
    "RecordRepresentations",
]
