"""What a share opens, and what a change of it carries or ends."""

from datetime import date, timedelta

import pytest

from agencies import policy
from agencies.outbox.models import Letter
from agencies.policy import Section
from agencies.schoolday import local_instant
from agencies.trail.models import TrailEntry
from referrals import door
from referrals.duties.models import Duty
from referrals.shares import actions as shares
from referrals.shares.models import CaseShare
from tests import stories
from tests.browsing import browse, carried, text
from tests.owing import ended, owed
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def test_a_share_is_accepted_within_three_working_days_answered_in_five_and_renewed_by_its_last_day(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    share = stories.offered(cast, case)
    assert ended()["share_case"] == "met"
    offer = Duty.objects.get(rule="accept_share")
    assert (offer.due_on, offer.standing, offer.agency) == (date(2026, 11, 26), "offered", cast.camhs)
    shares.accept_share(share, by=cast.actor("priti"), at=AT)
    assert ended()["accept_share"] == "met"
    assert {"answer_question": date(2026, 11, 30), "renew_share": date(2027, 1, 18)}.items() <= owed().items()
    renewal = Duty.objects.get(rule="renew_share")
    assert (renewal.standing, renewal.agency) == ("raised", cast.alder)
    rungs = {step.name: step.at for step in renewal.steps.all()}
    assert rungs == {"before_10": local_instant(date(2027, 1, 4), 7), "before_2": local_instant(date(2027, 1, 14), 7)}
    shares.answer_question(share, answer="No.", seat=cast.seat("priti"), by=cast.actor("priti"), at=AT)
    assert ended()["answer_question"] == "met"


def test_a_share_of_the_councils_is_renewed_by_the_council(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    by = {"by": cast.actor("sandra"), "at": AT}
    share = shares.share_case(case, stories.terms(cast), stories.TOLD, seat=cast.seat("sandra"), **by)
    shares.accept_share(share, by=cast.actor("priti"), at=AT)
    renewal = Duty.objects.get(rule="renew_share")
    assert (renewal.standing, renewal.agency) == ("oversees", cast.council)


def test_what_changes_a_share_carries_or_ends_its_duties(cast: Cast) -> None:
    share = stories.shared(cast, stories.case(cast))
    by = {"by": cast.actor("amara"), "at": AT}
    sections = (Section.VOICE,)
    until = date(2026, 12, 18)
    narrow = shares.narrow_share(share, level=policy.Level.SECTIONS, sections=sections, until_on=until, why="-", **by)
    question = Duty.objects.get(rule="answer_question", state="open")
    assert (question.share, question.subject_ref) == (narrow, narrow.reference)
    assert owed()["renew_share"] == until
    wide = (Section.VOICE, Section.HEALTH)
    offer = shares.widen_share(narrow, level=policy.Level.SECTIONS, sections=wide, why="-", **by)
    waits = Duty.objects.get(rule="accept_share", state="open")
    assert (waits.share, waits.due_on) == (offer, date(2026, 11, 26))
    assert not set(owed()) & {"answer_question", "renew_share"}
    shares.withdraw_share(offer, why="-", **by)
    assert "accept_share" not in owed()


def test_an_agency_that_ends_its_part_owes_nothing_reads_nothing_and_its_words_stay(cast: Cast) -> None:
    case = stories.case(cast)
    share = stories.shared(cast, case)
    page = text(browse(cast, "priti").get(f"/shares/{share.reference}/"))
    assert "End your part" in page
    assert "End your part" not in text(browse(cast, "amara").get(f"/shares/{share.reference}/"))
    url, priti = f"/shares/{share.reference}/finish-share/", browse(cast, "priti")
    assert priti.post(url, {"why": " "}).status_code == 422
    sent = carried(priti.get(url))
    answer = priti.post(url, {**sent, "why": "Six sessions. He reads aloud now."}, follow=True)
    assert "Your part has ended." in text(answer)
    assert not {"answer_question", "renew_share"} & set(owed())
    assert priti.get(f"/cases/{case.reference}/").status_code == 404
    assert priti.post(url, {**sent, "why": "Again"}).status_code in (404, 422)
    mona = text(browse(cast, "mona").get("/my-work/"))
    assert "Kofi" not in mona
    story = text(browse(cast, "amara").get(f"/cases/{case.reference}/"))
    assert "CAMHS ended its part" in story
    assert "Six sessions. He reads aloud now." in story
    line = TrailEntry.objects.get(act="finish_share", outcome="done")
    assert (line.by_agency, line.by_role, line.facts["ended_too"]) == ("CAMHS", "agency_worker", [])
    assert {seat.person.name for seat in door.audience(Letter.objects.get(act="finish_share"))} == {"Amara Adeyemi"}


def test_what_would_have_taken_its_place_ends_with_it(cast: Cast) -> None:
    case = stories.case(cast)
    share = stories.waiting(cast, case)
    shares.agree_share(share, by=cast.actor("colm"), at=AT)
    shares.accept_share(share, by=cast.actor("priti"), at=AT)
    wide = (Section.EDUCATION, Section.VOICE, Section.HEALTH)
    more = shares.widen_share(share, level=policy.Level.SECTIONS, sections=wide, why="-", by=cast.actor("amara"), at=AT)
    assert (more.widens, "agree_share" in owed()) == (share, True)
    shares.finish_share(share, why="Done.", seat=cast.seat("priti"), by=cast.actor("priti"), at=AT)
    assert (CaseShare.objects.filter(closed_at=None).exists(), "agree_share" in owed()) == (False, False)
    assert TrailEntry.objects.get(act="finish_share").facts["ended_too"] == [more.reference]


def test_an_extended_share_is_renewed_by_its_new_last_day(cast: Cast) -> None:
    """Whoever extends once is reminded again."""
    share = stories.shared(cast, stories.case(cast))
    until = date(2027, 2, 1)
    longer = shares.extend_share(
        share, until_on=until, why="Longer.", by=cast.actor("amara"), at=AT + timedelta(days=14)
    )
    renewal = Duty.objects.get(rule="renew_share", state="open")
    assert (renewal.due_on, renewal.share, renewal.subject_ref) == (until, longer, longer.reference)
