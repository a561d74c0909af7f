"""My work: what is one's own, what names no child, and how a duty's days are counted."""

from datetime import date, timedelta

import pytest

from agencies.trail.models import TrailEntry
from agencies.words import in_sentence
from interventions.case_page.pages import case_sight
from interventions.work.pages import duty_page, my_work
from referrals.duties.models import Duty
from referrals.shares import actions as shares
from tests import stories
from tests.browsing import browse, read, text
from tests.owing import answer, on, returned
from tests.people import AT, Cast, set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def test_a_button_stands_by_ones_own_duties_alone(cast: Cast) -> None:
    case = stories.case(cast)
    stories.offered(cast, case)
    sight = case_sight(cast.actor("amara"), case, AT)
    mine = {row.what: row.is_mine for row in sight.due}
    assert mine == {
        "Name the lead professional": True,
        "Tell the family, or record why not": True,
        "Accept or decline the offer (share for health support)": False,
    }
    assert all(row.child for row in my_work(cast.actor("amara"), AT).waiting)


def test_an_offer_in_my_work_names_no_child(cast: Cast) -> None:
    stories.offered(cast, stories.case(cast))
    page = read(cast, "priti", "/my-work/")
    assert "accept or decline an offer: health support, from alder hythe school" in page.lower()
    assert "Kofi" not in page


def test_a_share_that_ended_is_told_without_its_child(cast: Cast) -> None:
    share = stories.shared(cast, stories.case(cast))
    shares.withdraw_share(share, why="The assessment is done.", by=cast.actor("amara"), at=AT)
    page = read(cast, "priti", "/my-work/")
    assert "ended on Monday 23 November 2026, by Amara Adeyemi, Alder Hythe School" in page
    assert "The assessment is done." in page
    assert "Kofi" not in page


def test_a_duty_page_counts_day_by_day_and_weekends_as_one(cast: Cast) -> None:
    case = stories.case(cast)
    duty = Duty.objects.select_related("pupil", "case", "agency").get(case=case, rule="name_lead")
    page = duty_page(cast.actor("amara"), duty, AT)
    numbers = [tile.number for tile in page.days]
    assert numbers == [0, 1, 2, 3, None, None, 4, 5]
    assert [(run.first, run.last, run.why) for run in page.skipped] == [
        (date(2026, 11, 27), date(2026, 11, 27), "INSET"),
        (date(2026, 11, 28), date(2026, 11, 29), "weekend"),
    ]
    assert page.matches


def test_who_is_very_worried_today_stands_first(cast: Cast) -> None:
    """Before what is late and before what others ask."""
    stories.case(cast, at=AT - timedelta(days=60))
    stories.concern(cast, worry=3)
    page = my_work(cast.actor("amara"), AT)
    assert [row.duty.rule for row in page.worried] == ["look_at_concern_very"]
    assert [row.child for row in page.worried] == ["Kofi Mensah-Hart"]
    text = read(cast, "amara", "/my-work/")
    assert text.index("Danger, or very worried") < text.index("Late")


def test_names_and_months_keep_their_capitals_within_a_sentence(cast: Cast) -> None:
    stories.offered(cast, stories.case(cast))
    page = read(cast, "priti", "/my-work/")
    assert "from Alder Hythe School, until" in page
    assert in_sentence("EHC plan asked for") == "EHC plan asked for"
    assert in_sentence("Health support") == "health support"


def test_a_date_that_a_question_moved_says_from_when_to_when_the_clock_was_stopped(cast: Cast) -> None:
    referral = returned(cast, on(23), on(25))
    duty = Duty.objects.get(rule="decide_referral")
    stopped = read(cast, "sandra", f"/duties/{duty.reference}/")
    assert "The clock has been stopped since Wednesday 25 November 2026</b>, because a question" in stopped
    assert "Once it is answered, it goes on with 3 working days." in stopped
    answer(cast, referral, on(9, 12))
    page = read(cast, "sandra", f"/duties/{duty.reference}/")
    assert "The clock was stopped from Wednesday 25 November 2026 to Wednesday 9 December 2026</b>, because" in page
    assert "It had 3 working days left." in page
    assert "after Wednesday 9 December 2026, when the clock went on" in page
    assert "which has changed since" not in page


def test_a_clock_that_was_late_when_it_stopped_is_said_to_have_been_late(cast: Cast) -> None:
    referral = returned(cast, on(23), on(3, 12))  # due on Mon 30 November
    answer(cast, referral, on(9, 12))
    duty = Duty.objects.get(rule="decide_referral")
    page = read(cast, "sandra", f"/duties/{duty.reference}/")
    assert "It was late before, and an answer does not change that." in page
    assert "after Monday 23 November 2026" in page
    assert "which has changed since" not in page


def test_how_late_is_said_in_the_days_of_the_rule(cast: Cast) -> None:
    """The same words in My work and in the letter: the holidays of the school are no delay."""
    case = stories.case(cast)
    late = on(4, 1, 2027)
    set_clock(late)
    tags = {row.what: row.tag_words for row in my_work(cast.actor("amara"), late).groups[0].rows}
    assert tags["Name the lead professional"] == "13 school days late"
    assert {row.what: row.tag_words for row in case_sight(cast.actor("amara"), case, late).due} == tags


def test_who_owes_nothing_reads_what_became_of_their_own_concerns(cast: Cast) -> None:
    assert "Your concerns" not in text(browse(cast, "tom").get("/my-work/"))
    for number in range(11):
        stories.concern(cast, at=AT - timedelta(days=number))
    page = text(browse(cast, "tom").get("/my-work/"))
    mine = page.split("Your concerns, and what became of them")[1].split("</section>")[0]
    assert mine.count('class="i-row') == 11  # the list and ten rows
    assert "Nothing waits for you" not in page
    assert "Your concerns" not in text(browse(cast, "amara").get("/my-work/"))
    assert "Your concerns" not in text(browse(cast, "dan").get("/my-work/"))
    lines = TrailEntry.objects.filter(person_id=cast.people["tom"].pk, outcome="opened", subject_kind="my work")
    assert len(lines.latest("id").facts["shown"]) == 10
