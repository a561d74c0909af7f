"""People around a child, added as the school adds them."""

from typing import Any

from referrals.contacts import actions
from referrals.contacts.models import Contact, ContactWord
from referrals.pupils.models import Pupil
from tests.machines import known_system
from tests.people import AT, Cast

NOTHING: dict[str, Any] = {
    "name": "Abena Mensah",
    "relationship": "mother",
    "has_responsibility": "yes",
    "may_be_told": "yes",
    "not_told_why": "",
    "phone": "",
    "email": "",
    "address": "",
    "safe_contact": "",
    "language": "",
    "interpreter": "",
    "position": None,
}
WHOLE: dict[str, Any] = {
    "phone": "01632 960111",
    "email": "abena@canary.example",
    "address": "7 Canary Row\nWexmoor WX1 1AA",
    "language": "Twi",
    "interpreter": "yes",
}
"""Of one person all that an agency may be given; the rest of them."""


def add(cast: Cast, pupil: Pupil | None = None, who: str = "amara", same: Any = None, **facts: Any) -> Contact:
    """Somebody around the child, Kofi where nobody else is said."""
    child, by = pupil or cast.kofi, {"seat": cast.seat(who), "by": cast.actor(who), "at": AT}
    return actions.add_contact(child, {**NOTHING, **facts}, same=same, **by)


def otherwise(cast: Cast) -> Contact:
    """Somebody of whom the school's system says another phone than stands there."""
    one = add(cast, phone="01632 960111")
    said = {"own": {"name": one.person.name, "phone": "01632 960222"}, "tie": {"relationship": "mother"}}
    system = known_system(cast.alder, cast.people["amara"])
    ContactWord.objects.create(contact=one, system=system, value="c-1", said_at=AT, **said)
    return one


def restrict(cast: Cast, contact: Contact, reach: str, who: str = "amara") -> None:
    """They are restricted, so far."""
    actions.restrict_contact(contact, reach=reach, why="Court order of 2 May.", by=cast.actor(who), at=AT)
