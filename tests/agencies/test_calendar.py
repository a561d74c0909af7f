"""School days, working days and London days: the law's vectors (law.md 1.11 A, F, H, J), a model of lists."""

import csv
import dataclasses
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies import schoolday

ROOT = Path(__file__).parents[2]
D = date
DAY = timedelta(1)


def holidays() -> dict[date, str]:
    with (ROOT / "agencies/data/bank_holidays.csv").open(encoding="utf-8", newline="") as file:
        return schoolday.read_bank_holidays(file)


def ex_man_rows() -> list[tuple[date, date, str]]:
    with (ROOT / "tests/data/ex_man_term_dates.csv").open(encoding="utf-8", newline="") as file:
        rows = [(D.fromisoformat(r["from"]), D.fromisoformat(r["to"]), r["kind"]) for r in csv.DictReader(file)]
    return rows + [(day, day, "bank_holiday") for day in holidays()]


EX_MAN = schoolday.SchoolCalendar.from_rows(ex_man_rows())
WORKING = schoolday.WorkingCalendar(holidays())

# D, sixth school day, limit of 15, the inclusive reading of it, limit of 50
PEX = [
    (D(2026, 9, 2), D(2026, 9, 9), D(2026, 9, 23), D(2026, 9, 22), D(2026, 11, 18)),
    (D(2026, 10, 1), D(2026, 10, 8), D(2026, 10, 22), D(2026, 10, 21), D(2026, 12, 18)),
    (D(2026, 10, 19), D(2026, 11, 2), D(2026, 11, 16), D(2026, 11, 13), D(2027, 1, 20)),
    (D(2026, 11, 23), D(2026, 12, 1), D(2026, 12, 15), D(2026, 12, 14), D(2027, 2, 25)),
    (D(2026, 11, 26), D(2026, 12, 4), D(2026, 12, 18), D(2026, 12, 17), D(2027, 3, 2)),
    (D(2026, 12, 1), D(2026, 12, 8), D(2027, 1, 6), D(2027, 1, 5), D(2027, 3, 4)),
    (D(2026, 12, 18), D(2027, 1, 11), D(2027, 1, 25), D(2027, 1, 22), D(2027, 3, 23)),
    (D(2027, 2, 8), D(2027, 2, 23), D(2027, 3, 9), D(2027, 3, 8), D(2027, 5, 13)),
    (D(2027, 3, 15), D(2027, 3, 22), D(2027, 4, 20), D(2027, 4, 19), D(2027, 6, 17)),
    (D(2027, 3, 25), D(2027, 4, 16), D(2027, 4, 30), D(2027, 4, 29), D(2027, 6, 29)),
    (D(2027, 4, 30), D(2027, 5, 10), D(2027, 5, 24), D(2027, 5, 21), D(2027, 7, 20)),
    (D(2027, 5, 24), D(2027, 6, 8), D(2027, 6, 22), D(2027, 6, 21), D(2027, 9, 21)),
    (D(2027, 7, 5), D(2027, 7, 12), D(2027, 9, 6), D(2027, 9, 3), D(2027, 11, 1)),
    (D(2027, 7, 21), D(2027, 9, 8), D(2027, 9, 22), D(2027, 9, 21), D(2027, 11, 17)),
]


@pytest.mark.parametrize(("day", "sixth", "limit", "inclusive", "fifty"), PEX)
def test_vectors_a(day, sixth, limit, inclusive, fifty):
    assert EX_MAN.nth_school_day(day, 6) == sixth
    assert EX_MAN.add_school_days(day, 15) == limit
    assert EX_MAN.nth_school_day(day, 15) == inclusive
    assert EX_MAN.add_school_days(day, 50) == fifty
    assert EX_MAN.school_days_between(day, limit) == 15
    assert EX_MAN.school_days_between(day, fifty) == 50


def test_decided_after_the_last_session():
    assert EX_MAN.nth_school_day(D(2026, 12, 19), 1) == D(2027, 1, 5)
    assert EX_MAN.nth_school_day(D(2026, 12, 19), 6) == D(2027, 1, 12)


