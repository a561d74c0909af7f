"""Every row of the life cycle is reached by its act, and every other act refused."""

import itertools
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from agencies.acting.lives import LEADS_TO, ROWS, allows, leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.acting.rows import NEW
from agencies.people.models import Seat
from agencies.policy import Act
from referrals.entries.models import Entry
from referrals.shares.facts import share_state
from referrals.shares.models import CaseShare
from tests.acting.records import (
    DO,
    ELSEWHERE,
    KINDS,
    MOVES,
    STATES,
    states,
)
from tests.people import AT, Cast

pytestmark = pytest.mark.django_db
SAID: dict[tuple[str, str], str] = {
    ("concern", ""): "log_concern",
    ("concern", "noted"): "open_case join_concern dismiss_concern record_call hand_to_safeguarding answer_handed "
    "attach_to_concern add_to_concern withdraw_concern",
    ("concern", "withdrawn"): "record_call hand_to_safeguarding answer_handed",
    ("concern", "opened"): "record_call hand_to_safeguarding answer_handed attach_to_concern",
    ("concern", "joined"): "record_call hand_to_safeguarding answer_handed attach_to_concern",
    ("concern", "dismissed"): "record_call hand_to_safeguarding answer_handed",
    ("professional", ""): "add_professional",
    ("professional", "current"): "change_professional end_professional",
    ("professional", "ended"): "",
    ("link", ""): "link_family",
    ("link", "current"): "end_link",
    ("link", "ended"): "",
    ("contact", ""): "add_contact keep_contacts",
    ("contact", "current"): "change_contact restrict_contact end_contact keep_contacts take_systems_word",
    ("contact", "ended"): "",
    ("task", ""): "give_task",
    ("task", "open"): "assign_task finish_task return_task take_back_task",
    ("task", "done"): "",
    ("task", "returned"): "",
    ("task", "taken_back"): "",
    ("task", "over"): "",
    ("pupil", ""): "add_pupil keep_pupil take_roll",
    (
        "pupil",
        "known",
    ): "add_pupil keep_former_names keep_pupil plan_roll put_back_change record_pupil_fact roll_on take_roll",
    ("case", ""): "open_case",
    (
        "case",
        "open",
    ): "name_lead add_entry add_document record_family_told draft_referral share_case close_case "
    "propose_move refuse_request give_task take_record",
    ("case", "closed"): "reopen_case refuse_request take_record",
    ("entry", "plain"): "edit_entry move_entry restrict_entry",
    ("entry", "restricted"): "edit_entry move_entry unrestrict_entry",
    ("seat", ""): "",  # it begins a floor below, by an invitation
    ("seat", "live"): "change_role end_seat",
    ("seat", "ended"): "",
    ("referral", ""): "draft_referral",
    ("referral", "drafted"): "draft_referral send_referral withdraw_referral attach_to_referral",
    ("referral", "sent"): "acknowledge_referral return_referral accept_referral decline_referral redirect_referral "
    "withdraw_referral attach_to_referral",
    ("referral", "returned"): "answer_referral withdraw_referral attach_to_referral",
    ("referral", "accepted"): "record_first_contact",
    ("referral", "declined"): "dispute_decision answer_dispute",
    ("referral", "redirected"): "dispute_decision answer_dispute",
    ("referral", "withdrawn"): "",
    ("share", ""): "share_case",
    ("share", "offered"): "accept_share decline_share withdraw_share",
    ("share", "waits"): "agree_share refuse_share withdraw_share",
    ("share", "refused"): "",
    ("share", "to_begin"): "withdraw_share",
    (
        "share",
        "live",
    ): "withdraw_share finish_share answer_question extend_share narrow_share show_other_half widen_share",
    ("share", "ended"): "",
    ("share", "declined"): "",
    ("share", "withdrawn"): "",
    ("share", "replaced"): "",
}
"""The acts of each state, said a second time: a row too many or too few is a difference."""


