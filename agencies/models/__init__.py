"""The nouns of the ground floor."""

from agencies.models.machines import IdempotencyKey, MisClient
from agencies.models.outbox import Delivery, Letter, ReminderClock, Sweep
from agencies.models.people import LiveSeat, Person, Seat
from agencies.models.places import Agency, Authority, BankHoliday, Setting, TermDate
from agencies.models.register import Code, Establishment, EstablishmentLink, LocalAuthority
from agencies.models.sessions import Session
from agencies.models.trail import Draft, TrailEntry, TrailSeal

__all__ = [
    "Agency",
    "Authority",
    "BankHoliday",
    "Code",
    "Delivery",
    "Draft",
    "Establishment",
    "EstablishmentLink",
    "IdempotencyKey",
    "Letter",
    "LiveSeat",
    "LocalAuthority",
    "MisClient",
    "Person",
    "ReminderClock",
    "Seat",
    "Session",
    "Setting",
    "Sweep",
    "TermDate",
    "TrailEntry",
    "TrailSeal",
]
