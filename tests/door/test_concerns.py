"""Who reads a concern, by the named cast."""

import pytest

from agencies.policy import Act
from referrals import door
from referrals.concerns.models import Concern
from tests import stories
from tests.people import Cast

pytestmark = pytest.mark.django_db


def readers(cast: Cast, concern: Concern) -> set[str]:
    return {name for name in cast.people if concern in door.within(Concern, cast.actor(name), Act.SEE_CONCERN)}


def test_a_concern_is_read_by_its_author_and_by_those_who_lead_the_school(cast: Cast) -> None:
    concern = stories.concern(cast)
    assert readers(cast, concern) == {"tom", "amara", "colm"}  # not Dan, who teaches there too


def test_a_concern_stays_with_the_school_when_its_case_is_shared(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    assert readers(cast, Concern.objects.get()) == {"tom", "amara", "colm"}  # neither Sandra nor Priti
