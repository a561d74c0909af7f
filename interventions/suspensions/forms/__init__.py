"""What comes in about a suspension, turned into plain facts."""

from interventions.suspensions.forms.correcting import Correct
from interventions.suspensions.forms.deciding import ImposeSuspension
from interventions.suspensions.forms.education import ArrangeEducation
from interventions.suspensions.forms.elsewhere import RecordDaysElsewhere
from interventions.suspensions.forms.ending import (
    Back,
    CancelSuspension,
    RecordNotice,
    RecordRepresentations,
)
from interventions.suspensions.forms.exam import RecordExamDay
from interventions.suspensions.forms.knowing import SettleFacts
from interventions.suspensions.forms.meeting import (
    BoardAdjourned,
    BoardBegan,
    BoardDecision,
    BoardTimes,
    Considered,
)

__all__ = [
    "ArrangeEducation",
    "Back",
    "BoardAdjourned",
    "BoardBegan",
    "BoardDecision",
    "BoardTimes",
    "CancelSuspension",
    "Considered",
    "Correct",
    "ImposeSuspension",
    "RecordDaysElsewhere",
    "RecordExamDay",
    "RecordNotice",
    "RecordRepresentations",
    "SettleFacts",
]
