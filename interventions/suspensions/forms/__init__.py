"""What comes in about a suspension, turned into plain facts."""

from interventions.suspensions.forms.deciding import Correct, ImposeSuspension
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