def test_vectors_f():
    snow = schoolday.SchoolCalendar.from_rows([*ex_man_rows(), (D(2026, 12, 9), D(2026, 12, 9), "closure", "snow")])
    assert snow.add_school_days(D(2026, 11, 23), 15) == D(2026, 12, 16)
    other = schoolday.SchoolCalendar.from_rows(
        row for row in ex_man_rows() if row != (D(2026, 11, 27), D(2026, 11, 27), "inset")
    )
    assert other.nth_school_day(D(2026, 11, 23), 6) == D(2026, 11, 30)
    assert other.add_school_days(D(2026, 11, 23), 15) == D(2026, 12, 14)


@pytest.mark.parametrize(
    ("day", "n", "due"),
    [
        (D(2026, 12, 18), 1, D(2026, 12, 21)),
        (D(2026, 12, 24), 1, D(2026, 12, 29)),
        (D(2027, 3, 25), 1, D(2027, 3, 30)),
        (D(2026, 11, 23), 45, D(2027, 1, 28)),
        (D(2026, 12, 24), 45, D(2027, 3, 2)),
        (D(2026, 11, 23), 15, D(2026, 12, 14)),
        (D(2026, 12, 23), 2, D(2026, 12, 29)),
        (D(2026, 12, 26), 0, D(2026, 12, 26)),
    ],
)
def test_vectors_h(day, n, due):
    assert WORKING.add_working_days(day, n) == due
    assert WORKING.working_days_between(day, due) == n


@pytest.mark.parametrize(
    ("start", "safe", "arguable"),
    [
        (D(2026, 11, 30), D(2026, 11, 24), D(2026, 11, 25)),
        (D(2027, 1, 5), D(2026, 12, 16), D(2026, 12, 17)),
        (D(2026, 11, 2), D(2026, 10, 21), D(2026, 10, 22)),
        (D(2027, 4, 12), D(2027, 3, 23), D(2027, 3, 24)),
    ],
)
def test_vectors_j(start, safe, arguable):
    assert EX_MAN.latest_notice(start, 2) == safe
    assert EX_MAN.arguable_notice(start, 2) == arguable


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (D(2024, 8, 31), D(2025, 7, 31), 190),
        (D(2025, 8, 31), D(2026, 7, 31), 192),
        (D(2026, 8, 31), D(2027, 7, 31), 190),
        (D(2026, 8, 31), D(2026, 12, 31), 72),
        (D(2026, 12, 31), D(2027, 3, 31), 52),
        (D(2027, 3, 31), D(2027, 7, 31), 66),
    ],
)
def test_the_days_of_a_year_and_of_a_term(first, last, days):
    assert EX_MAN.school_days_between(first, last) == days == len(EX_MAN.school_days(first, last))


def test_why_a_day_is_no_school_day():
    titled = [(day, day, "bank_holiday", title) for day, title in holidays().items()]
    school = schoolday.SchoolCalendar.from_rows(
        [
            (D(2027, 4, 12), D(2027, 5, 28), "term"),
            (D(2027, 5, 4), D(2027, 5, 5), "closure", "flood"),
            (D(2027, 5, 6), D(2027, 5, 6), "closure"),
            (D(2027, 6, 7), D(2027, 6, 7), "inset"),
            *titled,
        ]
    )
    assert school.why_not(D(2027, 4, 12)) is None
    assert school.why_not(D(2027, 5, 1)) == "weekend"
    assert school.why_not(D(2027, 5, 3)) == "bank holiday: Early May bank holiday"
    assert school.why_not(D(2027, 5, 5)) == "closed: flood"
    assert school.why_not(D(2027, 5, 6)) == "closed"
    assert school.why_not(D(2027, 6, 7)) == "INSET"
    assert school.why_not(D(2027, 6, 8)) == "not in term"
    assert EX_MAN.why_not(D(2027, 5, 3)) == "bank holiday"
    assert WORKING.why_not(D(2027, 3, 26)) == "bank holiday: Good Friday"
    assert WORKING.why_not(D(2027, 3, 27)) == "weekend"
    assert WORKING.why_not(D(2027, 3, 25)) is None
    assert schoolday.WorkingCalendar([D(2027, 3, 26)]).why_not(D(2027, 3, 26)) == "bank holiday"


