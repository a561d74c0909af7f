"""What is kept of a suspension."""

from interventions.suspensions.models.asked import DaysElsewhere
from interventions.suspensions.models.education import Education
from interventions.suspensions.models.suspension import (
    BoardSitting,
    SuspendedSession,
    Suspension,
    SuspensionNotice,
    SuspensionReason,
)

__all__ = [
    "BoardSitting",
    "DaysElsewhere",
    "Education",
    "SuspendedSession",
    "Suspension",
    "SuspensionNotice",
    "SuspensionReason",
]
