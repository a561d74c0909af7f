"""The models of this floor, for Django; every other module imports a noun's own."""

from agencies.accounts.models import Device, FirstCode, StrangerTries
from agencies.area_years.models import AreaYear, Following
from agencies.calendar.models import BankHoliday, TermDate, YearVersion
from agencies.closures.models import Closure
from agencies.directory.models import Agency, Authority
from agencies.drafts.models import Draft
from agencies.guesses.models import Guess
from agencies.history.models import AgencyChange
from agencies.machines.models import IdempotencyKey, MisClient
from agencies.outbox.models import AccountMail, Delivery, Letter, ReminderClock, Sweep
from agencies.people.models import LiveSeat, Person, Seat, Session
from agencies.register.models import Code, Establishment, EstablishmentLink, LocalAuthority
from agencies.settings.models import Setting
from agencies.trail.models import TrailEntry, TrailSeal

__all__ = [
    "AccountMail",
    "Agency",
    "AgencyChange",
    "AreaYear",
    "Authority",
    "BankHoliday",
    "Closure",
    "Code",
    "Delivery",
    "Device",
    "Draft",
    "Establishment",
    "EstablishmentLink",
    "FirstCode",
    "Following",
    "Guess",
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
    "StrangerTries",
    "Sweep",
    "TermDate",
    "TrailEntry",
    "TrailSeal",
    "YearVersion",
]
