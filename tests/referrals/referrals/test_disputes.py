"""A school disagrees with a decision of the council: within ten working days, once a decision, and is answered."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.outbox.models import Delivery, Letter
from interventions.moves.actions import admit_move
from referrals.cases import actions as cases
from referrals.duties.models import Duty
from referrals.referrals import actions as referrals
from referrals.referrals.facts import disagrees_until
from referrals.referrals.models import Dispute, Referral
from referrals.referrals.states import Outcome
from tests import moves, stories
from tests.acting.posts import declined, disputed
from tests.browsing import AGAIN, browse, carried, said, text
from tests.people import AT, Cast, set_clock
from tests.referrals.duties.sweeping import address, plan
from tests.referrals.duties.test_nobody import heard, leave

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
LAST_DAY = date(2026, 12, 7)
"""Ten working days after Monday 23 November 2026."""


def answer(cast: Cast, referral: Referral, outcome: Outcome, who: str = "grace") -> None:
    referrals.answer_dispute(referral, outcome=outcome, answer="I read it all.", by=cast.actor(who), at=AT)
    referral.refresh_from_db()


def test_the_page_has_the_button_and_its_last_day(cast: Cast) -> None:
    referral = declined(cast)
    page = browse(cast, "amara").get(reverse("see_referral", args=[referral.reference]))
    assert disagrees_until(referral) == LAST_DAY
    assert "you can say so until Monday 7 December 2026" in text(page)
    assert reverse("dispute_decision", args=[referral.reference]) in page.content.decode()
    assert "If you disagree" not in text(browse(cast, "sandra").get(f"/triage/{referral.reference}/"))


@pytest.mark.parametrize(("on", "is_late"), [(LAST_DAY, False), (LAST_DAY + timedelta(1), True)])
def test_on_the_last_day_still_and_on_the_next_no_more(cast: Cast, on: date, *, is_late: bool) -> None:
    referral, url = declined(cast), ""
    url = reverse("dispute_decision", args=[referral.reference])
    at = datetime(on.year, on.month, on.day, 22, tzinfo=UTC)
    with time_machine.travel(at, tick=False):
        set_clock(at)
        client = browse(cast, "amara")
        assert client.get(url).status_code == (409 if is_late else 200)
        assert client.post(url, {"why": "We tried."}).status_code == (422 if is_late else 302)
        assert Dispute.objects.exists() is not is_late
        if is_late:
            assert "They ended on Monday 7 December 2026." in text(client.get(url))


def test_the_manager_owes_an_answer_in_five_working_days_and_the_officer_does_not(cast: Cast) -> None:
    referral = disputed(cast)
    duty = Duty.objects.get(rule="answer_dispute")
    assert (duty.due_on, duty.act) == (date(2026, 11, 30), "answer_dispute")
    assert "Answer the school that disagrees" in text(browse(cast, "grace").get("/my-work/"))
    assert "Answer the school that disagrees" not in text(browse(cast, "sandra").get("/my-work/"))
    url = reverse("answer_dispute", args=[referral.reference])
    assert browse(cast, "sandra").get(url).status_code == 403
    assert browse(cast, "amara").get(url).status_code == 403
    assert browse(cast, "far").get(url).status_code == 404
    assert "We tried all of it." in text(browse(cast, "grace").get(url))


def test_it_is_the_manager_who_hears_at_once_and_at_the_first_rung(cast: Cast) -> None:
    disputed(cast)
    address(AT)
    assert heard(act="dispute_decision") == {"Grace"}
    due = Duty.objects.get(rule="answer_dispute").steps.get(name="due").at
    plan(due)
    address(due)
    assert heard(act="answer_dispute", step="due") == {"Grace"}


def test_both_sides_read_it_and_the_next_step_says_by_when(cast: Cast) -> None:
    referral = disputed(cast)
    for name, url in (("amara", "see_referral"), ("sandra", "triage_referral")):
        page = text(browse(cast, name).get(reverse(url, args=[referral.reference])))
        assert "The school disagreed" in page
        assert "We tried all of it." in page
        assert "The school disagrees. The council’s manager answers by Monday 30 November 2026." in page
    assert "Disagreed with the council’s decision" in text(
        browse(cast, "amara").get(f"/cases/{referral.case.reference}/")
    )


def test_the_decision_stands(cast: Cast) -> None:
    referral = disputed(cast)
    assert Referral.objects.get().council_sees_until is None
    answer(cast, referral, Outcome.STANDS)
    assert (referral.state, referral.decision_words) == ("declined", "No.")
    assert referral.council_sees_until is not None
    assert Duty.objects.get(rule="answer_dispute").state == "met"
    address(AT)
    assert "Amara" in heard(act="answer_dispute")
    page = text(browse(cast, "amara").get(reverse("see_referral", args=[referral.reference])))
    assert "The decision stands" in page
    assert "I read it all." in page
    assert "If you disagree" not in page
    with pytest.raises(NotNow, match="already disagreed"):
        referrals.dispute_decision(referral, why="Still.", by=cast.actor("amara"), at=AT)


def test_it_is_decided_again_from_today_and_what_had_been_decided_is_kept(cast: Cast) -> None:
    referral = disputed(cast)
    answer(cast, referral, Outcome.AGAIN)
    assert (referral.state, referral.decided_at, referral.reason, referral.meanwhile) == ("sent", None, "", "")
    decide = Duty.objects.filter(rule="decide_referral").latest("pk")
    assert (decide.state, decide.from_on, decide.due_on) == ("open", date(2026, 11, 23), date(2026, 11, 30))
    kept = Dispute.objects.get()
    assert (kept.decision, kept.reason, kept.decision_words, kept.outcome) == (
        "declined", "school_can_meet", "No.", "again",
    )  # fmt: skip
    page = text(browse(cast, "amara").get(reverse("see_referral", args=[referral.reference])))
    assert "The council decides it again" in page
    assert "What had been decided" in page
    later = AT + timedelta(hours=1)
    no = {"reason": "already_open", "words": "No again.", "meanwhile": "Go on."}
    referrals.decline_referral(referral, **no, by=cast.actor("sandra"), at=later)
    referrals.dispute_decision(referral, why="Still.", by=cast.actor("amara"), at=later)
    assert Dispute.objects.count() == 2


def test_another_referral_that_was_begun_meanwhile_is_not_doubled(cast: Cast) -> None:
    referral = disputed(cast)
    referrals.draft_referral(referral.case, stories.ASK, referral=None, version=None, by=cast.actor("amara"), at=AT)
    url = reverse("answer_dispute", args=[referral.reference])
    reply = browse(cast, "grace").post(url, {"outcome": "again", "answer": "Once more, please."})
    assert reply.status_code == 422
    assert "The school has begun another referral on this case." in text(reply)
    assert "Once more, please." in text(reply)
    assert Dispute.objects.get().answered_at is None


def test_nobody_disagrees_on_a_closed_case(cast: Cast) -> None:
    referral = declined(cast)
    facts = {"outcome": "needs_met", "words": "Settled.", "family_words": "We are glad."}
    cases.close_case(referral.case, **facts, by=cast.actor("amara"), at=AT)
    client, url = browse(cast, "amara"), reverse("dispute_decision", args=[referral.reference])
    assert client.get(url).status_code == 409
    assert "If you disagree" not in text(client.get(reverse("see_referral", args=[referral.reference])))


def test_no_letter_names_the_child(cast: Cast) -> None:
    disputed(cast)
    address(AT)
    for letter in Letter.objects.all():
        assert "Kofi" not in letter.words
    assert Delivery.objects.exists()


def test_a_case_that_closes_takes_the_dispute_along_and_the_council_keeps_nothing_for_ever(cast: Cast) -> None:
    referral = disputed(cast)
    facts = {"outcome": "needs_met", "words": "Settled.", "family_words": "We are glad."}
    cases.close_case(referral.case, **facts, by=cast.actor("amara"), at=AT)
    referral.refresh_from_db()
    assert referral.council_sees_until is not None
    assert Dispute.objects.get().answer == "The case was closed."
    assert not Duty.objects.owed().filter(rule="answer_dispute").exists()
    page = text(browse(cast, "amara").get(reverse("see_referral", args=[referral.reference])))
    assert "It was not answered any more" in page
    assert browse(cast, "grace").get(reverse("answer_dispute", args=[referral.reference])).status_code == 409


def test_what_the_council_said_to_do_meanwhile_is_kept(cast: Cast) -> None:
    referral = disputed(cast)
    answer(cast, referral, Outcome.AGAIN)
    assert Dispute.objects.get().meanwhile == "Go on."
    assert "Go on." in text(browse(cast, "amara").get(reverse("see_referral", args=[referral.reference])))


def test_where_the_council_has_no_manager_the_form_says_so(cast: Cast) -> None:
    referral = declined(cast)
    url = reverse("dispute_decision", args=[referral.reference])
    assert "The council’s manager reads what you write" in text(browse(cast, "amara").get(url))
    leave(cast, "grace")
    page = text(browse(cast, "amara").get(url))
    assert "No manager of the council has a seat here at the moment" in page
    assert "The council’s manager reads what you write" not in page


def test_who_answered_yesterday_has_no_mail_about_it_today(cast: Cast) -> None:
    referral = disputed(cast)
    address(AT)
    mails = Delivery.objects.filter(letter__act="dispute_decision", channel="email")
    assert set(mails.values_list("state", flat=True)) == {"waiting"}
    answer(cast, referral, Outcome.STANDS)
    assert set(mails.values_list("state", "why")) == {("dropped", "over")}


def test_a_move_to_another_school_takes_the_dispute_along(cast: Cast) -> None:
    move = moves.approved(cast)
    referral = stories.sent(cast, move.case)
    no = {"reason": "school_can_meet", "words": "No.", "meanwhile": "Go on."}
    referrals.decline_referral(referral, **no, by=cast.actor("sandra"), at=AT)
    referrals.dispute_decision(referral, why="Ours alone.", by=cast.actor("amara"), at=AT)
    late = moves.LATER + timedelta(days=6)
    admit_move(move, on=moves.FIRST_DAY, by=cast.actor("farida"), at=late)
    assert Dispute.objects.get().answer == "The pupil moved to another school."
    assert not Duty.objects.owed().filter(rule="answer_dispute").exists()


def test_the_school_that_the_pupil_went_to_does_not_disagree_with_what_the_old_one_was_told(cast: Cast) -> None:
    move = moves.approved(cast)
    referral = stories.sent(cast, move.case)
    no = {"reason": "school_can_meet", "words": "No.", "meanwhile": "Go on."}
    referrals.decline_referral(referral, **no, by=cast.actor("sandra"), at=AT)
    late = moves.LATER + timedelta(days=6)
    admit_move(move, on=moves.FIRST_DAY, by=cast.actor("farida"), at=late)
    Referral.objects.update(decided_at=late - timedelta(days=1))
    referral.refresh_from_db()
    with time_machine.travel(late, tick=False):
        set_clock(late)
        page = browse(cast, "farida").get(reverse("see_referral", args=[referral.reference]))
        assert (page.status_code, "If you disagree" in text(page)) == (200, False)
        answer = browse(cast, "farida").get(reverse("dispute_decision", args=[referral.reference]))
    assert answer.status_code == 409
    assert "This was decided for the school that the pupil went to before." in text(answer)


def test_an_officer_who_hears_of_it_reads_that_nobody_can_answer_without_a_manager(cast: Cast) -> None:
    referral, nobody = disputed(cast), "No manager of the council has a seat here at the moment"
    url = reverse("triage_referral", args=[referral.reference])
    assert nobody not in text(browse(cast, "sandra").get(url))
    leave(cast, "grace")
    assert nobody in text(browse(cast, "sandra").get(url))


def test_a_year_late_the_next_step_is_said_to_be_late(cast: Cast) -> None:
    referral = disputed(cast)
    at = AT + timedelta(days=366)
    with time_machine.travel(at, tick=False):
        set_clock(at)
        page = text(browse(cast, "amara").get(reverse("see_referral", args=[referral.reference])))
    assert "The council’s manager answers by Monday 30 November 2026 (late)." in page


def test_from_the_page_of_the_first_decision_the_second_is_disagreed_with(cast: Cast) -> None:
    referral = declined(cast)
    url, client = reverse("dispute_decision", args=[referral.reference]), browse(cast, "amara")
    page = {**carried(client.get(url)), "why": "We tried all of it."}
    assert client.post(url, page).status_code == 302
    assert said(client.post(url, page))[-1] == AGAIN
    answer(cast, referral, Outcome.AGAIN)
    no = {"reason": "already_open", "words": "No again.", "meanwhile": "Go on."}
    referrals.decline_referral(referral, **no, by=cast.actor("sandra"), at=AT + timedelta(hours=1))
    assert client.post(url, page).status_code == 302
    assert Dispute.objects.count() == 2