@pytest.mark.parametrize(
    "ask",
    [
        lambda s: s.add_school_days(D(2028, 3, 30), 2),
        lambda s: s.add_school_days(D(2028, 3, 31), 1),
        lambda s: s.add_school_days(D(2028, 6, 1), 1),
        lambda s: s.add_school_days(D(2027, 12, 1), 10**9),
        lambda s: s.add_school_days(D(2024, 7, 31), 1),
        lambda s: s.nth_school_day(D(2028, 3, 31), 2),
        lambda s: s.nth_school_day(D(2028, 4, 3), 1),
        lambda s: s.nth_school_day(D(2024, 7, 31), 1),
        lambda s: s.school_days_between(D(2028, 3, 1), D(2028, 4, 3)),
        lambda s: s.school_days_between(D(2024, 7, 31), D(2025, 1, 1)),
        lambda s: s.latest_notice(D(2024, 9, 5), 1),
        lambda s: s.latest_notice(D(2024, 9, 4), 0),
        lambda s: s.latest_notice(D(2028, 4, 17), 2),
        lambda s: s.arguable_notice(D(2024, 9, 4), 1),
    ],
)
def test_beyond_the_published_terms(ask):
    with pytest.raises(schoolday.BeyondPublishedTerms, match="2024-08-01 to 2028-04-02"):
        ask(EX_MAN)


def test_the_last_published_day_can_be_reached():
    assert EX_MAN.add_school_days(D(2028, 3, 30), 1) == D(2028, 3, 31)
    assert EX_MAN.nth_school_day(D(2028, 3, 31), 1) == D(2028, 3, 31)
    assert EX_MAN.add_school_days(D(2024, 8, 1), 1) == EX_MAN.nth_school_day(D(2024, 8, 1), 1) == D(2024, 9, 4)
    assert EX_MAN.latest_notice(D(2024, 9, 5), 0) == D(2024, 9, 4)
    assert EX_MAN.school_days_between(D(2028, 3, 30), D(2028, 4, 2)) == 1
    assert not EX_MAN.is_school_day(D(2028, 4, 3))


@pytest.mark.parametrize(
    ("last", "known_to"),
    [
        (D(2027, 7, 22), D(2027, 7, 31)),
        (D(2028, 3, 31), D(2028, 4, 2)),
        (D(2027, 3, 25), D(2027, 3, 25)),
        (D(2026, 12, 19), D(2026, 12, 20)),
        (D(2026, 12, 20), D(2026, 12, 20)),
    ],
)
def test_how_far_the_terms_are_known(last, known_to):
    assert schoolday.SchoolCalendar.from_rows([(D(2026, 9, 2), last, "term")]).known_to == known_to


@pytest.mark.parametrize(
    ("first", "known_from"),
    [
        (D(2026, 8, 1), D(2026, 8, 1)),
        (D(2026, 9, 2), D(2026, 8, 1)),
        (D(2027, 1, 5), D(2026, 8, 1)),
        (D(2026, 7, 31), D(2025, 8, 1)),
    ],
)
def test_from_when_the_terms_are_known(first, known_from):
    assert schoolday.SchoolCalendar.from_rows([(first, D(2027, 7, 1), "term")]).known_from == known_from


def test_a_school_without_terms():
    school = schoolday.SchoolCalendar.from_rows([(D(2026, 9, 2), D(2026, 9, 2), "inset")])
    assert not school.is_school_day(D(2026, 9, 3))
    with pytest.raises(schoolday.BeyondPublishedTerms, match="no term dates yet"):
        school.add_school_days(D(2026, 9, 1), 1)
    assert schoolday.SchoolCalendar.from_rows([]).add_school_days(D(2026, 9, 1), 0) == D(2026, 9, 1)


def test_nought_days():
    assert EX_MAN.add_school_days(D(2026, 11, 27), 0) == D(2026, 11, 27)
    assert EX_MAN.school_days_between(D(2026, 11, 26), D(2026, 11, 26)) == 0
    assert EX_MAN.school_days_between(D(2026, 11, 26), D(2026, 11, 24)) == 0
    assert EX_MAN.school_days_between(D(2030, 1, 1), D(2030, 1, 1)) == 0
    assert EX_MAN.latest_notice(D(2026, 11, 30), 0) == D(2026, 11, 26)
    assert WORKING.working_days_between(D(2026, 11, 26), D(2026, 11, 24)) == 0


