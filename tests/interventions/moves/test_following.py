"""A managed move, its case and its share: what the one's end does to the other."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from agencies.acting.refusals import NotNow
from agencies.outbox.models import Letter
from agencies.policy import Level
from interventions.moves import actions
from interventions.moves.pages import move_page
from referrals import door
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.duties.models import Duty
from referrals.shares import actions as shares
from referrals.shares.models import CaseShare
from tests import moves
from tests.people import AT, Cast

pytestmark = pytest.mark.django_db
LATER = moves.LATER


def test_the_share_runs_twenty_school_days(cast: Cast) -> None:
    move = moves.proposed(cast)
    assert move.share.ends_at.date() == date(2027, 1, 7)


def close(cast: Cast, case: Case) -> None:
    cases.close_case(case, outcome="needs_met", words="Better.", family_words="Glad.", by=cast.actor("amara"), at=LATER)


@pytest.mark.parametrize("make", [moves.proposed, moves.agreed, moves.approved])
def test_a_case_with_a_move_under_way_is_not_closed_and_keeps_its_duties(cast: Cast, make: Any) -> None:
    """law.md 5.1: a case is not closed with something open on it."""
    move = make(cast)
    owed = Duty.objects.owed().count()
    with pytest.raises(NotNow, match=move.reference), transaction.atomic():
        close(cast, Case.objects.get(pk=move.case_id))
    assert Case.objects.get(pk=move.case_id).state == "open"
    assert Duty.objects.owed().count() == owed
    actions.withdraw_move(move, party="home_head", why="", by=cast.actor("colm"), at=LATER)
    close(cast, Case.objects.get(pk=move.case_id))
    assert Case.objects.get(pk=move.case_id).state == "closed"


def test_who_turns_the_summary_away_ends_the_move_and_the_proposer_is_told(cast: Cast) -> None:
    move = moves.proposed(cast)
    shares.decline_share(move.share, why="We are full.", by=cast.actor("farida"), at=LATER)
    move.refresh_from_db()
    assert (move.state, move.ended_party) == ("withdrawn", "receiving_school")
    assert "full" not in move.ended_why
    assert not Duty.objects.owed().filter(subject_kind="move").exists()
    assert not Duty.objects.owed().filter(share=move.share).exists()
    letter = Letter.objects.get(act="withdraw_move", subject_ref=move.reference)
    assert cast.people["amara"].pk in {seat.person_id for seat in door.audience(letter)}
    assert move_page(cast.actor("amara"), move, LATER).ended_party == "The receiving school"


def test_a_summary_taken_back_before_all_agreed_ends_the_move_and_after_that_does_not(cast: Cast) -> None:
    move = moves.heard(cast)
    shares.withdraw_share(move.share, why="Wrong school.", by=cast.actor("amara"), at=LATER)
    move.refresh_from_db()
    assert (move.state, move.ended_party) == ("withdrawn", "home_school")


def test_a_summary_taken_back_once_all_agreed_leaves_the_move(cast: Cast) -> None:
    move = moves.agreed(cast)
    shares.withdraw_share(move.share, why="They have read it.", by=cast.actor("amara"), at=LATER)
    move.refresh_from_db()
    assert move.state == "agreed"
    assert moves.sees(cast, "farida", move)


@pytest.mark.parametrize("until_on", [date(2026, 12, 14), date(2027, 1, 15)])
def test_a_summary_that_was_changed_closes_with_the_move_too(cast: Cast, until_on: date) -> None:
    move = moves.heard(cast)
    asked: dict[str, Any] = {"until_on": until_on, "why": "They asked.", "by": cast.actor("amara"), "at": AT}
    if until_on > date(2027, 1, 1):
        shares.extend_share(move.share, **asked)
    else:
        shares.narrow_share(move.share, level=Level.SUMMARY, sections=(), **asked)
    move.refresh_from_db()
    actions.withdraw_move(move, party="parent", why="", by=cast.actor("amara"), at=LATER)
    assert not CaseShare.objects.live(LATER).filter(agency=cast.merrow).exists()
