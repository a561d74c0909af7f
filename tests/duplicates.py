"""Two records of one child, for tests that need a pair to stand: Kofi, whom Merrow Lane entered once more."""

from datetime import date, datetime
from typing import Any

from agencies.directory.models import Agency
from referrals.duplicates import actions
from referrals.duplicates.models import Duplicate, ToCompare
from referrals.pupils.models import Enrolment, Pupil
from tests.people import AT, Cast


def record(school: Agency, given: str, family: str, born_on: date, known_as: str = "", **more: Any) -> Pupil:
    """A record with a place since September, by nobody's act."""
    pupil = Pupil.objects.create(
        authority=school.authority,
        given_name=given,
        family_name=family,
        born_on=born_on,
        known_as=known_as,
        added_at=AT,
        **more,
    )
    Enrolment.objects.create(pupil=pupil, school=school, starts_on=date(2026, 9, 2))
    return pupil


def look(*pupils: Pupil, at: datetime = AT) -> int:
    """What the tick does of these records."""
    ToCompare.objects.bulk_create(
        (ToCompare(pupil=one, authority_id=one.authority_id, since=at) for one in pupils), ignore_conflicts=True
    )
    done = 0
    while more := actions.find_duplicates(at):
        done += len(more)
    return done


def found(cast: Cast, **changes: Any) -> Duplicate:
    """The pair of Kofi at Alder Hythe and a record like his at Merrow Lane."""
    facts = {"given": "Kofi", "family": "Mensah Hart", "born_on": cast.kofi.born_on, **changes}
    look(record(cast.merrow, **facts))
    return Duplicate.objects.latest("pk")
