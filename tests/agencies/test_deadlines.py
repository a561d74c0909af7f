"""The table of clocks, how a date is worked out, stopped clocks, ladders, and how long a share may run."""

import csv
import dataclasses
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies import deadlines, schoolday

ROOT = Path(__file__).parents[2]
D = date
TODAY = D(2026, 11, 25)


def holidays() -> dict[date, str]:
    with (ROOT / "agencies/data/bank_holidays.csv").open(encoding="utf-8", newline="") as file:
        return schoolday.read_bank_holidays(file)


def ex_man() -> schoolday.SchoolCalendar:
    with (ROOT / "tests/data/ex_man_term_dates.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (D.fromisoformat(r["from"]), D.fromisoformat(r["to"]), r["kind"], r["label"]) for r in csv.DictReader(file)
        ]
    return schoolday.SchoolCalendar.from_rows(rows + [(d, d, "bank_holiday", t) for d, t in holidays().items()])


SCHOOL, WORKING = ex_man(), schoolday.WorkingCalendar(holidays())


def work_out(name, day, limit=None):
    return deadlines.work_out(deadlines.rule_for(name, TODAY), day, SCHOOL, WORKING, limit)


@pytest.mark.parametrize(
    ("name", "limit", "unit"),
    [
        ("look_at_concern", 2, "school_days"),
        ("look_at_concern_very", 0, "school_days"),
        ("name_lead", 5, "school_days"),
        ("tell_family", 5, "school_days"),
        ("finish_referral_draft", 3, "school_days"),
        ("acknowledge_referral", 1, "working_days"),
        ("decide_referral", 5, "working_days"),
        ("answer_referral", 5, "school_days"),
        ("share_case", 2, "working_days"),
        ("first_contact", 5, "working_days"),
        ("accept_share", 3, "working_days"),
        ("answer_question", 5, "working_days"),
        ("review_not_told", 20, "working_days"),
        ("renew_share", 0, "calendar_days"),
    ],
)
def test_the_table(name, limit, unit):
    rule = deadlines.rule_for(name, TODAY)
    assert (rule.limit, rule.unit, rule.force) == (limit, unit, "local")
    assert rule.setting == (None if name in ("review_not_told", "renew_share") else f"{name}_limit")
    assert rule.version == f"{name} from 2020-09-01"


def test_each_rule_says_what_from_when_and_by_whose_word():
    assert len(deadlines.RULES) == 40
    assert all(rule.what and rule.counted_from and rule.source for rule in deadlines.RULES)
    assert len({(rule.name, rule.starts_on) for rule in deadlines.RULES}) == len(deadlines.RULES)
    assert deadlines.FAMILY_REVIEW_WORKING_DAYS == 20


def test_the_rule_in_force_on_a_day(monkeypatch):
    old = deadlines.rule_for("name_lead", TODAY)
    new = dataclasses.replace(old, limit=3, starts_on=D(2027, 1, 1))
    monkeypatch.setattr("agencies.deadlines.rules.RULES", (new, old))
    assert deadlines.rule_for("name_lead", D(2026, 12, 31)) == old
    assert deadlines.rule_for("name_lead", D(2027, 1, 1)) == new
    for name, day in [("name_lead", D(2020, 8, 31)), ("no_such_duty", TODAY)]:
        with pytest.raises(deadlines.NoSuchRule, match=name):
            deadlines.rule_for(name, day)


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


def told(name, day, *, on_case=True, opened_on=None):
    ladder = deadlines.ladder_for(name, on_case=on_case)
    rungs = deadlines.steps(work_out(name, day), ladder, WORKING, opened_on=opened_on)
    return [(step.name, step.tells, at) for step, at in rungs]


def test_the_ladder():
    assert told("decide_referral", D(2026, 12, 17)) == [
        ("before", "owner", datetime(2026, 12, 23, 8, tzinfo=UTC)),
        ("due", "owner", datetime(2026, 12, 24, 8, tzinfo=UTC)),
        ("late_1", "manager", datetime(2026, 12, 29, 8, tzinfo=UTC)),
        ("late_2", "officer", datetime(2026, 12, 30, 8, tzinfo=UTC)),
    ]


def test_the_ladder_over_the_change_to_summer_time():
    assert [at.hour for _, _, at in told("acknowledge_referral", D(2027, 3, 25))] == [8, 7, 7, 7]


def test_a_ladder_stops_at_the_school_where_only_the_school_sees():
    names = [(name, tells) for name, tells, _ in told("name_lead", TODAY, on_case=False)]
    assert names == [("before", "owner"), ("due", "owner"), ("late_1", "manager")]


def test_no_reminder_before_a_duty_arose():
    sent = D(2026, 11, 25)
    names = [name for name, _, _ in told("acknowledge_referral", sent, opened_on=sent)]
    assert names == ["due", "late_1", "late_2"]
    assert "before" in [name for name, _, _ in told("share_case", sent, opened_on=sent - timedelta(1))]
    assert "due" in [name for name, _, _ in told("look_at_concern_very", sent, opened_on=sent)]


def test_a_share_is_announced_before_it_ends():
    assert told("renew_share", D(2027, 1, 17)) == [
        ("before_10", "owner", datetime(2027, 1, 4, 8, tzinfo=UTC)),
        ("before_2", "owner", datetime(2027, 1, 14, 8, tzinfo=UTC)),
    ]


def test_a_duty_that_falls_due_on_a_sunday():
    rungs = deadlines.steps(work_out("renew_share", D(2027, 1, 17)), deadlines.LADDERS["default"], WORKING)
    assert [at.day for _, at in rungs] == [15, 17, 18, 19]


@pytest.mark.parametrize(
    ("purpose", "default_days", "longest_days"),
    [
        ("safeguard", 84, 84),
        ("early_help", 84, 84),
        ("health_support", 84, 182),
        ("prevent_harm", 56, 56),
        ("youth_justice", 84, 182),
        ("social_care", 84, 84),
        ("education_provision", 28, 84),
    ],
)
def test_how_long_a_share_may_run(purpose, default_days, longest_days):
    start = D(2026, 11, 23)
    assert deadlines.share_end(purpose, start) == start + timedelta(default_days - 1)
    assert deadlines.share_end(purpose, start, 1) == start
    assert deadlines.share_end(purpose, start, longest_days) == start + timedelta(longest_days - 1)
    with pytest.raises(deadlines.TermTooLong, match=str(longest_days)):
        deadlines.share_end(purpose, start, longest_days + 1)
    with pytest.raises(ValueError, match="at least one day"):
        deadlines.share_end(purpose, start, 0)
    assert deadlines.SHARE_TERMS[purpose].source


def test_a_share_of_eight_weeks():
    ends_on = deadlines.share_end("prevent_harm", D(2026, 11, 23))
    assert (ends_on, schoolday.end_of_day(ends_on)) == (D(2027, 1, 17), datetime(2027, 1, 18, tzinfo=UTC))


def test_a_share_has_a_known_purpose():
    with pytest.raises(ValueError, match="curiosity"):
        deadlines.share_end("curiosity", TODAY)
