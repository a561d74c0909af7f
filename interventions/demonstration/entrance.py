"""The demonstration's entrance: whom one can be with a click, and the switch that lets a minute stand for a day."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from agencies.outbox.models import ReminderClock
from agencies.people.models import Person
from agencies.people.words import ROLE_WORDS
from agencies.web.pages import Page
from agencies.words import clock
from interventions.demonstration.people import ONE_CLICK
from referrals.duties.actions import FAST_FOR

WATCH = (
    "In about a minute look into Amara Adeyemi’s inbox, a minute later into that of Colm Brannigan, her headteacher, "
    "and into var/mail."
)


@dataclass(frozen=True, slots=True)
class Offered:
    """A demonstration person as the sign-in page offers them."""

    name: str
    seat_line: str
    about: str
    reference: str


@dataclass(frozen=True, kw_only=True)
class EntrancePage(Page):
    """The people, a click each; the switch for the reminders, and where mail goes."""

    template: ClassVar[str] = "inclusion/demonstration_page.html"
    people: list[Offered]
    is_switch_on: bool
    switch_words: str
    mail_words: str


def entrance_page(at: datetime, mail_words: str) -> EntrancePage:
    """The entrance as it is now."""
    is_on, words = _switch(at)
    return EntrancePage(people=offered(), is_switch_on=is_on, switch_words=words, mail_words=mail_words)


def offered() -> list[Offered]:
    """The people of the tour, in its order."""
    found = Person.objects.filter(email__in=dict(ONE_CLICK)).prefetch_related("seats__agency")
    people = {person.email: person for person in found}
    known = [(people[email], about) for email, about in ONE_CLICK if email in people]
    return [Offered(person.name, _seat_line(person), about, person.reference) for person, about in known]


def _seat_line(person: Person) -> str:
    seat = person.seats.first()
    return f"{person.job or ROLE_WORDS.get(seat.role, '')}, {seat.agency.name}" if seat else person.job


def somebody(reference: str) -> Person | None:
    """One of them, by reference; nobody else can be signed in so."""
    return Person.objects.filter(reference=reference, email__in=dict(ONE_CLICK)).first()


def _switch(at: datetime) -> tuple[bool, str]:
    """Whether the switch is on, and until when, in words."""
    pressed = ReminderClock.objects.order_by("-id").first()
    if pressed is None or at >= pressed.pressed_at + FAST_FOR:
        return False, "Off: reminders go by the real clock."
    until = clock(pressed.pressed_at + FAST_FOR)
    return True, f"On until {until}: a minute stands for a day, for reminders alone. {WATCH}"


def press_switch(at: datetime) -> bool:
    """On for half an hour; off where it is on. Gives whether it is on now."""
    switched_off, _ = ReminderClock.objects.filter(pressed_at__gt=at - FAST_FOR).delete()
    if not switched_off:
        ReminderClock.objects.create(pressed_at=at)
    return not switched_off
