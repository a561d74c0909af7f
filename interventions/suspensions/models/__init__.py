"""What is kept of a suspension."""

from interventions.suspensions.models.asked import DaysElsewhere
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
    "SuspendedSession",
    "Suspension",
    "SuspensionNotice",
    "SuspensionReason",
]
