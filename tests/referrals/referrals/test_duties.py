"""The clocks of a referral: opened, stopped, going on and met."""

from dataclasses import replace
from datetime import date

import pytest

from agencies.schoolday import end_of_day
from agencies.settings.models import Setting
from referrals.duties.models import Duty
from referrals.referrals import actions as referrals
from tests import stories
from tests.owing import answer, ended, on, owed, returned
from tests.people import AT, Cast

pytestmark = pytest.mark.django_db


def test_a_referral_begun_is_finished_within_three_school_days_and_sending_meets_it(cast: Cast) -> None:
    case = stories.case(cast)
    draft = referrals.draft_referral(case, stories.ASK, referral=None, version=None, by=cast.actor("amara"), at=AT)
    assert owed()["finish_referral_draft"] == date(2026, 11, 26)
    referrals.send_referral(draft, by=cast.actor("amara"), at=AT)
    assert {"acknowledge_referral": date(2026, 11, 24), "decide_referral": date(2026, 11, 30)}.items() <= owed().items()
    assert ended()["finish_referral_draft"] == "met"
    council = Duty.objects.filter(rule__in=["acknowledge_referral", "decide_referral"])
    assert {(duty.standing, duty.agency_id) for duty in council} == {("asked", cast.council.pk)}


def test_the_councils_clocks_are_its_settings_from_the_day_they_begin(cast: Cast) -> None:
    for name, value, starts in (
        ("acknowledge_referral_limit", 2, date(2026, 11, 1)),
        ("decide_referral_limit", 3, date(2026, 11, 24)),
        ("decide_referral_limit", 7, date(2026, 11, 2)),
    ):
        Setting.objects.create(authority=cast.wexmoor, name=name, value=value, starts_on=starts, set_by="-")
    stories.sent(cast, stories.case(cast))
    assert {"acknowledge_referral": date(2026, 11, 25), "decide_referral": date(2026, 12, 2)}.items() <= owed().items()


def test_the_clock_of_a_returned_referral_stops_and_goes_on_with_what_was_left(cast: Cast) -> None:
    """The vector G21 of the service's law: returned on working day 3 of 5 and answered on Friday, due on Tuesday."""
    referral = returned(cast, on(25), on(30))
    clock = Duty.objects.get(rule="decide_referral")
    assert (clock.state, clock.due_on, clock.stopped_on) == ("stopped", date(2026, 12, 2), date(2026, 11, 30))
    assert owed()["answer_referral"] == date(2026, 12, 7)
    answer(cast, referral, on(4, 12))
    clock.refresh_from_db()
    assert (clock.state, clock.due_on, clock.due_at) == ("open", date(2026, 12, 8), end_of_day(date(2026, 12, 8)))
    assert ended()["answer_referral"] == "met"


def test_a_clock_that_was_late_when_it_stopped_stays_late(cast: Cast) -> None:
    referral = returned(cast, on(23), on(2, 12))
    answer(cast, referral, on(4, 12))
    assert Duty.objects.get(rule="decide_referral").due_on == date(2026, 11, 30)


@pytest.mark.parametrize("decision", ["accept", "decline", "redirect"])
def test_each_decision_meets_both_of_the_councils_clocks(cast: Cast, decision: str) -> None:
    referral = stories.sent(cast, stories.case(cast))
    by = {"by": cast.actor("sandra"), "at": AT}
    if decision == "accept":
        referrals.accept_referral(referral, words="-", seat=cast.seat("sandra"), **by)
        assert owed()["share_case"] == date(2026, 11, 25)
    elif decision == "decline":
        referrals.decline_referral(referral, reason="below_threshold", words="-", meanwhile="-", **by)
    else:
        referrals.redirect_referral(referral, reason="other_service", where="-", words="-", meanwhile="-", **by)
    assert {"acknowledge_referral": "met", "decide_referral": "met"}.items() <= ended().items()
    assert not set(owed()) & {"acknowledge_referral", "decide_referral"}


def test_withdrawing_a_referral_lets_its_duties_fall_away_and_no_others(cast: Cast) -> None:
    referral = stories.sent(cast, stories.case(cast))
    referrals.withdraw_referral(referral, why="Moved.", by=cast.actor("amara"), at=AT)
    assert set(owed()) == {"name_lead", "tell_family"}
    gone = Duty.objects.get(rule="decide_referral")
    assert (gone.state, gone.why) == ("void", "The referral was withdrawn.")


def test_saving_a_draft_again_opens_nothing_more(cast: Cast) -> None:
    case, by = stories.case(cast), {"by": cast.actor("amara"), "at": AT}
    draft = referrals.draft_referral(case, stories.ASK, referral=None, version=None, **by)
    more = replace(stories.ASK, hopes="More.")
    referrals.draft_referral(case, more, referral=draft, version=draft.version, **by)
    assert Duty.objects.filter(rule="finish_referral_draft").count() == 1
