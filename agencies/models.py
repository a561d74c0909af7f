"""The models of this floor, for Django; every other module imports a noun's own."""

from agencies.calendar.models import BankHoliday, TermDate
from agencies.directory.models import Agency, Authority
from agencies.drafts.models import Draft
from agencies.machines.models import IdempotencyKey, MisClient
from agencies.outbox.models import AccountMail, Delivery, Letter, ReminderClock, Sweep
from agencies.people.models import LiveSeat, Person, Seat, Session
from agencies.register.models import Code, Establishment, EstablishmentLink, LocalAuthority
from agencies.settings.models import Setting
from agencies.trail.models import TrailEntry, TrailSeal

__all__ = [
    "AccountMail",
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
