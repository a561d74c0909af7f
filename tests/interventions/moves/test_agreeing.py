"""A managed move: who must agree, and when it is agreed."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from agencies.acting.refusals import NotNow
from agencies.policy import Act
from agencies.schoolday import local_day
from interventions.moves import actions
from interventions.moves.access import parties_of
from interventions.moves.facts import Answer, ask_everyone, consents
from interventions.moves.forms import Place
from interventions.moves.models import Consent, Move
from interventions.moves.states import BOTH_SCHOOLS, Party, parties_needed
from referrals import door
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from referrals.pupils.models import PupilFact
from referrals.shares.models import CaseShare
from tests import moves
from tests.people import AT, Cast, set_clock

pytestmark = pytest.mark.django_db
LATER = moves.LATER


@pytest.mark.parametrize(
    ("held", "more"),
    [
        ((), set()),
        (("ehc_plan",), {Party.COUNCIL}),
        (("looked_after",), {Party.VIRTUAL_HEAD}),
        (("previously_looked_after", "social_worker"), set()),
        (("looked_after", "ehc_plan"), {Party.COUNCIL, Party.VIRTUAL_HEAD}),
    ],
)
def test_who_must_agree_follows_from_the_facts(held: tuple[str, ...], more: set[Party]) -> None:
    for is_adult, family in ((False, Party.PARENT), (True, Party.PUPIL)):
        assert set(parties_needed(held, is_adult=is_adult)) == {family, *BOTH_SCHOOLS} | more


def test_each_party_is_asked_and_the_duties_open(cast: Cast) -> None:
    move = moves.proposed(cast)
    assert sorted(move.consents.values_list("party", flat=True)) == sorted(["parent", "parent", *BOTH_SCHOOLS])
    owed = dict(Duty.objects.owed().filter(subject_kind="move").values_list("rule", "due_on"))
    assert owed == dict.fromkeys(("hear_pupil", "agree_move", "answer_move"), date(2026, 12, 1))


def test_a_queue_is_not_jumped(cast: Cast) -> None:
    with pytest.raises(NotNow, match="queue"):
        moves.proposed(cast, place=moves.QUEUED)


@pytest.mark.parametrize(
    ("taken", "ground", "fits"),
    [("239", "nobody", True), ("240", "nobody", False), ("241", "first", False), ("240", "none", True)],
)
def test_no_place_is_free_where_all_are_taken(taken: str, ground: str, fits: bool) -> None:
    form = Place({"places": "240", "taken": taken, "ground": ground, "asked_whom": "Admissions"})
    assert (form.is_valid(), "ground" in form.errors) == (fits, not fits)


def test_agreed_follows_from_the_last_yes_alone(cast: Cast) -> None:
    move = moves.heard(cast)
    rows = consents(move, AT)
    for row in rows[:-1]:
        moves.answer(cast, move, row)
        assert move.state == "proposed"
    moves.answer(cast, move, rows[-1])
    assert move.state == "agreed"
    assert Duty.objects.owed().get(rule="decide_move").due_on == date(2026, 11, 30)


@pytest.mark.parametrize("party", [Party.PARENT, *BOTH_SCHOOLS], ids=str)
def test_any_no_ends_it_and_the_summary_closes(cast: Cast, party: Party) -> None:
    move = moves.heard(cast)
    row = next(row for row in consents(move, AT) if row.party == party)
    moves.answer(cast, move, row, "no")
    assert (move.state, move.ended_party) == ("refused", party)
    assert CaseShare.objects.get(pk=move.share_id).withdrawn_at is not None
    assert not Duty.objects.owed().filter(subject_kind="move").exists()
    assert not moves.sees(cast, "farida", move)


def test_a_parent_has_read_that_they_may_say_no_and_the_database_holds_it(cast: Cast) -> None:
    move = moves.heard(cast)
    row = next(row for row in consents(move, AT) if row.party == "parent")
    with pytest.raises(NotNow, match="You may say no"):
        moves.answer(cast, move, row, shown=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=row.pk).update(answer="yes", recorded_at=AT, recorded_by=cast.people["amara"])


def test_no_answer_is_older_than_the_proposal(cast: Cast) -> None:
    move = moves.heard(cast)
    row = next(row for row in consents(move, AT) if row.party == "parent")
    friday = local_day(AT) - timedelta(days=3)
    given = Answer(row, "yes", friday, how="signed", statement_shown=True)
    with pytest.raises(NotNow, match="before the move was proposed"):
        actions.consent_to_move(move, given, by=cast.actor("amara"), at=AT)
    typed = {"consent": str(row.pk), "answer": "yes", "how": "signed", "statement_shown": "on"}
    page, client = f"/moves/{move.reference}/consent-to-move/", Client()
    client.force_login(cast.people["amara"], backend="allauth.account.auth_backends.AuthenticationBackend")
    with time_machine.travel(AT, tick=False):
        early = client.post(page, typed | {"answered_on": "20 11 2026"})
        assert early.status_code == 422
        assert 'href="#id_answered_on"' in early.content.decode()
        assert client.post(page, typed | {"answered_on": "23 11 2026"}).status_code == 302
    assert Consent.objects.get(pk=row.pk).think_until_on == date(2026, 11, 25)


def test_an_answer_is_recorded_once(cast: Cast) -> None:
    move = moves.heard(cast)
    row = consents(move, AT)[0]
    moves.answer(cast, move, row)
    with pytest.raises(NotNow, match="already recorded"):
        moves.answer(cast, move, row, "no")


def test_a_return_asks_both_heads_again_and_the_place_is_checked_again(cast: Cast) -> None:
    move = moves.checked(cast)
    actions.return_move(move, question="How does he get there?", by=cast.actor("sandra"), at=LATER)
    assert move.state == "proposed"
    assert not Duty.objects.owed().filter(rule="decide_move").exists()
    open_rows = [row for row in consents(move, LATER) if not row.answer]
    assert {row.party for row in open_rows} == {"home_head", "receiving_head"}
    again = LATER + timedelta(hours=1)
    for row in open_rows:
        moves.answer(cast, move, row, at=again)
    assert move.state == "agreed"
    with pytest.raises(NotNow, match="checked again"):
        moves.approve(cast, move, at=again)


def test_who_is_asked_again_after_the_share_has_run_out_can_answer(cast: Cast) -> None:
    move, far = moves.agreed(cast), AT + timedelta(days=60)
    set_clock(far)
    assert door_of(cast, "farida", move, far)
    actions.return_move(move, question="Is the form tutor still ready?", by=cast.actor("sandra"), at=far)
    assert door_of(cast, "farida", move, far)
    duty = Duty.objects.owed().get(subject_kind="move", subject_ref=move.reference, rule="answer_move")
    assert door.within(Duty, cast.actor("farida", far), Act.SEE_CASE, far).filter(pk=duty.pk).exists()
    row = next(row for row in consents(move, far) if row.party == "receiving_head")
    given = Answer(row, "yes", local_day(far), how="signed")
    actions.consent_to_move(move, given, by=cast.actor("farida", far), at=far)
    assert Consent.objects.get(pk=row.pk).answer == "yes"


def door_of(cast: Cast, name: str, move: Move, at: Any) -> bool:
    return door.within(Move, cast.actor(name, at), Act.CONSENT_TO_MOVE, at).filter(pk=move.pk).exists()


def test_a_second_hearing_loses_nothing_of_the_first(cast: Cast) -> None:
    move = moves.heard(cast)
    actions.hear_pupil(
        move, by_whom="Mr Bell", words="I am not so sure.", on=local_day(AT), by=cast.actor("amara"), at=AT
    )
    said = Entry.objects.filter(case=move.case, kind="voice").order_by("id").values_list("told_by", "text")
    assert list(said) == [("Ms Harrow", "I could do textiles."), ("Mr Bell", "I am not so sure.")]
    assert Move.objects.get(pk=move.pk).heard_words == "I am not so sure."


@pytest.mark.parametrize(
    ("name", "parties"),
    [
        ("amara", {Party.PARENT, Party.PUPIL}),
        ("colm", {Party.PARENT, Party.PUPIL, Party.HOME_HEAD}),
        ("helen", set()),
        ("farida", {Party.RECEIVING_HEAD, Party.ADMISSION_AUTHORITY}),
        ("sandra", {Party.ADMISSION_AUTHORITY, Party.COUNCIL, Party.VIRTUAL_HEAD}),
        ("far", set()),
        ("tom", set()),
    ],
)
def test_whose_answers_each_may_write_down(cast: Cast, name: str, parties: set[Party]) -> None:
    move = moves.accepted(cast)
    assert parties_of(cast.actor(name), move) == parties


def test_a_new_fact_asks_another_party_and_reading_it_writes_nothing(cast: Cast) -> None:
    move = moves.accepted(cast)
    before = Consent.objects.count()
    PupilFact.objects.create(
        pupil=move.pupil, kind="looked_after", starts_on=AT.date(), recorded_at=AT, recorded_by=cast.people["amara"]
    )
    asked = consents(move, AT)
    assert Party.VIRTUAL_HEAD in {row.party for row in asked}
    assert Consent.objects.count() == before
    ask_everyone(move, AT)
    assert Consent.objects.count() == before + 1
