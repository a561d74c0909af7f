"""What a case opens, and what its end does to what is owed."""

from datetime import date

import pytest

from referrals.cases import actions as cases
from referrals.cases.actions import ToldFacts
from tests import stories
from tests.owing import on, owed
from tests.people import AT, Cast

pytestmark = pytest.mark.django_db


def test_a_new_case_wants_a_lead_and_the_family_told_within_five_school_days(cast: Cast) -> None:
    case = stories.case(cast)
    assert owed() == {"name_lead": date(2026, 12, 1), "tell_family": date(2026, 12, 1)}
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    assert owed() == {"tell_family": date(2026, 12, 1)}
    not_yet = ToldFacts(told="not_yet", words="On Thursday.")
    cases.record_family_told(case, not_yet, by=cast.actor("amara"), at=AT)
    assert owed() == {"tell_family": date(2026, 12, 1)}
    cases.record_family_told(case, stories.TOLD, by=cast.actor("amara"), at=AT)
    assert owed() == {}


def test_a_reason_for_not_telling_is_looked_at_again_within_twenty_working_days(cast: Cast) -> None:
    case = stories.case(cast)
    why_not = ToldFacts(told="no", reason="risk_to_child", reason_words="See the entry.")
    cases.record_family_told(case, why_not, by=cast.actor("amara"), at=AT)
    assert owed() == {"name_lead": date(2026, 12, 1), "review_not_told": date(2026, 12, 21)}
    later = on(1, 12)
    cases.record_family_told(case, why_not, by=cast.actor("amara"), at=later)
    assert owed()["review_not_told"] == date(2026, 12, 31)  # 25 and 28 December are bank holidays


def test_closing_a_case_lets_everything_on_it_fall_away(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    cases.close_case(case, outcome="met", words="-", family_words="-", by=cast.actor("amara"), at=AT)
    assert owed() == {}
