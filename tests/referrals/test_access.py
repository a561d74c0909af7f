"""The door, by the named cast: who reaches what at each step of the story."""

from datetime import timedelta

import pytest

from agencies import policy
from agencies.people.models import Seat
from agencies.policy import Act, Role, Section
from agencies.web.asking import Forbidden, NotFound
from referrals import door
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.entries import actions as entries
from referrals.entries.models import Entry
from referrals.referrals import actions as referrals
from referrals.referrals.models import Referral
from referrals.shares import actions as shares
from referrals.shares.models import CaseShare
from tests import stories
from tests.people import AT, LONG_AGO, Cast, make_cast, set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    set_clock(AT)
    return make_cast()


def sees(cast: Cast, name: str, case: Case) -> bool:
    """List, page and detail agree, and say whether this person sees the case."""
    actor = cast.actor(name)
    listed = door.cases(actor, Act.SEE_CASE).filter(pk=case.pk).exists()
    paged = case in door.page(actor, Act.SEE_CASE, {})[0]
    try:
        door.admit(actor, Act.SEE_CASE, case.reference, of=Case, at=AT)
        admitted = True
    except NotFound:
        admitted = False
    assert listed == paged == admitted
    return listed


def test_a_new_case_is_the_schools_own(cast: Cast) -> None:
    case = stories.case(cast)
    assert {name for name in cast.people if sees(cast, name, case)} == {"amara", "colm"}


def test_the_lead_professional_sees_the_case_she_is_named_on(cast: Cast) -> None:
    case = stories.case(cast)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    assert {name for name in cast.people if sees(cast, name, case)} == {"amara", "colm", "dan"}


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


def test_a_share_shows_its_sections_and_the_receivers_own_entries(cast: Cast) -> None:
    case = stories.case(cast)
    seen = stories.entry(cast, case, section="education")
    hidden = stories.entry(cast, case, section="home")
    stories.shared(cast, case)
    own = stories.entry(cast, case, "priti", section="health")
    found = set(door.within(Entry, cast.actor("priti"), Act.SEE_ENTRY))
    assert found == {seen, own}
    assert hidden in set(door.within(Entry, cast.actor("amara"), Act.SEE_ENTRY))


def test_a_restricted_entry_is_its_authors_the_leads_and_the_heads(cast: Cast) -> None:
    case = stories.case(cast)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    entry = stories.entry(cast, case)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    entries.restrict_entry(entry, why="Health detail", by=cast.actor("amara"), at=AT)
    readers = {n for n in cast.people if door.within(Entry, cast.actor(n), Act.SEE_ENTRY).filter(pk=entry.pk).exists()}
    assert readers == {"amara", "dan", "colm"}


def test_what_may_be_seen_and_not_done_is_forbidden_and_the_rest_is_not_found(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    with pytest.raises(Forbidden):
        door.admit(cast.actor("priti"), Act.CLOSE_CASE, case.reference, of=Case, at=AT)
    with pytest.raises(NotFound):
        door.admit(cast.actor("ruth"), Act.CLOSE_CASE, case.reference, of=Case, at=AT)


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


def test_closing_ends_the_shares_and_reopening_does_not_bring_them_back(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    cases.close_case(case, outcome="met", words="Settled.", family_words="We are glad.", by=cast.actor("amara"), at=AT)
    assert not sees(cast, "priti", case)
    cases.reopen_case(case, why="It came back.", by=cast.actor("amara"), at=AT)
    assert not sees(cast, "priti", case)


def test_explain_and_the_door_name_the_same_people(cast: Cast) -> None:
    case = stories.case(cast)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    told = {name for reason in door.explain(case) for name in reason.people}
    assert told == {cast.people[name].name for name in cast.people if sees(cast, name, case)}


def test_a_seat_elsewhere_lends_its_role_to_no_case_here(cast: Cast) -> None:
    case = stories.case(cast)
    before = door.can(cast.actor("amara"), case)
    Seat.objects.create(person=cast.people["amara"], agency=cast.merrow, role=Role.HEAD.value, starts_at=LONG_AGO)
    assert door.can(cast.actor("amara"), case) == before
    assert Act.CANCEL_SUSPENSION in door.can(cast.actor("colm"), case) - before
