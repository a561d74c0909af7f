"""What a school's own system reaches, beside the named cast."""

import pytest

from agencies.actors import Actor, SeatFacts
from agencies.directory.models import Agency
from agencies.policy import Act, Kind, Role
from referrals import door
from referrals.cases.models import Case
from referrals.entries.models import Entry
from referrals.pupils.models import Pupil
from referrals.referrals.models import Referral
from tests import stories
from tests.people import AT, Cast

pytestmark = pytest.mark.django_db


def system_of(school: Agency) -> Actor:
    """The school's system, with no person behind it."""
    seat = SeatFacts(None, school.pk, school.name, school.authority_id, Kind.SCHOOL, Role.MIS_CLIENT)
    return Actor(person_id=None, name=f"System of {school.name}", seats=(seat,), is_machine=True)


def test_a_system_reaches_the_pupils_of_its_own_roll(cast: Cast) -> None:
    assert list(door.within(Pupil, system_of(cast.alder), Act.SEE_PUPIL, AT)) == [cast.kofi]
    assert list(door.within(Pupil, system_of(cast.merrow), Act.SEE_PUPIL, AT)) == [cast.maisie]


def test_a_system_reads_how_a_referral_stands_and_nothing_of_the_case(cast: Cast) -> None:
    case = stories.case(cast)
    referral, _ = stories.sent(cast, case), stories.entry(cast, case)
    system = system_of(cast.alder)
    assert list(door.within(Referral, system, Act.SEE_STATUS, AT)) == [referral]
    for kind, act in ((Referral, Act.SEE_REFERRAL), (Case, Act.SEE_CASE), (Entry, Act.SEE_ENTRY)):
        assert not door.within(kind, system, act, AT).exists()
