"""The rungs of a duty: who is reminded, and when."""

from datetime import UTC, date, datetime, timedelta

from agencies import deadlines
from tests.agencies.deadlines.working import work_out
from tests.terms import WORKING

D = date
TODAY = D(2026, 11, 25)


def told(name, day, *, on_case=True, opened_on=None):
    ladder = deadlines.ladder_for(name, on_case=on_case)
    rungs = deadlines.steps(work_out(name, day), ladder, WORKING, opened_on=opened_on)
    return [(step.name, step.tells, at) for step, at in rungs]


def test_the_ladder():
    assert told("decide_referral", D(2026, 12, 17)) == [
        ("before", "owner", datetime(2026, 12, 23, 7, tzinfo=UTC)),
        ("due", "owner", datetime(2026, 12, 24, 8, tzinfo=UTC)),
        ("late_1", "manager", datetime(2026, 12, 29, 8, tzinfo=UTC)),
        ("late_2", "officer", datetime(2026, 12, 30, 8, tzinfo=UTC)),
    ]


def test_the_ladder_over_the_change_to_summer_time():
    assert [at.hour for _, _, at in told("acknowledge_referral", D(2027, 3, 25))] == [7, 7, 7, 7]


def test_a_ladder_stops_at_the_school_where_only_the_school_sees():
    names = [(name, tells) for name, tells, _ in told("name_lead", TODAY, on_case=False)]
    assert names == [("before", "owner"), ("due", "owner"), ("late_1", "manager")]


def test_no_reminder_before_a_duty_arose():
    sent = D(2026, 11, 25)
    names = [name for name, _, _ in told("acknowledge_referral", sent, opened_on=sent)]
    assert names == ["due", "late_1", "late_2"]
    assert "before" in [name for name, _, _ in told("share_case", sent, opened_on=sent - timedelta(1))]
    assert "due" in [name for name, _, _ in told("look_at_concern_very", sent, opened_on=sent)]


def test_a_warning_longer_before_than_the_duty_lasts_is_told_the_day_after_it_arose():
    sent, limits = D(2026, 11, 25), {"ladder_before": 6}
    ladder = deadlines.ladder_for("decide_referral", on_case=True, limits=limits)
    for name, warned in (("decide_referral", [26]), ("share_case", [26]), ("acknowledge_referral", [])):
        rungs = deadlines.steps(work_out(name, sent), ladder, WORKING, opened_on=sent)
        assert [at.day for step, at in rungs if step.name == "before"] == warned, name


def test_a_share_is_announced_before_it_ends():
    assert told("renew_share", D(2027, 1, 17)) == [
        ("before_10", "owner", datetime(2027, 1, 4, 7, tzinfo=UTC)),
        ("before_2", "owner", datetime(2027, 1, 14, 7, tzinfo=UTC)),
    ]


def test_a_duty_that_falls_due_on_a_sunday():
    rungs = deadlines.steps(work_out("renew_share", D(2027, 1, 17)), deadlines.LADDERS["default"], WORKING)
    assert [at.day for _, at in rungs] == [15, 17, 18, 19]
