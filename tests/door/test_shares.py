"""What a share opens, by the named cast: from the offer to its end."""

from datetime import timedelta

import pytest

from agencies import policy
from agencies.policy import Act, Section
from referrals import door
from referrals.entries.models import Entry
from referrals.shares import actions as shares
from referrals.shares.models import CaseShare
from tests import stories
from tests.door.seeing import sees
from tests.people import AT, Cast, set_clock

pytestmark = pytest.mark.django_db


def test_an_offer_opens_only_itself_and_acceptance_opens_the_case(cast: Cast) -> None:
    case = stories.case(cast)
    share = stories.offered(cast, case)
    assert not sees(cast, "priti", case)
    assert door.within(CaseShare, cast.actor("priti"), Act.ACCEPT_SHARE).get() == share
    shares.accept_share(share, by=cast.actor("priti"), at=AT)
    assert {name for name in cast.people if sees(cast, name, case)} == {"amara", "colm", "priti", "mona"}


def test_a_share_ends_at_its_instant_on_every_path(cast: Cast) -> None:
    case = stories.case(cast)
    share = stories.shared(cast, case)
    set_clock(share.ends_at - timedelta(seconds=1))
    assert sees(cast, "priti", case)
    assert cast.people["priti"].has_perm("referrals.level_t", case)
    set_clock(share.ends_at)
    assert not sees(cast, "priti", case)
    assert (
        not cast.people["priti"].__class__.objects.get(pk=cast.people["priti"].pk).has_perm("referrals.level_t", case)
    )


def test_withdrawal_ends_it_in_the_same_transaction(cast: Cast) -> None:
    case = stories.case(cast)
    share = stories.shared(cast, case)
    shares.withdraw_share(share, why="No longer needed.", by=cast.actor("amara"), at=AT)
    assert not sees(cast, "priti", case)


def test_narrowing_shows_less_at_once_and_widening_asks_again(cast: Cast) -> None:
    case = stories.case(cast)
    entry = stories.entry(cast, case, section="education")
    share = stories.shared(cast, case)
    until = share.ends_at.date() - timedelta(days=2)
    new = shares.narrow_share(
        share,
        level=policy.Level.SECTIONS,
        sections=(Section.VOICE,),
        until_on=until,
        why="Less is enough.",
        by=cast.actor("amara"),
        at=AT,
    )
    assert sees(cast, "priti", case)
    assert not door.within(Entry, cast.actor("priti"), Act.SEE_ENTRY).filter(pk=entry.pk).exists()
    shares.widen_share(
        new,
        level=policy.Level.SECTIONS,
        sections=(Section.VOICE, Section.EDUCATION),
        why="More is needed.",
        by=cast.actor("amara"),
        at=AT,
    )
    assert not sees(cast, "priti", case)


def test_a_share_that_was_withdrawn_opens_nothing(cast: Cast) -> None:
    case = stories.case(cast)
    share = stories.shared(cast, case)
    shares.withdraw_share(share, why="No longer needed.", by=cast.actor("amara"), at=AT)
    assert {name for name in cast.people if sees(cast, name, case)} == {"amara", "colm"}
    assert not door.within(CaseShare, cast.actor("priti"), Act.SEE_SHARE).exists()
    assert not cast.people["priti"].has_perm("referrals.level_e", case)


def test_the_terms_of_a_share_are_read_by_both_sides_and_by_no_other_agency(cast: Cast) -> None:
    share = stories.shared(cast, stories.case(cast))
    readers = {name for name in cast.people if share in door.within(CaseShare, cast.actor(name), Act.SEE_SHARE)}
    assert readers == {"amara", "colm", "priti", "mona"}  # not Ruth of the police