@pytest.mark.parametrize("count", ["add_school_days", "nth_school_day", "latest_notice", "arguable_notice"])
def test_numbers_of_days_that_are_none(count):
    ask = getattr(EX_MAN, count)
    with pytest.raises(ValueError, match="or more") as caught:
        ask(D(2026, 11, 24), -1)
    assert not isinstance(caught.value, schoolday.BeyondPublishedTerms)
    for n in (1.0, True, "1", None):
        with pytest.raises(TypeError):
            ask(D(2026, 11, 24), n)


@pytest.mark.parametrize("count", ["nth_school_day", "arguable_notice"])
def test_there_is_no_noughth_day(count):
    with pytest.raises(ValueError, match="1 or more"):
        getattr(EX_MAN, count)(D(2026, 11, 24), 0)


NAIVE = datetime(2026, 11, 24, 9)  # noqa: DTZ001  what is refused


@pytest.mark.parametrize("day", [NAIVE, datetime(2026, 11, 24, tzinfo=UTC), "2026-11-24", None, 5])
def test_what_is_no_day(day):
    good = D(2026, 11, 24)
    asks = [
        lambda: EX_MAN.is_school_day(day),
        lambda: schoolday.SchoolCalendar.from_rows([]).is_school_day(day),
        lambda: EX_MAN.why_not(day),
        lambda: EX_MAN.add_school_days(day, 1),
        lambda: EX_MAN.add_school_days(day, 0),
        lambda: EX_MAN.nth_school_day(day, 1),
        lambda: EX_MAN.school_days_between(day, good),
        lambda: EX_MAN.school_days_between(good, day),
        lambda: EX_MAN.school_days_between(day, day),
        lambda: EX_MAN.latest_notice(day, 1),
        lambda: EX_MAN.arguable_notice(day, 1),
        lambda: WORKING.is_working_day(day),
        lambda: WORKING.add_working_days(day, 0),
        lambda: WORKING.working_days_before(day, 0),
        lambda: WORKING.working_days_between(day, good),
        lambda: WORKING.working_days_between(good, day),
        lambda: schoolday.WorkingCalendar([day]),
        lambda: schoolday.SchoolCalendar.from_rows([(day, good, "term")]),
        lambda: schoolday.SchoolCalendar.from_rows([(good, day, "term")]),
        lambda: schoolday.SchoolCalendar.from_rows([(day, day, "term")]),
        lambda: schoolday.end_of_day(day),
        lambda: schoolday.local_instant(day),
    ]
    for ask in asks:
        with pytest.raises(TypeError):
            ask()


def test_rows_that_are_none():
    with pytest.raises(ValueError, match="holiday"):
        schoolday.SchoolCalendar.from_rows([(D(2026, 9, 2), D(2026, 9, 3), "strike")])
    with pytest.raises(ValueError, match="before it begins"):
        schoolday.SchoolCalendar.from_rows([(D(2026, 9, 2), D(2026, 9, 1), "term")])


def test_rows_overlap_in_any_order():
    rows = [
        (D(2026, 9, 7), D(2026, 9, 18), "term"),
        (D(2026, 9, 14), D(2026, 9, 25), "term"),
        (D(2026, 9, 1), D(2026, 9, 8), "inset"),
        (D(2026, 9, 8), D(2026, 9, 9), "closure"),
        (D(2026, 9, 26), D(2026, 9, 28), "bank_holiday"),
    ]
    school = schoolday.SchoolCalendar.from_rows(rows)
    assert school.school_days_between(D(2026, 9, 1), D(2026, 9, 27)) == 12
    assert school == schoolday.SchoolCalendar.from_rows(rows[::-1] + rows)
    assert hash(school) == hash(schoolday.SchoolCalendar.from_rows(rows[::-1]))


