"""The models of this floor, for Django; every other module imports a noun's own."""

from interventions.moves.models import Consent, Move, PlaceCheck, SettlingReview
from interventions.signals.models import Signal, SignalRun, SignalSwitch
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
    "Signal",
    "SignalRun",
    "SignalSwitch",
    "SuspendedSession",
    "Suspension",
    "SuspensionNotice",
    "SuspensionReason",
    "TermReport",
]
