"""My work: what is one's own, what names no child, and how a duty's days are counted."""

from datetime import date

import pytest

from interventions.case_page.pages import case_sight
from interventions.work.pages import duty_page, my_work
from referrals.duties.models import Duty
from referrals.shares import actions as shares
from tests import stories
from tests.browsing import read
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def test_a_button_stands_by_ones_own_duties_alone(cast: Cast) -> None:
    case = stories.case(cast)
    stories.offered(cast, case)
    sight = case_sight(cast.actor("amara"), case, AT)
    mine = {row.what: row.is_mine for row in sight.due}
    assert mine == {
        "Name the lead professional": True,
        "Tell the family, or record why not": True,
        "Accept or decline the offer": False,
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
