"""The agencies and people that every world of a test has."""

from dataclasses import dataclass, field
from datetime import datetime

from agencies.directory.models import Agency, Authority
from agencies.people.models import Person
from tests.door.worlds.shapes import DAY, PEOPLE, PLACES
from tests.people import AT, make_agency, make_person


@dataclass
class Stage:
    """The agencies and people that every world of a test has; their seats and records are the world's."""

    places: list[Agency] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)


def make_stage() -> Stage:
    """Two authorities with their agencies, and five people without a seat."""
    authorities = [
        Authority.objects.create(code=f"99{n}", name=f"Area {n}", front_door_phone="-", out_of_hours_phone="-")
        for n in (0, 1)
    ]
    return Stage(
        [make_agency(authorities[a], kind, f"{kind} {n}") for n, (a, kind) in enumerate(PLACES)],
        [make_person(f"p{n}", f"Person {n}") for n in PEOPLE],
    )


def instant(days: int | None) -> datetime | None:
    """So many days from now; None is never."""
    return None if days is None else AT + days * DAY
