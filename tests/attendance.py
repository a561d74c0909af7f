"""Attendance for tests: a school's system with its pupils, and a day of marks sent by it."""

from dataclasses import asdict
from datetime import date
from typing import Any

from referrals.attendance.counting import Sums
from referrals.pupils.models import ExternalId, Pupil
from tests.machines import URN, System, connect
from tests.people import AT, Cast

TODAY = date(2026, 11, 23)
FRIDAY = "2026-11-20"


def system_of(cast: Cast, **ids: Pupil) -> System:
    """Alder's system, which knows these pupils by these ids; Kofi as k-1 where none is said."""
    system = connect(cast, cast.alder)
    for value, pupil in (ids or {"k-1": cast.kofi}).items():
        know(system, pupil, value.replace("_", "-"))
    return system


def know(system: System, pupil: Pupil, value: str) -> None:
    """The system's id of a pupil."""
    ExternalId.objects.create(school=system.client.agency, system=system.client, value=value, pupil=pupil, made_at=AT)


def send(system: System, day: str, *marks: dict[str, Any], urn: str = URN) -> Any:
    """The answer to a day of marks."""
    return system.ask("PUT", f"/schools/{urn}/attendance/{day}", {"marks": list(marks)})


def sums(**counts: int) -> dict[str, int]:
    """The columns of a week of sums."""
    return asdict(Sums(**counts))


def mark(pupil: str, both: str = "", **halves: str) -> dict[str, Any]:
    """A row: of both half days with a space between, or of one of them."""
    am, _, pm = both.partition(" ")
    return {"pupil": pupil, **({"am": am, "pm": pm} if both else {}), **halves}
