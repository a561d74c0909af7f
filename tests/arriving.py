"""Kofi comes to Merrow Lane, for tests that need an arrival to stand: his old school is Alder Hythe."""

from datetime import date, datetime
from typing import Any

from agencies.machines.models import MisClient
from agencies.policy import Role
from referrals.arrivals.models import Arrival
from referrals.pupils import actions as pupils
from referrals.pupils.actions import PupilFacts
from referrals.pupils.models import Enrolment, Identifier, Pupil
from tests.people import AT, Cast, make_person

UPN = "R201100018042"
FRIDAY = date(2026, 11, 20)
LEGAL = {"given": "Kofi", "family": "Mensah-Hart"}


def known(cast: Cast, *, left_on: date | None = None) -> Pupil:
    """Kofi with his UPN, on the roll of Alder Hythe, or off it."""
    Identifier.objects.get_or_create(
        pupil=cast.kofi, authority=cast.wexmoor, kind="upn", value=UPN, starts_on=date(2020, 9, 1)
    )
    if left_on is not None:
        Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=left_on)
    return cast.kofi


def add(cast: Cast, who: str = "helen", at: datetime = AT, **changes: Any) -> Pupil:
    """He is added by hand at Merrow Lane, or somebody like him."""
    facts = {"given_name": "Kofi", "family_name": "Mensah-Hart", "born_on": cast.kofi.born_on, "upn": UPN, **changes}
    return pupils.add_pupil(PupilFacts(**facts), seat=cast.seat(who), by=cast.actor(who), at=at)


def arrived(cast: Cast, **changes: Any) -> Arrival:
    """The arrival of one who is added by hand at Merrow Lane while Alder Hythe still has Kofi."""
    known(cast)
    add(cast, **changes)
    return Arrival.objects.latest("pk")


def head_of_merrow(cast: Cast) -> str:
    """The name in the cast of a head at Merrow Lane."""
    cast.people.setdefault("farida", make_person("farida", "Farida Quill", cast.merrow, Role.HEAD))
    return "farida"


def sent_like_kofi(cast: Cast, **changes: Any) -> dict[str, Any]:
    """Kofi as the new school's system sends him."""
    named = {"legal": LEGAL, "known_as": {"given": ""}, "born": cast.kofi.born_on.isoformat(), "upn": UPN}
    return {**named, "enrolment": {"status": "C", "form": "9M", "from": "2026-11-23", "to": None}, **changes}


def client_of(system: Any) -> MisClient:
    return system.client  # type: ignore[no-any-return]
