"""The nouns of the ground floor."""

from agencies.models.outbox import Delivery, Letter, ReminderClock
from agencies.models.people import LiveSeat, Person, Seat
from agencies.models.places import Agency, Authority, BankHoliday, Setting, TermDate
from agencies.models.trail import Draft, TrailEntry, TrailSeal

__all__ = [
    "Agency",
    "Authority",
    "BankHoliday",
    "Delivery",
    "Draft",
    "Letter",
    "LiveSeat",
    "Person",
    "ReminderClock",
    "Seat",
    "Setting",
    "TermDate",
    "TrailEntry",
    "TrailSeal",
]
