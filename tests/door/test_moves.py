"""Who sees a managed move, by the named cast, from the proposal to the admission."""

import pytest

from agencies.policy import Act, Level
from interventions.moves import actions
from interventions.moves.facts import MoveFacts
from interventions.moves.models import Move
from referrals import door
from referrals.cases.models import Case
from referrals.entries.models import Entry
from referrals.shares import actions as shares
from referrals.shares.models import CaseShare
from tests import moves, stories
from tests.people import AT, Cast, set_clock

pytestmark = pytest.mark.django_db


def test_after_admission_the_old_school_sees_neither_case_nor_move(cast: Cast) -> None:
    move = moves.admitted(cast)
    for name in ("amara", "colm"):
        assert not door.cases(cast.actor(name), Act.SEE_CASE).filter(pk=move.case_id).exists()
        assert not moves.sees(cast, name, move)
    assert door.cases(cast.actor("helen"), Act.SEE_CASE).filter(pk=move.case_id).exists()


def test_the_receiving_school_sees_the_offer_then_the_summary_and_no_more(cast: Cast) -> None:
    move = moves.proposed(cast)
    stories.entry(cast, move.case)
    farida = cast.actor("farida")
    assert not moves.sees(cast, "farida", move)
    assert not door.cases(farida, Act.SEE_CASE).exists()
    assert door.within(CaseShare, farida, Act.SEE_SHARE).get() == move.share
    shares.accept_share(move.share, by=farida, at=AT)
    assert moves.sees(cast, "farida", move)
    assert door.cases(farida, Act.SEE_CASE).get() == move.case
    assert move.share.level == Level.SUMMARY
    assert not door.within(Entry, farida, Act.SEE_ENTRY).exists()
    assert not door.cases(farida, Act.ADD_ENTRY).exists()
    assert {act for act in door.may_on_case(farida, move.case) if not act.startswith("see_")} <= {
        Act.ACCEPT_SHARE, Act.DECLINE_SHARE, Act.CONSENT_TO_MOVE, Act.CHECK_PLACE, Act.WITHDRAW_MOVE, Act.ADMIT_MOVE,
        Act.REVIEW_MOVE, Act.TELL_OF_MOVE,
    }  # fmt: skip
    for act in (Act.TELL_OF_MOVE, Act.RECORD_MOVE_TRANSFER):  # its own from the admission on, the other never
        assert not door.within(Move, farida, act).exists()
    set_clock(move.share.ends_at)
    assert not moves.sees(cast, "farida", move)
    assert not door.cases(farida, Act.SEE_CASE).exists()


def test_a_new_offer_does_not_open_an_earlier_move_that_ended(cast: Cast) -> None:
    first = moves.accepted(cast)
    actions.withdraw_move(first, party="parent", why="Not now.", by=cast.actor("amara"), at=AT)
    said = dict.fromkeys(("ehc_plan", "looked_after", "social_worker"), "no")
    who = ("Ewa Mensah",)
    facts = MoveFacts(cast.merrow, "More.", "He asks again.", who, "At school", AT.date(), moves.FREE, True, said)
    seat, by = cast.seat("amara"), cast.actor("amara")
    second = actions.propose_move(Case.objects.get(pk=first.case_id), facts, seat=seat, by=by, at=AT)
    shares.accept_share(second.share, by=cast.actor("farida"), at=AT)
    assert moves.sees(cast, "farida", second)
    assert not moves.sees(cast, "farida", first)


def test_the_council_sees_the_move_and_not_the_case(cast: Cast) -> None:
    move = moves.approved(cast)
    assert moves.sees(cast, "sandra", move)
    assert not moves.sees(cast, "far", move)
    assert not door.cases(cast.actor("sandra"), Act.SEE_CASE).exists()
    assert move.case.overseen_from is None
