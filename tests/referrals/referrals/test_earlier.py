"""Beside the referral that an officer triages: what came before, as far as she may see each, in constant queries."""

import pytest
from django.urls import reverse

from agencies.references import new_reference
from agencies.trail.models import TrailEntry
from referrals.cases.models import Case
from referrals.referrals import actions as referrals
from referrals.referrals.models import Referral
from referrals.referrals.pages.earlier import earlier
from tests import stories, suspensions
from tests.browsing import queries, read
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def url(reference: str) -> str:
    return reverse("triage_referral", args=[reference])


def test_nothing_before_says_so(cast: Cast) -> None:
    referral = stories.sent(cast, stories.case(cast))
    assert "No other referral, share or suspension that you may see." in read(cast, "sandra", url(referral.reference))


def test_an_earlier_referral_its_share_and_a_suspension_stand_beside_it(cast: Cast) -> None:
    case = stories.case(cast)
    first = stories.accepted(cast, case)
    share = stories.shared(cast, case)
    one = suspensions.impose_on(cast)
    before = queries(cast, "sandra", url(stories_second(cast, case).reference))
    again = case.referrals.order_by("-id")[0]
    shown = " ".join(read(cast, "sandra", url(again.reference)).split())
    for words in ("Referral from Alder Hythe School: accepted", "Share with CAMHS, health support: live"):
        assert words in shown, words
    assert ("Suspension at Alder Hythe School" in shown) is one.notices.filter(recipient="council").exists()
    listed = TrailEntry.objects.filter(act="see_queue", by_name="Sandra Pell").order_by("-at")
    noted = {ref for line in listed for ref in line.facts.get("shown", [])}
    assert {first.reference, share.reference} <= noted
    assert before == queries(cast, "sandra", url(again.reference))


def stories_second(cast: Cast, case: Case) -> Referral:
    """Another referral of the same case."""
    draft = referrals.draft_referral(case, stories.ASK, referral=None, version=None, by=cast.actor("amara"), at=AT)
    referrals.send_referral(draft, by=cast.actor("amara"), at=AT)
    return draft


def test_a_share_of_a_case_that_the_council_does_not_oversee_is_as_if_it_were_not(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    referral = stories.sent(cast, case)
    shown = read(cast, "sandra", url(referral.reference))
    assert "Share with" not in shown
    assert "No other referral, share or suspension that you may see." in shown


def test_of_each_kind_the_last_ten_are_said_to_be_the_last_ten(cast: Cast) -> None:
    case = stories.case(cast)
    first = stories.accepted(cast, case)
    again = stories_second(cast, case)
    for count in (10, 11):
        for _ in range(count - case.referrals.exclude(pk=again.pk).count()):
            first.pk, first.reference, first.once = None, new_reference(), None
            first.save(force_insert=True)
        shown = read(cast, "sandra", url(again.reference)).split("Before this")[1].split("</section>")[0]
        assert shown.count("Referral from Alder Hythe School") == 10
        assert ("Of each kind the last ten." in shown) is (count == 11)


def test_a_referral_that_is_not_sent_has_no_day(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    sent = case.referrals.get()
    referrals.draft_referral(case, stories.ASK, referral=None, version=None, by=cast.actor("amara"), at=AT)
    assert [row.on for row in earlier(cast.actor("amara"), sent, AT).rows] == [None]


def test_the_answer_takes_the_focus_and_what_is_wrong_takes_it_in_its_place(cast: Cast) -> None:
    referral = stories.sent(cast, stories.case(cast))
    for act in ("accept_referral", "return_referral", "redirect_referral", "decline_referral"):
        shown = read(cast, "sandra", reverse(act, args=[referral.reference]))
        assert shown.count(" autofocus") == 1, act


def test_each_key_stands_in_words(cast: Cast) -> None:
    referral = stories.sent(cast, stories.case(cast))
    shown = read(cast, "sandra", url(referral.reference))
    assert 'data-key="w"' in shown
    assert "Switch the keys off" in shown
