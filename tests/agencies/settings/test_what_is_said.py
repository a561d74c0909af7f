"""A page that says how long something takes says the days that its council has set."""

import pytest
from django.urls import reverse

from referrals.referrals import actions as referrals
from tests import stories
from tests.acting.posts import declined
from tests.browsing import browse, read, text
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def keep(cast: Cast, **days: int) -> None:
    """The council's manager sets these, from today on."""
    for rule, value in days.items():
        sent = {"value": str(value), "starts_on": "23 11 2026", "why": "Protocol 4"}
        answer = browse(cast, "grace").post(f"/settings/999/{rule}_limit/keep-setting/", sent)
        assert answer.status_code == 302, rule


def test_opening_a_case(cast: Cast) -> None:
    keep(cast, name_lead=2, tell_family=3)
    page = read(cast, "amara", f"/concerns/{stories.concern(cast).reference}/open-case/")
    assert "You name who leads on it within 2 school days, and tell the family, or record why not, within 3" in page


@pytest.mark.parametrize(
    ("urgency", "said"),
    [
        ("routine", "read it within 3 working days, and decides within 7 working days."),
        ("urgent", "asked to decide within 1 working day."),
    ],
)
def test_sending_a_referral(cast: Cast, urgency: str, said: str) -> None:
    keep(cast, acknowledge_referral=3, decide_referral=7, decide_urgent_referral=1)
    facts, by = stories.asked(urgency=urgency), {"by": cast.actor("amara"), "at": AT}
    one = referrals.draft_referral(stories.case(cast), facts, referral=None, version=None, **by)
    assert said in read(cast, "amara", f"/referrals/{one.reference}/send-referral/")


def test_an_urgent_referral_is_to_be_decided_the_same_day_unless_it_is_set(cast: Cast) -> None:
    case = stories.case(cast)
    url = f"/cases/{case.reference}/draft-referral/"
    assert "The council decides the same working day. It does not replace" in read(cast, "amara", url)
    keep(cast, decide_referral=7, decide_urgent_referral=1)
    page = read(cast, "amara", url)
    assert "The council decides within 7 working days" in page
    assert "The council decides within 1 working day. It does not replace" in page


def test_disagreeing_with_a_decision(cast: Cast) -> None:
    keep(cast, answer_dispute=8, decide_referral=7)
    one = declined(cast)
    assert "answers within 8 working days: " in read(cast, "amara", f"/referrals/{one.reference}/dispute-decision/")
    referrals.dispute_decision(one, why="We tried all of it.", by=cast.actor("amara"), at=AT)
    page = text(browse(cast, "grace").get(reverse("answer_dispute", args=[one.reference])))
    assert "Back to the queue, to be decided within 7 working days" in page


def test_an_offer_to_a_team(cast: Cast) -> None:
    keep(cast, answer_question=9)
    case = stories.case(cast)
    stories.accepted(cast, case)
    share = stories.offered(cast, case)
    assert "waits for your answer within 9 working days" in read(cast, "priti", f"/shares/{share.reference}/")
