"""JSON of suspensions: what a school's own system reports, and reports otherwise."""

from interventions.suspensions.api.reporting import OneSuspension, Suspensions
from interventions.suspensions.api.revising import (
    CorrectSuspension,
    RecordDaysElsewhere,
    ShortenSuspension,
    VoidSuspension,
)

__all__ = [
    "CorrectSuspension",
    "OneSuspension",
    "RecordDaysElsewhere",
    "ShortenSuspension",
    "Suspensions",
    "VoidSuspension",
]
