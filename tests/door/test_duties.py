"""Who owes a duty, by the named cast."""

import pytest

from agencies.policy import Act
from referrals import door
from referrals.duties.models import Duty
from referrals.shares import actions as shares
from tests import stories
from tests.people import AT, Cast

pytestmark = pytest.mark.django_db


def owing(cast: Cast, rule: str) -> set[str]:
    duty = Duty.objects.get(rule=rule)
    return {name for name in cast.people if duty in door.within(Duty, cast.actor(name), Act.SEE_CASE)}


def test_a_duty_is_owed_by_those_of_the_agency_who_may_do_the_act(cast: Cast) -> None:
    stories.sent(cast, stories.case(cast))
    assert owing(cast, "name_lead") == {"amara", "colm"}  # not Tom, who may name nobody
    assert owing(cast, "decide_referral") == {"sandra", "grace"}


def test_what_is_owed_by_a_share_is_nobodys_once_the_share_was_withdrawn(cast: Cast) -> None:
    share = stories.shared(cast, stories.case(cast))
    assert owing(cast, "answer_question") == {"priti", "mona"}
    shares.withdraw_share(share, why="No longer needed.", by=cast.actor("amara"), at=AT)
    assert owing(cast, "answer_question") == set()
