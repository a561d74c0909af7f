"""What the family was told and said is a history on the case, and what is known is offered, not asked again."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from referrals.cases import actions as cases
from referrals.cases.actions import ToldFacts
from referrals.cases.models import Case, FamilyTold
from tests import stories
from tests.browsing import browse, read, text
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
FIRST = ToldFacts(told="yes", whom="Abena Hart", how="by phone", told_on=date(2026, 11, 19), words="She was glad.")


@pytest.fixture
def case(cast: Cast) -> Case:
    """Kofi's case, with what his mother was told and said."""
    made = stories.case(cast)
    cases.record_family_told(made, FIRST, by=cast.actor("amara"), at=AT)
    return made


def family(cast: Cast, case: Case) -> str:
    page = read(cast, "amara", reverse("see_case", args=[case.reference]))
    return re.sub(r"\s+", " ", page.partition('id="family"')[2].partition("</section>")[0])


def test_what_was_told_and_said_first_is_still_there_after_the_second_time(cast: Cast, case: Case) -> None:
    second = replace(FIRST, how="at school", told_on=date(2026, 11, 23), words="She is tired of forms.")
    cases.record_family_told(case, second, by=cast.actor("amara"), at=AT + timedelta(hours=1))
    shown = family(cast, case)
    assert shown.index("She is tired of forms.") < shown.index("She was glad.")
    assert "Abena Hart, by phone" in shown
    assert "Abena Hart, at school" in shown


def test_what_was_told_of_a_share_and_said_with_a_referral_stands_in_the_same_history(cast: Cast, case: Case) -> None:
    stories.shared(cast, case)
    stories.sent(cast, case)
    shown = family(cast, case)
    assert f"Told of the share with {cast.camhs.name}?" in shown
    assert "Told of the referral?" in shown
    assert "Told of the case?" in shown


def test_what_they_said_when_it_was_closed_is_kept_when_it_is_reopened_and_closed_again(cast: Cast, case: Case) -> None:
    amara = cast.actor("amara")
    for hour, said in enumerate(("It is better.", "It is better again.")):
        at = AT + timedelta(hours=3 * hour)
        cases.close_case(case, outcome="needs_met", words="Settled.", family_words=said, by=amara, at=at)
        case.refresh_from_db()
        cases.reopen_case(case, why="It came back.", by=amara, at=at + timedelta(hours=1))
        case.refresh_from_db()
    shown = family(cast, case)
    assert "What they said when the case was closed" in shown
    assert shown.index("It is better again.") < shown.index("It is better.")
    page = read(cast, "amara", reverse("see_case", args=[case.reference]))
    assert "Family told</" in re.sub(r"\s+", " ", page)


@pytest.mark.parametrize("act", ["share_case", "record_family_told"])
def test_who_was_told_is_offered_and_whether_it_holds_is_asked(cast: Cast, case: Case, act: str) -> None:
    page = browse(cast, "amara").get(reverse(act, args=[case.reference]))
    assert "Recorded before: Abena Hart was told on Thursday 19 November 2026, by phone." in text(page)
    assert 'name="whom" value="Abena Hart"' in text(page)
    assert 'name="how" value="by phone"' in text(page)
    assert not re.search(r'name="told"[^>]*checked', page.content.decode())


def test_a_referral_and_a_move_offer_it_too(cast: Cast, case: Case) -> None:
    client = browse(cast, "amara")
    referral = text(client.get(reverse("draft_referral", args=[case.reference])))
    assert "She was glad.</textarea>" in referral
    assert "Recorded before: Abena Hart" in referral
    move = text(client.get(reverse("propose_move", args=[case.reference])))
    assert "Recorded before: Abena Hart" in move


def test_what_was_only_offered_is_not_recorded_with_a_no(cast: Cast, case: Case) -> None:
    url = reverse("record_family_told", args=[case.reference])
    browse(cast, "amara").post(url, {"told": "not_yet", "whom": "Abena Hart", "how": "by phone"})
    last = FamilyTold.objects.order_by("-id").first()
    assert last is not None
    assert (last.told, last.whom, last.how) == ("not_yet", "", "")


def test_nothing_is_offered_where_nothing_is_known(cast: Cast) -> None:
    page = browse(cast, "amara").get(reverse("share_case", args=[stories.case(cast).reference]))
    assert "Recorded before" not in text(page)
