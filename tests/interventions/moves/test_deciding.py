"""A managed move: who may approve it and when, and until when any party may withdraw."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from agencies.acting.refusals import NotNow
from agencies.people.models import Seat
from agencies.policy import Role
from interventions.moves import actions
from interventions.moves.facts import consents
from interventions.moves.models import Move
from referrals.pupils import actions as pupils
from referrals.pupils.models import Enrolment
from tests import moves
from tests.people import AT, LONG_AGO, Cast

pytestmark = pytest.mark.django_db
LATER = moves.LATER


def test_the_approver_is_not_the_proposer_and_the_database_holds_it(cast: Cast) -> None:
    Seat.objects.create(
        person=cast.people["amara"], agency=cast.council, role=Role.COUNCIL_OFFICER.value, starts_at=LONG_AGO
    )
    move = moves.checked(cast)
    with pytest.raises(NotNow, match="did not propose"):
        moves.approve(cast, move, "amara")
    assert Move.objects.get(pk=move.pk).state == "agreed"
    moves.approve(cast, move)
    with pytest.raises(IntegrityError), transaction.atomic():
        Move.objects.filter(pk=move.pk).update(approved_by=cast.people["amara"])


def test_nobody_approves_before_the_second_check_of_the_place(cast: Cast) -> None:
    move = moves.agreed(cast)
    with pytest.raises(NotNow, match="checked again"):
        moves.approve(cast, move)
    actions.check_place(move, moves.QUEUED, by=cast.actor("grace"), at=LATER)
    with pytest.raises(NotNow, match="lawful"):
        moves.approve(cast, move)
    actions.check_place(move, moves.FREE, by=cast.actor("grace"), at=LATER)
    moves.approve(cast, move)
    assert list(move.checks.order_by("id").values_list("stage", "ground")) == [
        ("proposal", "nobody"), ("approval", "none"), ("approval", "nobody"),
    ]  # fmt: skip


def test_nobody_approves_while_a_parent_may_think_again(cast: Cast) -> None:
    move = moves.agreed(cast)
    wednesday = AT + timedelta(days=2)  # the second school day after Monday still counts
    actions.check_place(move, moves.FREE, by=cast.actor("grace"), at=wednesday)
    with pytest.raises(NotNow, match="think again"):
        moves.approve(cast, move, at=wednesday)
    moves.approve(cast, move, at=wednesday + timedelta(days=1))


def test_nobody_approves_unless_the_pupil_was_heard(cast: Cast) -> None:
    move = moves.accepted(cast)
    for row in consents(move, AT):
        moves.answer(cast, move, row)
    actions.check_place(move, moves.FREE, by=cast.actor("grace"), at=LATER)
    with pytest.raises(NotNow, match="was heard"):
        moves.approve(cast, move)


def test_a_new_plan_asks_the_council_before_anybody_approves(cast: Cast) -> None:
    move = moves.checked(cast)
    plan = {"kind": "ehc_plan", "starts_on": date(2026, 11, 24), "ends_on": None, "words": ""}
    pupils.record_pupil_fact(cast.kofi, **plan, by=cast.actor("amara"), at=LATER)
    with pytest.raises(NotNow, match="Everyone agrees"):
        moves.approve(cast, move)
    row = next(row for row in consents(move, LATER) if row.party == "council")
    moves.answer(cast, move, row, at=LATER)
    moves.approve(cast, move)
    assert move.state == "approved"


@pytest.mark.parametrize("on", [date(2026, 12, 5), date(2026, 12, 1), date(2026, 12, 25)])
def test_the_first_day_is_a_school_day_to_come(cast: Cast, on: date) -> None:
    with pytest.raises(NotNow, match="school day"):
        moves.approve(cast, moves.checked(cast), on=on)


@pytest.mark.parametrize("make", [moves.heard, moves.agreed, moves.approved])
def test_any_party_may_withdraw_until_the_pupil_is_on_the_new_roll(cast: Cast, make: Any) -> None:
    """law.md 10, G12: then admission is refused and the pupil stays at home."""
    move = make(cast)
    actions.withdraw_move(move, party="parent", why="", by=cast.actor("amara"), at=LATER)
    assert move.state == "withdrawn"
    with pytest.raises(NotNow):
        actions.admit_move(move, on=moves.FIRST_DAY, by=cast.actor("farida"), at=LATER + timedelta(days=6))
    assert Enrolment.objects.get(pupil=cast.kofi).school == cast.alder


def test_who_left_the_old_roll_by_another_way_is_neither_approved_nor_admitted(cast: Cast) -> None:
    move = moves.approved(cast)
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=LATER.date())
    with pytest.raises(NotNow, match="another way"):
        actions.admit_move(move, on=moves.FIRST_DAY, by=cast.actor("farida"), at=LATER + timedelta(days=6))


def test_nobody_approves_for_a_pupil_who_has_left(cast: Cast) -> None:
    move = moves.checked(cast)
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=AT.date())
    with pytest.raises(NotNow, match="on the roll"):
        moves.approve(cast, move)
