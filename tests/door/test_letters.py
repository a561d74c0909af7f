"""Who hears of something now, by the named cast, whatever was true when the letter was written."""

import pytest

from agencies.outbox.models import Letter
from referrals import door
from referrals.shares import actions as shares
from tests import moves, stories, suspensions
from tests.people import AT, Cast

pytestmark = pytest.mark.django_db


def heard(letter: Letter) -> set[str]:
    """The first names of those to whom the letter would go now."""
    return {seat.person.name.split()[0] for seat in door.audience(letter)}


def test_an_offer_is_told_to_the_agency_as_long_as_it_stands(cast: Cast) -> None:
    share = stories.offered(cast, stories.case(cast))
    letter = Letter.objects.get(act="share_case")
    assert heard(letter) == {"Priti", "Mona"}
    shares.withdraw_share(share, why="No longer needed.", by=cast.actor("amara"), at=AT)
    assert heard(letter) == set()


def test_a_sent_referral_is_told_to_the_officers_of_its_own_council(cast: Cast) -> None:
    stories.sent(cast, stories.case(cast))
    assert heard(Letter.objects.get(act="send_referral")) == {"Sandra"}  # not the officer of Farley


def test_a_proposed_move_is_told_to_the_home_school_and_the_council(cast: Cast) -> None:
    moves.proposed(cast)
    assert heard(Letter.objects.get(act="propose_move")) == {"Colm", "Sandra"}  # Farida has only the offer so far


def test_a_suspension_is_told_to_the_council_by_its_notice_alone(cast: Cast) -> None:
    one = suspensions.impose(cast)
    assert [(letter.act, heard(letter)) for letter in Letter.objects.filter(subject_ref=one.reference)] == [
        ("record_notice", {"Sandra"}),
        ("impose_suspension", {"Amara"}),
    ]
