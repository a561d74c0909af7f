"""Who reaches a pupil, by the named cast."""

from datetime import timedelta

import pytest

from agencies.policy import Act
from referrals import door
from referrals.pupils.models import Enrolment, Pupil
from tests.people import AT, Cast

pytestmark = pytest.mark.django_db


def reach(cast: Cast, pupil: Pupil, act: Act) -> set[str]:
    return {name for name in cast.people if pupil in door.within(Pupil, cast.actor(name), act, AT)}


def test_a_pupil_is_reached_by_the_staff_of_the_school_whose_roll_they_are_on(cast: Cast) -> None:
    assert reach(cast, cast.kofi, Act.SEE_PUPIL) == {"tom", "dan", "amara", "colm"}
    assert reach(cast, cast.maisie, Act.SEE_PUPIL) == {"helen"}


def test_a_pupil_is_suspended_by_the_head_alone(cast: Cast) -> None:
    assert reach(cast, cast.kofi, Act.IMPOSE_SUSPENSION) == {"colm"}


def test_a_pupil_who_has_left_is_not_found(cast: Cast) -> None:
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=AT.date() - timedelta(days=1))
    assert reach(cast, cast.kofi, Act.SEE_PUPIL) == set()
