"""The pages and letters of a managed move, and what they leave unsaid."""

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from agencies.acting.lives import LIVES, allows, leads_to
from agencies.acting.refusals import NotNow
from agencies.policy import Act
from agencies.references import new_reference
from agencies.trail.models import TrailEntry
from interventions.moves import actions
from interventions.moves.facts import Answer, consents
from interventions.moves.models import Move
from interventions.moves.pages import letters, move_page
from referrals import door
from tests import contacts, moves
from tests.browsing import browse, text
from tests.people import AT, Cast

pytestmark = pytest.mark.django_db
LATER = moves.LATER


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


def test_the_list_of_moves_leaves_a_line_of_what_it_showed(cast: Cast) -> None:
    with time_machine.travel(AT, tick=False):
        move = moves.accepted(cast)
        client = Client()
        client.force_login(cast.people["sandra"], backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.get("/moves/").status_code == 200
    line = TrailEntry.objects.get(subject_kind="move list")
    assert line.facts["shown"] == [move.reference]


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


def test_the_letters_warn_the_school_alone_of_a_safe_contact_while_another_has_one(cast: Cast) -> None:
    move = moves.proposed(cast)
    contacts.add(cast, name="Ewa Mensah", safe_contact="By the school nurse")
    warns = "Ewa Mensah has a safe contact. Look at what the other letters say of where the child is"
    shown = {who: text(browse(cast, who).get(f"/moves/{move.reference}/letter/")) for who in ("amara", "grace")}
    assert warns in shown["amara"].replace("<b>", "").replace("</b>", "").split("<article")[0]
    assert "safe contact" not in shown["grace"]
    move.consents.filter(name="Marek Hart").delete()
    assert "safe contact" not in text(browse(cast, "amara").get(f"/moves/{move.reference}/letter/"))
