"""How a date is worked out in school days, working days and calendar days; clocks that stop and go on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies import deadlines, schoolday
from tests.agencies.deadlines.working import SCHOOL, work_out
from tests.terms import WORKING

D = date
TODAY = D(2026, 11, 25)


def test_a_sum_in_school_days():
    done = work_out("name_lead", D(2026, 11, 23), limit=15)
    assert (done.from_on, done.due_on, done.limit, done.unit) == (D(2026, 11, 23), D(2026, 12, 15), 15, "school_days")
    assert done.due_at == datetime(2026, 12, 16, tzinfo=UTC)
    assert (done.rule_name, done.rule_version) == ("name_lead", "name_lead from 2020-09-01")
    assert (done.counted[0], done.counted[3], done.counted[-1]) == (D(2026, 11, 24), D(2026, 11, 30), D(2026, 12, 15))
    assert done.skipped == (
        (D(2026, 11, 27), "INSET"),
        (D(2026, 11, 28), "weekend"),
        (D(2026, 11, 29), "weekend"),
        (D(2026, 12, 5), "weekend"),
        (D(2026, 12, 6), "weekend"),
        (D(2026, 12, 12), "weekend"),
        (D(2026, 12, 13), "weekend"),
    )


def test_a_sum_in_school_days_over_christmas():
    done = work_out("look_at_concern", D(2026, 12, 17))
    assert done.counted == (D(2026, 12, 18), D(2027, 1, 5))
    assert (D(2026, 12, 28), "bank holiday: Boxing Day") in done.skipped
    assert (D(2026, 12, 29), "not in term") in done.skipped


def test_a_sum_in_working_days():
    done = work_out("acknowledge_referral", D(2026, 12, 24))
    assert (done.due_on, done.counted) == (D(2026, 12, 29), (D(2026, 12, 29),))
    assert done.skipped == (
        (D(2026, 12, 25), "bank holiday: Christmas Day"),
        (D(2026, 12, 26), "weekend"),
        (D(2026, 12, 27), "weekend"),
        (D(2026, 12, 28), "bank holiday: Boxing Day"),
    )
    assert work_out("review_not_told", D(2026, 11, 23)).due_on == D(2026, 12, 21)


def test_a_sum_in_calendar_days():
    done = work_out("renew_share", D(2027, 1, 17))
    assert (done.due_on, done.due_at) == (D(2027, 1, 17), datetime(2027, 1, 18, tzinfo=UTC))
    assert (done.counted, done.skipped) == ((), ())
    done = work_out("renew_share", D(2026, 12, 24), limit=3)
    assert (done.due_on, len(done.counted), done.skipped) == (D(2026, 12, 27), 3, ())


def test_the_end_of_a_day_in_summer_time():
    assert work_out("look_at_concern", D(2027, 6, 29)).due_at == datetime(2027, 7, 1, 23, tzinfo=UTC)


def test_very_worried_means_today():
    done = work_out("look_at_concern_very", D(2026, 11, 25))
    assert (done.due_on, done.counted, done.skipped) == (D(2026, 11, 25), (), ())
    done = work_out("look_at_concern_very", D(2026, 11, 27))
    assert (done.due_on, done.counted) == (D(2026, 11, 30), ())
    assert done.skipped == (
        (D(2026, 11, 27), "INSET"),
        (D(2026, 11, 28), "weekend"),
        (D(2026, 11, 29), "weekend"),
    )


def test_nought_working_days():
    assert work_out("decide_referral", D(2026, 12, 24), limit=0).due_on == D(2026, 12, 24)
    done = work_out("decide_referral", D(2026, 12, 25), limit=0)
    assert (done.due_on, len(done.skipped)) == (D(2026, 12, 29), 4)


def test_the_councils_own_limit():
    assert work_out("decide_referral", D(2026, 11, 23)).due_on == D(2026, 11, 30)
    assert work_out("decide_referral", D(2026, 11, 23), limit=10).due_on == D(2026, 12, 7)
    for name in ("decide_referral", "name_lead", "renew_share"):
        with pytest.raises(ValueError, match="or more"):
            work_out(name, D(2026, 11, 23), limit=-1)


def test_school_days_need_a_school_and_its_terms():
    rule = deadlines.rule_for("name_lead", TODAY)
    with pytest.raises(ValueError, match="calendar is needed"):
        deadlines.work_out(rule, TODAY, None, WORKING)
    with pytest.raises(ValueError, match="calendar is needed"):
        deadlines.remaining(deadlines.Unit.SCHOOL_DAYS, TODAY, TODAY, None, WORKING)
    with pytest.raises(schoolday.BeyondPublishedTerms):
        work_out("name_lead", D(2028, 3, 31))
    council = deadlines.rule_for("decide_referral", TODAY)
    assert deadlines.work_out(council, D(2026, 11, 23), None, WORKING).due_on == D(2026, 11, 30)


@pytest.mark.parametrize("name", ["name_lead", "decide_referral", "renew_share"])
def test_an_instant_is_no_day(name):
    with pytest.raises(TypeError):
        work_out(name, datetime(2026, 11, 23, 9, tzinfo=UTC))


@given(
    st.sampled_from(deadlines.RULES), st.dates(D(2024, 9, 1), D(2027, 6, 30)), st.one_of(st.none(), st.integers(0, 40))
)
def test_every_day_of_a_sum_is_counted_or_has_its_reason(rule, day, limit):
    done = deadlines.work_out(rule, day, SCHOOL, WORKING, limit)
    assert len(done.counted) == done.limit == (rule.limit if limit is None else limit)
    days = sorted(done.counted + tuple(day for day, _ in done.skipped))
    first = day if done.limit == 0 else day + timedelta(1)
    assert days == [first + timedelta(k) for k in range(len(days))]
    assert done.due_on == (done.counted[-1] if done.counted else day + timedelta(len(days)))
    assert all(why for _, why in done.skipped)
    assert schoolday.local_day(done.due_at) == done.due_on + timedelta(1)


def test_guard_vector_21():
    rule = deadlines.rule_for("decide_referral", TODAY)
    due_on = deadlines.work_out(rule, D(2026, 11, 25), None, WORKING).due_on
    left = deadlines.remaining(rule.unit, due_on, D(2026, 11, 30), None, WORKING)
    assert (due_on, left) == (D(2026, 12, 2), 2)
    done = deadlines.restart(rule, left, D(2026, 12, 4), None, WORKING)
    assert (done.due_on, done.limit, done.from_on) == (D(2026, 12, 8), 2, D(2026, 12, 4))


def test_what_a_stopped_clock_had_left():
    left = deadlines.remaining
    assert left(deadlines.Unit.WORKING_DAYS, D(2026, 12, 2), D(2026, 12, 2), None, WORKING) == 0
    assert left(deadlines.Unit.WORKING_DAYS, D(2026, 12, 2), D(2026, 12, 9), None, WORKING) == 0
    assert left(deadlines.Unit.SCHOOL_DAYS, D(2026, 12, 1), D(2026, 11, 25), SCHOOL, WORKING) == 3
    assert left(deadlines.Unit.CALENDAR_DAYS, D(2026, 12, 1), D(2026, 11, 25), None, WORKING) == 6
    assert left(deadlines.Unit.CALENDAR_DAYS, D(2026, 12, 1), D(2026, 12, 3), None, WORKING) == 0


def test_a_clock_with_nothing_left_is_due_the_day_it_restarts():
    rule = deadlines.rule_for("decide_referral", TODAY)
    assert deadlines.restart(rule, 0, D(2026, 12, 4), None, WORKING).due_on == D(2026, 12, 4)
    assert deadlines.restart(rule, 0, D(2026, 12, 5), None, WORKING).due_on == D(2026, 12, 7)


@given(st.dates(D(2026, 1, 1), D(2027, 12, 1)), st.integers(0, 9), st.integers(0, 60))
def test_stopping_gives_no_day_and_takes_none(day, used, pause):
    rule = deadlines.rule_for("decide_referral", TODAY)
    due_on = deadlines.work_out(rule, day, None, WORKING, limit=10).due_on
    left = deadlines.remaining(rule.unit, due_on, WORKING.add_working_days(day, used), None, WORKING)
    assert left == 10 - used
    restarted_on = WORKING.add_working_days(day, used) + timedelta(pause)
    due_again = deadlines.restart(rule, left, restarted_on, None, WORKING).due_on
    assert WORKING.working_days_between(restarted_on, due_again) == left
