"""Who sees a referral, by the named cast."""

import pytest

from agencies.policy import Act
from referrals import door
from referrals.referrals import actions as referrals
from referrals.referrals.models import Referral
from tests import stories
from tests.door.seeing import sees
from tests.people import AT, Cast

pytestmark = pytest.mark.django_db


def test_the_council_reads_the_referral_before_and_the_case_after_it_accepts(cast: Cast) -> None:
    case = stories.case(cast)
    referral = stories.sent(cast, case)
    officer = cast.actor("sandra")
    assert door.within(Referral, officer, Act.SEE_REFERRAL).filter(pk=referral.pk).exists()
    assert not sees(cast, "sandra", case)
    referrals.accept_referral(referral, words="Yes.", seat=cast.seat("sandra"), by=officer, at=AT)
    assert {name for name in cast.people if sees(cast, name, case)} == {"amara", "colm", "sandra", "grace"}


def test_a_draft_is_not_the_councils(cast: Cast) -> None:
    case = stories.case(cast)
    draft = referrals.draft_referral(case, stories.ASK, referral=None, version=None, by=cast.actor("amara"), at=AT)
    assert not door.within(Referral, cast.actor("sandra"), Act.SEE_REFERRAL).filter(pk=draft.pk).exists()
