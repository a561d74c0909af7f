"""The models of this floor, for Django; every other module imports a noun's own."""

from interventions.moves.models import Consent, Move, PlaceCheck, SettlingReview
from interventions.suspensions.models import (
    BoardSitting,
    DaysElsewhere,
    Education,
    SuspendedSession,
    Suspension,
    SuspensionNotice,
    SuspensionReason,
)
from interventions.term_reports.models import TermReport

__all__ = [
    "BoardSitting",
    "Consent",
    "DaysElsewhere",
    "Education",
    "Move",
    "PlaceCheck",
    "SettlingReview",
    "SuspendedSession",
    "Suspension",
    "SuspensionNotice",
    "SuspensionReason",
    "TermReport",
]
