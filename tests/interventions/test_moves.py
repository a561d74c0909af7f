"""A managed move: who must agree, when it is agreed, who may approve, until when it may end; what admission does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from agencies.acting.lives import LIVES, allows, leads_to
from agencies.acting.refusals import NotNow
from agencies.outbox.models import Letter
from agencies.people.models import Seat
from agencies.policy import Act, Level, Role
from agencies.references import new_reference
from agencies.schoolday import local_day
from agencies.trail.models import TrailEntry
from interventions.moves import actions
from interventions.moves.access import parties_of
from interventions.moves.facts import Answer, MoveFacts, ask_everyone, consents
from interventions.moves.forms import Place
from interventions.moves.models import Consent, Move
from interventions.moves.pages import letters, move_page
from interventions.moves.states import ALWAYS, Party, parties_needed
from referrals import door
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from referrals.pupils import actions as pupils
from referrals.pupils.models import Enrolment, PupilFact
from referrals.shares import actions as shares
from referrals.shares.models import CaseShare
from tests import moves, stories
from tests.people import AT, LONG_AGO, Cast, make_cast, set_clock

pytestmark = pytest.mark.django_db
LATER = moves.LATER


@pytest.fixture
def cast() -> Cast:
    set_clock(AT)
    return make_cast()


def sees(cast: Cast, name: str, move: Move) -> bool:
    return door.within(Move, cast.actor(name), Act.SEE_MOVE).filter(pk=move.pk).exists()


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
    assert set(parties_needed(held)) == set(ALWAYS) | more


def test_each_party_is_asked_and_the_duties_open(cast: Cast) -> None:
    move = moves.proposed(cast)
    assert sorted(move.consents.values_list("party", flat=True)) == sorted([*ALWAYS, "parent"])
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


@pytest.mark.parametrize("party", list(ALWAYS), ids=str)
def test_any_no_ends_it_and_the_summary_closes(cast: Cast, party: Party) -> None:
    move = moves.heard(cast)
    row = next(row for row in consents(move, AT) if row.party == party)
    moves.answer(cast, move, row, "no")
    assert (move.state, move.ended_party) == ("refused", party)
    assert CaseShare.objects.get(pk=move.share_id).withdrawn_at is not None
    assert not Duty.objects.owed().filter(subject_kind="move").exists()
    assert not sees(cast, "farida", move)


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


def approve(cast: Cast, move: Move, by: str = "sandra", at: Any = LATER, on: date = moves.FIRST_DAY) -> None:
    actions.approve_move(move, starts_on=on, why="He wants it.", by=cast.actor(by), at=at)


def test_the_approver_is_not_the_proposer_and_the_database_holds_it(cast: Cast) -> None:
    Seat.objects.create(
        person=cast.people["amara"], agency=cast.council, role=Role.COUNCIL_OFFICER.value, starts_at=LONG_AGO
    )
    move = moves.checked(cast)
    with pytest.raises(NotNow, match="did not propose"):
        approve(cast, move, "amara")
    assert Move.objects.get(pk=move.pk).state == "agreed"
    approve(cast, move)
    with pytest.raises(IntegrityError), transaction.atomic():
        Move.objects.filter(pk=move.pk).update(approved_by=cast.people["amara"])


def test_nobody_approves_before_the_second_check_of_the_place(cast: Cast) -> None:
    move = moves.agreed(cast)
    with pytest.raises(NotNow, match="checked again"):
        approve(cast, move)
    actions.check_place(move, moves.QUEUED, by=cast.actor("grace"), at=LATER)
    with pytest.raises(NotNow, match="lawful"):
        approve(cast, move)
    actions.check_place(move, moves.FREE, by=cast.actor("grace"), at=LATER)
    approve(cast, move)
    assert list(move.checks.order_by("id").values_list("stage", "ground")) == [
        ("proposal", "nobody"), ("approval", "none"), ("approval", "nobody"),
    ]  # fmt: skip


def test_nobody_approves_while_a_parent_may_think_again(cast: Cast) -> None:
    move = moves.agreed(cast)
    wednesday = AT + timedelta(days=2)  # the second school day after Monday still counts
    actions.check_place(move, moves.FREE, by=cast.actor("grace"), at=wednesday)
    with pytest.raises(NotNow, match="think again"):
        approve(cast, move, at=wednesday)
    approve(cast, move, at=wednesday + timedelta(days=1))


def test_nobody_approves_unless_the_pupil_was_heard(cast: Cast) -> None:
    move = moves.accepted(cast)
    for row in consents(move, AT):
        moves.answer(cast, move, row)
    actions.check_place(move, moves.FREE, by=cast.actor("grace"), at=LATER)
    with pytest.raises(NotNow, match="was heard"):
        approve(cast, move)


def test_a_new_plan_asks_the_council_before_anybody_approves(cast: Cast) -> None:
    move = moves.checked(cast)
    plan = {"kind": "ehc_plan", "starts_on": date(2026, 11, 24), "ends_on": None, "words": ""}
    pupils.record_pupil_fact(cast.kofi, **plan, by=cast.actor("amara"), at=LATER)
    with pytest.raises(NotNow, match="Everyone agrees"):
        approve(cast, move)
    row = next(row for row in consents(move, LATER) if row.party == "council")
    moves.answer(cast, move, row, at=LATER)
    approve(cast, move)
    assert move.state == "approved"


@pytest.mark.parametrize("on", [date(2026, 12, 5), date(2026, 12, 1), date(2026, 12, 25)])
def test_the_first_day_is_a_school_day_to_come(cast: Cast, on: date) -> None:
    with pytest.raises(NotNow, match="school day"):
        approve(cast, moves.checked(cast), on=on)


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
        approve(cast, move, at=again)


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


@pytest.mark.parametrize("make", [moves.heard, moves.agreed, moves.approved])
def test_any_party_may_withdraw_until_the_pupil_is_on_the_new_roll(cast: Cast, make: Any) -> None:
    """law.md 10, G12: then admission is refused and the pupil stays at home."""
    move = make(cast)
    actions.withdraw_move(move, party="parent", why="", by=cast.actor("amara"), at=LATER)
    assert move.state == "withdrawn"
    with pytest.raises(NotNow):
        actions.admit_move(move, on=moves.FIRST_DAY, by=cast.actor("farida"), at=LATER + timedelta(days=6))
    assert Enrolment.objects.get(pupil=cast.kofi).school == cast.alder


def test_after_admission_nobody_withdraws(cast: Cast) -> None:
    move = moves.admitted(cast)
    with pytest.raises(NotNow, match="already on the new roll"):
        actions.withdraw_move(move, party="parent", why="", by=cast.actor("farida"), at=LATER)


def test_admission_moves_the_roll_on_one_day_and_hands_the_case_over(cast: Cast) -> None:
    move = moves.approved(cast)
    case = move.case
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=LATER)
    share = stories.shared(cast, case, at=LATER)
    owed_before = set(Duty.objects.owed().filter(agency=cast.alder).values_list("rule", flat=True))
    assert "tell_family" in owed_before
    day = LATER + timedelta(days=6)
    actions.admit_move(move, on=moves.FIRST_DAY, by=cast.actor("farida"), at=day)
    old, new = Enrolment.objects.filter(pupil=cast.kofi).order_by("starts_on")
    assert (old.school, old.ends_on + timedelta(1)) == (cast.alder, new.starts_on)
    assert (new.school, new.starts_on, new.ends_on) == (cast.merrow, moves.FIRST_DAY, None)
    case = Case.objects.get(pk=case.pk)
    assert (case.school, case.lead) == (cast.merrow, None)
    assert CaseShare.objects.get(pk=share.pk).withdrawn_at == day
    assert not Duty.objects.owed().filter(agency=cast.alder).exists()
    owed = dict(Duty.objects.owed().filter(agency=cast.merrow).values_list("rule", "due_on"))
    assert {"name_lead", "tell_family", "settle_6", "settle_12"} == set(owed)
    assert owed["settle_6"] == date(2027, 2, 2)  # 30 school days after 7 December: 9 in December, 21 from 5 January
    assert "CAMHS" in move_page(cast.actor("farida", day), move, day).again


def test_after_admission_the_old_school_sees_neither_case_nor_move(cast: Cast) -> None:
    move = moves.admitted(cast)
    for name in ("amara", "colm"):
        assert not door.cases(cast.actor(name), Act.SEE_CASE).filter(pk=move.case_id).exists()
        assert not sees(cast, name, move)
    assert door.cases(cast.actor("helen"), Act.SEE_CASE).filter(pk=move.case_id).exists()


def test_it_is_not_admitted_before_the_day_agreed_or_ahead_of_time(cast: Cast) -> None:
    move = moves.approved(cast)
    for on in (date(2026, 12, 4), date(2026, 12, 8)):
        with pytest.raises(NotNow, match="the day"):
            actions.admit_move(move, on=on, by=cast.actor("farida"), at=LATER + timedelta(days=6))


def test_two_reviews_complete_it(cast: Cast) -> None:
    move = moves.admitted(cast)
    for state, left in (("admitted", {"settle_12"}), ("settled", set())):
        actions.review_move(move, words=f"Well: {state}", pupil_words="", by=cast.actor("farida"), at=LATER)
        assert move.state == state
        assert set(Duty.objects.owed().filter(subject_kind="move").values_list("rule", flat=True)) == left


def test_the_receiving_school_sees_the_offer_then_the_summary_and_no_more(cast: Cast) -> None:
    move = moves.proposed(cast)
    stories.entry(cast, move.case)
    farida = cast.actor("farida")
    assert not sees(cast, "farida", move)
    assert not door.cases(farida, Act.SEE_CASE).exists()
    assert door.within(CaseShare, farida, Act.SEE_SHARE).get() == move.share
    shares.accept_share(move.share, by=farida, at=AT)
    assert sees(cast, "farida", move)
    assert door.cases(farida, Act.SEE_CASE).get() == move.case
    assert move.share.level == Level.SUMMARY
    assert not door.within(Entry, farida, Act.SEE_ENTRY).exists()
    assert not door.cases(farida, Act.ADD_ENTRY).exists()
    assert {act for act in door.can(farida, move.case) if not act.startswith("see_")} <= {
        Act.ACCEPT_SHARE, Act.CONSENT_TO_MOVE, Act.CHECK_PLACE, Act.WITHDRAW_MOVE, Act.ADMIT_MOVE, Act.REVIEW_MOVE,
    }  # fmt: skip
    set_clock(move.share.ends_at)
    assert not sees(cast, "farida", move)
    assert not door.cases(farida, Act.SEE_CASE).exists()


def test_a_new_offer_does_not_open_an_earlier_move_that_ended(cast: Cast) -> None:
    first = moves.accepted(cast)
    actions.withdraw_move(first, party="parent", why="Not now.", by=cast.actor("amara"), at=AT)
    facts = MoveFacts(cast.merrow, "More.", "He asks again.", ("Ewa Mensah",), "At school", AT.date(), moves.FREE)
    seat, by = cast.seat("amara"), cast.actor("amara")
    second = actions.propose_move(Case.objects.get(pk=first.case_id), facts, seat=seat, by=by, at=AT)
    shares.accept_share(second.share, by=cast.actor("farida"), at=AT)
    assert sees(cast, "farida", second)
    assert not sees(cast, "farida", first)


def test_the_share_runs_twenty_school_days(cast: Cast) -> None:
    move = moves.proposed(cast)
    assert move.share.ends_at.date() == date(2027, 1, 7)


def test_the_council_sees_the_move_and_not_the_case(cast: Cast) -> None:
    move = moves.approved(cast)
    assert sees(cast, "sandra", move)
    assert not sees(cast, "far", move)
    assert not door.cases(cast.actor("sandra"), Act.SEE_CASE).exists()
    assert move.case.overseen_from is None


@pytest.mark.parametrize(
    ("name", "parties"),
    [
        ("amara", {Party.PARENT}),
        ("colm", {Party.PARENT, Party.HOME_HEAD}),
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


def test_what_is_hidden_is_like_what_never_was(cast: Cast) -> None:
    move = moves.accepted(cast)
    for reference in (move.reference, new_reference()):
        with pytest.raises(Exception, match="Not found"):
            door.admit(cast.actor("tom"), Act.SEE_MOVE, reference, of=Move, at=AT)


@pytest.mark.parametrize("state", ["proposed", "agreed", "approved", "refused", "withdrawn", "admitted", "settled"])
def test_each_state_has_its_sentence(state: str) -> None:
    forbidden = {row.act for row in LIVES["move"].rows} - allows("move", state)
    for act in forbidden:
        with pytest.raises(NotNow):
            leads_to("move", state, act)


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


def test_the_list_of_moves_leaves_a_line_of_what_it_showed(cast: Cast) -> None:
    with time_machine.travel(AT, tick=False):
        move = moves.accepted(cast)
        client = Client()
        client.force_login(cast.people["sandra"], backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.get("/moves/").status_code == 200
    line = TrailEntry.objects.get(subject_kind="move list")
    assert line.facts["shown"] == [move.reference]


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
    assert cast.people["amara"].pk in set(door.audience(letter).values_list("person_id", flat=True))
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
    assert sees(cast, "farida", move)


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


def test_who_left_the_old_roll_by_another_way_is_neither_approved_nor_admitted(cast: Cast) -> None:
    move = moves.approved(cast)
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=LATER.date())
    with pytest.raises(NotNow, match="another way"):
        actions.admit_move(move, on=moves.FIRST_DAY, by=cast.actor("farida"), at=LATER + timedelta(days=6))


def test_nobody_approves_for_a_pupil_who_has_left(cast: Cast) -> None:
    move = moves.checked(cast)
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=AT.date())
    with pytest.raises(NotNow, match="on the roll"):
        approve(cast, move)


def test_what_happened_stands_newest_first_with_who_did_it(cast: Cast) -> None:
    move = moves.approved(cast)
    shown = [(step.title, step.by) for step in move_page(cast.actor("sandra"), move, LATER).so_far]
    assert shown[:3] == [
        ("Approved", "Sandra Pell"),
        ("Place checked again", "Grace Holt"),
        ("Everyone had agreed", ""),
    ]
    assert shown[-3:] == [
        ("Place checked", "Amara Adeyemi"), ("Kofi was heard", "Amara Adeyemi"),
        ("Proposed", "Amara Adeyemi, Alder Hythe School"),
    ]  # fmt: skip


def test_the_receiving_school_reads_no_words_of_the_family_in_what_happened(cast: Cast) -> None:
    move = moves.heard(cast)
    row = next(row for row in consents(move, AT) if row.party == "parent")
    given = Answer(row, "yes", AT.date(), how="signed", words="If the bus is sorted.", statement_shown=True)
    actions.consent_to_move(move, given, by=cast.actor("amara"), at=AT)
    told = " ".join(f"{step.title} {step.words}" for step in move_page(cast.actor("farida"), move, AT).so_far)
    assert "bus" not in told
    assert "textiles" not in told


def test_a_letter_to_one_parent_tells_nothing_of_what_the_other_said(cast: Cast) -> None:
    """And who wrote it down has not decided it."""
    move = moves.heard(cast)
    actions.withdraw_move(move, party="parent", why="He was pressed.", by=cast.actor("amara"), at=AT)
    letter = letters(move, AT)
    assert (letter.ended_why, letter.decided_by) == ("", "One of those who had to agree")


def test_the_letter_names_who_decided_and_not_who_wrote_it_down(cast: Cast) -> None:
    move = moves.agreed(cast)
    with transaction.atomic():
        actions.refuse_move(move, why="The bus takes two hours.", by=cast.actor("sandra"), at=LATER)
        letter = letters(move, LATER)
        assert (letter.ended_why, letter.decided_by) == (
            "The bus takes two hours.",
            "Sandra Pell, for the council",
        )
        transaction.set_rollback(True)
    move = Move.objects.get(pk=move.pk)
    actions.withdraw_move(move, party="home_head", why="", by=cast.actor("colm"), at=LATER)
    assert letters(move, LATER).decided_by == "The home school’s head"