def test_a_calendar_does_not_change():
    rows = ex_man_rows()
    school = schoolday.SchoolCalendar.from_rows(rows)
    rows.clear()
    assert school == EX_MAN
    with pytest.raises(dataclasses.FrozenInstanceError):
        school.rows = ()
    days = holidays()
    working = schoolday.WorkingCalendar(days)
    days.clear()
    assert working == WORKING == schoolday.WorkingCalendar(holidays().keys())
    assert hash(working) == hash(WORKING)
    assert not working.is_working_day(D(2026, 12, 25))


def test_working_days_go_back_too():
    assert WORKING.working_days_before(D(2026, 12, 29), 1) == D(2026, 12, 24)
    assert WORKING.working_days_before(D(2026, 12, 29), 0) == D(2026, 12, 29)
    for count in (WORKING.add_working_days, WORKING.working_days_before):
        with pytest.raises(ValueError, match="or more"):
            count(D(2026, 12, 29), -1)


def test_the_bank_holidays_shipped():
    assert len(holidays()) == 140
    assert (min(holidays()), max(holidays())) == (D(2012, 1, 2), D(2028, 12, 26))
    assert holidays()[D(2027, 1, 1)] == "New Year\u2019s Day"


def day_strategy() -> st.SearchStrategy[date]:
    return st.dates(D(2026, 8, 1), D(2027, 7, 31))


@st.composite
def schools(draw):
    kinds = st.sampled_from(schoolday.KINDS)
    rows = draw(st.lists(st.tuples(day_strategy(), st.integers(0, 60), kinds), max_size=8))
    rows = [(first, min(first + n * DAY, D(2027, 7, 31)), kind) for first, n, kind in rows]
    return [*rows, (D(2026, 9, 2), D(2026, 9, 4), "term"), (D(2027, 7, 20), D(2027, 7, 22), "term")]


def model(rows) -> list[date]:
    span = [D(2026, 8, 1) + k * DAY for k in range(365)]
    holds = {kind: {d for d in span for a, b, k in rows if k == kind and a <= d <= b} for kind in schoolday.KINDS}
    shut = holds["inset"] | holds["closure"] | holds["bank_holiday"]
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


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2027-06-30T23:30+00:00", D(2027, 7, 1)),
        ("2027-02-19T23:30+00:00", D(2027, 2, 19)),
        ("2027-02-20T00:00+00:00", D(2027, 2, 20)),
        ("2027-04-30T23:30+00:00", D(2027, 5, 1)),
        ("2026-10-24T23:00+00:00", D(2026, 10, 25)),
        ("2026-10-25T23:30+00:00", D(2026, 10, 25)),
        ("2026-11-24T00:30+05:00", D(2026, 11, 23)),
    ],
)
def test_the_london_day_of_an_instant(instant, day):
    assert schoolday.local_day(datetime.fromisoformat(instant)) == day


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (D(2027, 2, 10), datetime(2027, 2, 11, tzinfo=UTC)),
        (D(2027, 4, 30), datetime(2027, 4, 30, 23, tzinfo=UTC)),
        (D(2027, 3, 27), datetime(2027, 3, 28, tzinfo=UTC)),
        (D(2027, 3, 28), datetime(2027, 3, 28, 23, tzinfo=UTC)),
        (D(2026, 10, 24), datetime(2026, 10, 24, 23, tzinfo=UTC)),
        (D(2026, 10, 25), datetime(2026, 10, 26, tzinfo=UTC)),
    ],
)
def test_the_end_of_a_london_day(day, end):
    assert schoolday.end_of_day(day) == end
    assert schoolday.end_of_day(day).tzinfo is UTC
    assert schoolday.local_day(end) == day + DAY
    assert schoolday.local_day(end - timedelta(microseconds=1)) == day


def test_an_hour_in_london():
    assert schoolday.local_instant(D(2026, 11, 30), 8) == datetime(2026, 11, 30, 8, tzinfo=UTC)
    assert schoolday.local_instant(D(2027, 6, 30), 8) == datetime(2027, 6, 30, 7, tzinfo=UTC)


def test_an_instant_needs_its_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        schoolday.local_day(NAIVE)
    for no_instant in (D(2026, 11, 24), None, "2026-11-24"):
        with pytest.raises(TypeError):
            schoolday.local_day(no_instant)
