"""The nouns of the top floor."""

from interventions.models.moves import Consent, Move, PlaceCheck, SettlingReview
from interventions.models.suspensions import SuspendedSession, Suspension, SuspensionNotice, SuspensionReason

__all__ = [
    "Consent",
    "Move",
    "PlaceCheck",
    "SettlingReview",
    "SuspendedSession",
    "Suspension",
    "SuspensionNotice",
    "SuspensionReason",
]
