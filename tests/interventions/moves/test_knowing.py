"""What is asked before a move, what comes later, who is told of each step, and the pupil who is 18."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.schoolday import local_day
from interventions.moves import actions
from interventions.moves.facts import Telling, consents
from interventions.moves.forms import ApproveMove, ConsentToMove, RefuseMove
from interventions.moves.models import Move
from interventions.moves.pages import letters, move_page
from interventions.moves.states import Party
from referrals.arrivals.actions import TransferFacts
from referrals.arrivals.states import Sending
from referrals.duties.models import Duty
from referrals.pupils.actions import record_pupil_fact
from tests import moves, stories
from tests.browsing import browse, text
from tests.journeys.test_move import PROPOSAL
from tests.people import AT, Cast, set_clock

pytestmark = pytest.mark.django_db
LATER = moves.LATER
BEFORE = LATER + timedelta(days=1)
ON_DAY = LATER + timedelta(days=6)
GROWN = date(2008, 11, 20)


def learn(cast: Cast, kind: str, at: Any, **more: Any) -> None:
    given = {"starts_on": local_day(at), "ends_on": None, "words": "", **more}
    record_pupil_fact(cast.kofi, kind=kind, by=cast.actor("amara"), at=at, **given)


def owed(*rules: str) -> set[str]:
    found = Duty.objects.owed().filter(subject_kind="move")
    return set((found.filter(rule__in=rules) if rules else found).values_list("rule", flat=True))


def tell(cast: Cast, move: Move, who: str, at: Any, by: str = "amara", **more: Any) -> None:
    given = Telling(who, "Jo Bright", "by telephone", more.pop("told_on", local_day(at)), more.pop("of", move.state))
    actions.tell_of_move(move, given, by=cast.actor(by), at=at)


def test_nothing_is_proposed_before_plan_care_and_social_worker_were_asked(cast: Cast) -> None:
    case = stories.case(cast)
    with pytest.raises(NotNow, match="Ask first"):
        moves.proposed(cast, case, answers={"ehc_plan": "no", "looked_after": "no"})
    learn(cast, "looked_after", AT)
    with time_machine.travel(AT, tick=False):
        client, url = browse(cast, "amara"), reverse("propose_move", args=[case.reference])
        page = text(client.get(url))
        assert "On record: looked after by a council." in page
        assert "None recorded of what follows" in page
        assert "Is the pupil looked after by a council?" not in page
        sent = {**PROPOSAL, "school": cast.merrow.reference, "ehc_plan": "yes", "social_worker": ""}
        refused = client.post(url, sent)
        assert (refused.status_code, Move.objects.count()) == (422, 0)
        assert "Has the pupil a social worker?” Ask first" in text(refused)
        assert client.post(url, {**sent, "social_worker": "no"}).status_code == 302
    move = Move.objects.get()
    assert set(cast.kofi.facts.values_list("kind", flat=True)) == {"looked_after", "ehc_plan"}
    assert move.asked["social_worker"] == {"said": "no", "by": "Amara Adeyemi", "on": "2026-11-23"}
    assert {Party.COUNCIL, Party.VIRTUAL_HEAD} <= set(move.consents.values_list("party", flat=True))
    assert owed("answer_for_council", "tell_move_virtual_head", "tell_move_social_worker") == {
        "answer_for_council",
        "tell_move_virtual_head",
    }


def test_a_page_says_none_recorded_until_somebody_was_asked(cast: Cast) -> None:
    move = moves.accepted(cast)
    page = move_page(cast.actor("amara"), move, AT)
    assert ("Council SEN team", "No EHC plan: Amara Adeyemi asked, Mon 23 Nov") in page.not_needed
    assert page.told[0].lines == ["No social worker: Amara Adeyemi asked, Mon 23 Nov"]
    move.asked = {}  # proposed before it was asked
    page = move_page(cast.actor("amara"), move, AT)
    assert ("Council SEN team", "None recorded: no EHC plan is known here") in page.not_needed
    assert page.told[0].lines == ["None recorded: no social worker is known here"]
    assert move_page(cast.actor("farida"), move, AT).told == []


@pytest.mark.parametrize(("kind", "party"), [("ehc_plan", Party.COUNCIL), ("looked_after", Party.VIRTUAL_HEAD)])
def test_a_later_fact_asks_its_party_before_approval_and_before_admission(cast: Cast, kind: str, party: Party) -> None:
    move = moves.checked(cast)
    learn(cast, kind, LATER)
    assert owed("answer_for_council") == {"answer_for_council"}
    with pytest.raises(NotNow, match="Everyone agrees"):
        moves.approve(cast, move)
    row = next(row for row in consents(move, LATER) if row.party == party)
    moves.answer(cast, move, row, at=LATER)
    assert (move.state, owed("answer_for_council")) == ("agreed", set())
    moves.approve(cast, move)
    learn(cast, kind, BEFORE)  # another plan, or other care: what was said of the first says nothing of it
    assert Move.objects.get(pk=move.pk).consents.get(party=party).answer == ""
    assert owed("answer_for_council") == {"answer_for_council"}
    assert "admit_move" not in move_page(cast.actor("farida"), move, ON_DAY).can
    with pytest.raises(NotNow, match=r"Still to agree: (Council SEN team|Virtual school head)"):
        actions.admit_move(move, on=moves.FIRST_DAY, by=cast.actor("farida"), at=ON_DAY)
    moves.answer(cast, move, move.consents.get(party=party), at=BEFORE)
    assert move.state == "approved"
    actions.admit_move(move, on=moves.FIRST_DAY, by=cast.actor("farida"), at=ON_DAY)


def test_while_somebody_asked_later_has_not_answered_no_page_says_that_all_have(cast: Cast) -> None:
    move = moves.checked(cast)
    learn(cast, "ehc_plan", LATER)
    move.refresh_from_db()
    set_clock(LATER)
    assert move_page(cast.actor("amara", LATER), move, LATER).tag == ("due", "5 of 6 have agreed")
    with time_machine.travel(LATER, tick=False):
        assert "Everyone has agreed" not in text(browse(cast, "sandra").get(f"/moves/{move.reference}/"))
        assert "Everyone has agreed" not in text(browse(cast, "amara").get("/moves/"))


def test_the_first_day_of_a_plan_put_right_asks_nobody_again(cast: Cast) -> None:
    learn(cast, "ehc_plan", AT)
    move = moves.checked(cast)
    said = {row.party: row.answer for row in consents(move, LATER)}
    learn(cast, "ehc_plan", LATER, starts_on=date(2024, 9, 1))
    assert {row.party: row.answer for row in consents(move, LATER)} == said
    assert said[Party.COUNCIL] == "yes"


def test_what_nobody_has_to_answer_or_to_be_told_any_more_falls_away(cast: Cast) -> None:
    for kind in ("ehc_plan", "social_worker"):
        learn(cast, kind, AT)
    moves.accepted(cast)
    assert owed("answer_for_council", "tell_move_social_worker") == {"answer_for_council", "tell_move_social_worker"}
    ends = {"starts_on": local_day(AT), "ends_on": local_day(AT) - timedelta(days=0)}
    for kind in ("ehc_plan", "social_worker"):
        learn(cast, kind, AT + timedelta(days=1), **ends)
    assert owed("answer_for_council", "tell_move_social_worker") == set()


def test_a_proposal_begun_before_the_birthday_is_given_back_and_asks_the_pupil(cast: Cast) -> None:
    case = stories.case(cast)
    cast.kofi.born_on = GROWN
    cast.kofi.save(update_fields=["born_on"])
    url = reverse("propose_move", args=[case.reference])
    no = dict.fromkeys(("ehc_plan", "looked_after", "social_worker"), "no")
    sent = {**PROPOSAL, **no, "school": cast.merrow.reference, "asked": "parents"}
    with time_machine.travel(AT, tick=False):
        client = browse(cast, "amara")
        page = text(client.post(url, sent))
        assert "The pupil is 18 by now" in page
        assert not Move.objects.exists()
        assert re.search(r'name="asked" value="pupil"', page)
        assert client.post(url, sent | {"asked": "pupil"}).status_code == 302


def test_a_no_to_what_came_later_ends_an_approved_move(cast: Cast) -> None:
    move = moves.approved(cast)
    learn(cast, "ehc_plan", BEFORE)
    moves.answer(cast, move, move.consents.get(party="council"), "no", at=BEFORE)
    assert (move.state, move.ended_party) == ("refused", "council")


def test_an_end_of_what_was_known_asks_nobody_again(cast: Cast) -> None:
    learn(cast, "ehc_plan", AT, starts_on=date(2026, 9, 1))
    move = moves.agreed(cast)
    learn(cast, "ehc_plan", LATER, starts_on=date(2026, 9, 1), ends_on=date(2027, 7, 1))
    assert move.consents.get(party="council").answer == "yes"


def test_social_worker_and_virtual_head_are_told_at_each_step_by_whose_case_it_is(cast: Cast) -> None:
    rules = ("tell_move_social_worker", "tell_move_virtual_head")
    for kind in ("social_worker", "looked_after"):
        learn(cast, kind, AT)
    move = moves.proposed(cast)
    for step, at, by in (("proposed", AT, "amara"), ("approved", LATER, "amara"), ("admitted", ON_DAY, "farida")):
        if step == "approved":
            move = moves.go_on(cast, move)
        elif step == "admitted":
            actions.admit_move(move, on=moves.FIRST_DAY, by=cast.actor("farida"), at=at)
        school = cast.merrow if step == "admitted" else cast.alder
        assert set(Duty.objects.owed().filter(rule__in=rules).values_list("rule", "agency")) == {
            (rule, school.pk) for rule in rules
        }
        for who in ("social_worker", "virtual_head"):
            tell(cast, move, who, at, by, told_on=moves.FIRST_DAY if step == "admitted" else local_day(at))
        assert owed(*rules) == set()
        with pytest.raises(AlreadyDone):
            tell(cast, move, "virtual_head", at, by, told_on=moves.FIRST_DAY if step == "admitted" else local_day(at))
    lines = move_page(cast.actor("farida", ON_DAY), move, ON_DAY).told[0].lines
    assert lines[-1] == (
        "Told that the pupil is on the new roll: Jo Bright, by telephone, Mon 7 Dec. Noted by Farida Quill"
    )
    with pytest.raises(NotNow, match="before"):
        tell(cast, move, "virtual_head", ON_DAY, told_on=date(2026, 12, 6))
    with pytest.raises(NotNow, match="gone on"):
        tell(cast, move, "virtual_head", ON_DAY, of="approved")


def test_who_came_later_is_told_and_of_an_end_too(cast: Cast) -> None:
    move = moves.accepted(cast)
    learn(cast, "social_worker", AT)
    assert owed("tell_move_social_worker") == {"tell_move_social_worker"}
    with time_machine.travel(AT, tick=False):
        client, url = browse(cast, "amara"), reverse("tell_of_move", args=[move.reference])
        typed = {"who": "social_worker", "whom": "Niamh O’Shea", "how": "Phone", "told_on": "", "asked": "agreed"}
        stale = client.post(url, typed)
        assert stale.status_code == 422
        assert "The move has gone on since" in text(stale)
        assert client.post(url, {**typed, "asked": "proposed"}).status_code == 302
        assert client.get(reverse("tell_of_move", args=[move.reference])).status_code == 200
        assert browse(cast, "farida").get(url).status_code == 403
    learn(cast, "ehc_plan", AT)  # no step: who was told is not told again
    assert owed("tell_move_social_worker") == set()
    move.refresh_from_db()
    actions.withdraw_move(move, party="parent", why="", by=cast.actor("amara"), at=AT)
    assert owed() == {"tell_move_social_worker"}


def test_the_old_school_says_what_went_after_the_pupil_and_reads_nothing_else(cast: Cast) -> None:
    move = moves.admitted(cast)
    set_clock(ON_DAY)
    with time_machine.travel(ON_DAY, tick=False):
        client, url = browse(cast, "amara"), reverse("record_move_transfer", args=[move.reference])
        assert client.get(reverse("see_move", args=[move.reference])).status_code == 404
        assert "What of Kofi went to Merrow Lane Primary?" in text(client.get(url))
        assert url in text(client.get("/my-work/"))
        sent = client.post(url, {"what": "file", "sent_on": "7 12 2026"}, follow=True)
        assert "It is recorded." in text(sent)
        assert owed("send_file_of_move", "send_ctf_of_move") == {"send_ctf_of_move"}
        for name in ("farida", "sandra"):
            page = text(browse(cast, name).get(reverse("see_move", args=[move.reference])))
            assert "Sent on Mon 7 Dec" in page
            assert "Not recorded as sent" in page
        assert browse(cast, "farida").get(url).status_code == 403
        assert browse(cast, "tom").get(url).status_code == 404
    given = TransferFacts(Sending.FILE, moves.FIRST_DAY)
    with pytest.raises(AlreadyDone):
        actions.record_move_transfer(move, given, by=cast.actor("amara"), at=ON_DAY)


def test_nothing_is_said_to_go_that_nothing_makes_go(cast: Cast) -> None:
    move = moves.approved(cast)
    with time_machine.travel(LATER, tick=False):
        for name in ("amara", "farida", "sandra"):
            page = text(browse(cast, name).get(reverse("see_move", args=[move.reference])))
            assert "sends the file first" not in page
            assert "Information goes to" not in page
            assert "sends them outside this service" in page


def grown(cast: Cast) -> None:
    type(cast.kofi).objects.filter(pk=cast.kofi.pk).update(born_on=GROWN)
    cast.kofi.refresh_from_db()


def test_the_pupil_who_is_18_is_the_party_and_is_written_to(cast: Cast) -> None:
    grown(cast)
    case = stories.case(cast)
    with time_machine.travel(AT, tick=False):
        url = reverse("propose_move", args=[case.reference])
        page = text(browse(cast, "amara").get(url))
        assert "Say this to Kofi before you go on." in page
        assert "A parent, by name" not in page
    move = moves.proposed(cast, case, parents=())
    assert set(move.consents.values_list("party", flat=True)) == {
        "pupil",
        "home_head",
        "receiving_head",
        "admission_authority",
    }
    assert move.case.told.get().whom == "Kofi Mensah-Hart"
    move = moves.go_on(cast, move)
    assert move.consents.get(party="pupil").think_until_on is not None
    with time_machine.travel(LATER, tick=False):
        client, one = browse(cast, "amara"), reverse("see_move", args=[move.reference])
        letter, page = (text(client.get(url)) for url in (f"{one}letter/", one))
    assert "To Kofi Mensah-Hart" in letter
    assert "approved that you move to Merrow Lane Primary" in letter
    assert "until you are on the roll" in letter
    for word in ("parent", "family"):
        assert word not in letter.lower().replace("complaints", "")
        assert word not in page.lower(), word
    actions.withdraw_move(move, party="pupil", why="I changed my mind.", by=cast.actor("amara"), at=LATER)
    assert (letters(move, LATER).decided_by, letters(move, LATER).ended_why) == ("You", "I changed my mind.")


def test_no_label_for_a_pupil_of_18_speaks_of_the_family() -> None:
    forms = (
        ApproveMove(is_adult=True),
        RefuseMove(is_adult=True),
        ConsentToMove(waiting=[], today=AT.date(), born_on=GROWN),
    )
    said = " ".join(f"{one.label} {one.help_text}" for form in forms for one in form).lower()
    assert "parent" not in said
    assert "family" not in said


def test_who_turns_18_before_the_admission_is_asked_in_the_parents_place(cast: Cast) -> None:
    move = moves.approved(cast)
    type(cast.kofi).objects.filter(pk=cast.kofi.pk).update(born_on=date(2008, 12, 7))
    move.pupil.refresh_from_db()
    with pytest.raises(NotNow, match="Still to agree: Kofi Mensah-Hart"):
        actions.admit_move(move, on=moves.FIRST_DAY, by=cast.actor("farida"), at=ON_DAY)
    set_clock(ON_DAY)
    with time_machine.travel(ON_DAY, tick=False):
        letter = text(browse(cast, "amara").get(reverse("see_move_letter", args=[move.reference])))
    assert "You are asked now. Without your yes it does not happen." in letter
    assert "Everyone agreed" not in letter
    row = next(row for row in consents(move, ON_DAY) if row.party == "pupil")
    moves.answer(cast, move, row, at=ON_DAY)
    with pytest.raises(NotNow, match="Time to think again"):
        actions.admit_move(move, on=moves.FIRST_DAY, by=cast.actor("farida"), at=ON_DAY)
    after = ON_DAY + timedelta(days=3)
    actions.admit_move(move, on=local_day(after), by=cast.actor("farida"), at=after)
    assert move.state == "admitted"
