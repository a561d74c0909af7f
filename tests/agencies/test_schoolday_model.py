"""School days and working days held to a model of lists, over random schools."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies import schoolday
from tests.terms import EX_MAN, WORKING

D = date
DAY = timedelta(1)


def day_strategy() -> st.SearchStrategy[date]:
    return st.dates(D(2026, 8, 1), D(2027, 7, 31))


@st.composite
def schools(draw):
    kinds = st.sampled_from(schoolday.ROW_KINDS)
    rows = draw(st.lists(st.tuples(day_strategy(), st.integers(0, 60), kinds), max_size=8))
    rows = [(first, min(first + n * DAY, D(2027, 7, 31)), kind) for first, n, kind in rows]
    rows += [(sunday, sunday, "term") for sunday in (D(2026, 8, 2) + 28 * k * DAY for k in range(13))]  # leave no hole
    return [*rows, (D(2026, 9, 2), D(2026, 9, 4), "term"), (D(2027, 7, 20), D(2027, 7, 22), "term")]


def model(rows) -> list[date]:
    span = [D(2026, 8, 1) + k * DAY for k in range(365)]
    holds = {kind: {d for d in span for a, b, k in rows if k == kind and a <= d <= b} for kind in schoolday.ROW_KINDS}
    shut = holds["inset"] | holds["closure"] | (holds["bank_holiday"] - holds["open"])
    return [d for d in span if d in holds["term"] and d not in shut and d.isoweekday() < 6]


@given(schools(), day_strategy(), day_strategy(), st.integers(1, 30))
def test_counts_agree_with_a_model_of_lists(rows, a, b, n):
    school, days = schoolday.SchoolCalendar.from_rows(rows), model(rows)
    later, earlier = [d for d in days if d > a], [d for d in days if d < a]
    assert school.is_school_day(a) == (a in days) == (school.why_not(a) is None)
    assert school.school_days(a, b) == tuple(d for d in later if d <= b)
    for ask, among, place in [
        (school.add_school_days, later, n - 1),
        (school.nth_school_day, [d for d in days if d >= a], n - 1),
        (school.latest_notice, earlier[::-1], n),
        (school.arguable_notice, earlier[::-1], n - 1),
    ]:
        if place < len(among):
            assert ask(a, n) == among[place]
        else:
            with pytest.raises(schoolday.BeyondPublishedTerms):
                ask(a, n)


@given(st.dates(D(2024, 8, 1), D(2027, 7, 31)), st.integers(0, 60), st.integers(0, 60))
def test_school_days_add_up(day, n, m):
    end = EX_MAN.add_school_days(day, n)
    assert EX_MAN.school_days_between(day, end) == n
    assert EX_MAN.add_school_days(end, m) == EX_MAN.add_school_days(day, n + m)
    notice = EX_MAN.latest_notice(D(2027, 7, 1), n)
    assert EX_MAN.school_days_between(notice, D(2027, 6, 30)) == n


@given(st.dates(D(2012, 1, 1), D(2028, 12, 1)), st.integers(1, 60))
def test_working_days_add_up(day, n):
    end = WORKING.add_working_days(day, n)
    assert WORKING.is_working_day(end)
    assert WORKING.working_days_between(day, end) == n
    assert WORKING.working_days_before(end + DAY, n) > day
    assert WORKING.working_days_before(end, n) <= day