def test_every_noun_with_a_life_is_walked_here_or_by_its_own_tests() -> None:
    assert {kind for kind, _, _ in LEADS_TO} == {*KINDS, *ELSEWHERE}


def test_the_table_says_what_was_agreed() -> None:
    assert {at: set(acts.split()) for at, acts in SAID.items()} == {
        (kind, state): {act.value for act in allows(kind, state)} for kind, state in SAID
    }
    assert {(kind, state) for kind in KINDS for state in states(kind) | {NEW}} <= set(SAID) | {("entry", NEW)}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_row_of_the_table_leads_nowhere(kind: str) -> None:
    for state, act in itertools.product(states(kind), Act):
        if (kind, state, act) in MOVES:
            assert set(leads_to(kind, state, act)) == MOVES[kind, state, act]
            assert act in allows(kind, state)
        else:
            assert act not in allows(kind, state)
            with pytest.raises(NotNow):
                leads_to(kind, state, act)


def test_what_an_act_opens_or_meets_is_a_duty_that_some_act_opens_and_some_act_meets() -> None:
    opened = {opening.rule for row in ROWS.values() for opening in (*row.opens, *row.may_open)}
    met = {rule for row in ROWS.values() for rule in row.meets | row.may_meet}
    assert met == opened
    for row in ROWS.values():
        for opening in (*row.opens, *row.may_open):
            meets = ROWS[opening.met_by]
            assert opening.rule in meets.meets | meets.may_meet, (row.act, opening)
    assert {rule for row in ROWS.values() for rule in row.stops} == {
        rule for row in ROWS.values() for rule in row.resumes
    }


SENT = {Act.KEEP_CONTACTS}
"""A whole list at once, which is answered alike whatever it does: tests/referrals/contacts/test_sending.py."""


def state_of(record: Any, at: datetime = AT) -> str:
    """The state as the database has it."""
    fresh = type(record).objects.get(pk=record.pk)
    if isinstance(fresh, CaseShare):
        return share_state(fresh, at)
    if isinstance(fresh, Entry):
        return "restricted" if fresh.is_restricted else "plain"
    if isinstance(fresh, Seat):
        return "ended" if fresh.ends_at and fresh.ends_at <= at else "live"
    return str(fresh.state)


def test_every_state_of_the_table_is_made_here() -> None:
    known = {(kind, state) for kind in KINDS if kind != "pupil" for state in states(kind)}
    assert set(STATES) == known | {("share", "ended")}  # no act leads to the end by date


@pytest.mark.parametrize(("kind", "state"), STATES)
def test_in_each_state_each_act_does_what_the_table_says_or_is_refused(cast: Cast, kind: str, state: str) -> None:
    made = STATES[kind, state](cast)
    assert state_of(made) == state
    for act in sorted({act for of, old, act in MOVES if of == kind and old != NEW} - SENT):
        record = type(made).objects.get(pk=made.pk)
        with transaction.atomic():
            if (kind, state, act) in MOVES:
                DO[act](cast, record)
                assert state_of(record) in MOVES[kind, state, act], act
            else:
                with pytest.raises(NotNow):
                    DO[act](cast, record)
            transaction.set_rollback(True)
        assert state_of(made) == state


MOVING = sorted(
    (k, old, act) for (k, old, act), new in MOVES.items() if old != NEW and new != {old} and act not in SENT
)


@pytest.mark.parametrize(("kind", "state", "act"), MOVING)
def test_of_two_who_read_the_same_state_one_is_told_that_the_other_was_first(
    cast: Cast, kind: str, state: str, act: Act
) -> None:
    record = STATES[kind, state](cast)
    first, second = (type(record).objects.get(pk=record.pk) for _ in range(2))
    DO[act](cast, first)
    after = state_of(record)
    with pytest.raises((NotNow, AlreadyDone)), transaction.atomic():
        DO[act](cast, second)
    assert state_of(record) == after in MOVES[kind, state, act]
