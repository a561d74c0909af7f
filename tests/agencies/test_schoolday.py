"""School days, working days and London days: the law's vectors (law.md 1.11 A, F, H, J) and what is known of a year."""

from datetime import UTC, date, datetime, timedelta

import pytest

from agencies import schoolday
from tests.terms import EX_MAN, WORKING, ex_man_rows, holidays

D = date
DAY = timedelta(1)
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
    assert school.why_not(D(2027, 4, 9)) == "not in term"
    assert school.why_not(D(2027, 6, 8)) == "the school’s terms are not known"
    assert EX_MAN.why_not(D(2027, 5, 3)) == "bank holiday"
    assert WORKING.why_not(D(2027, 3, 26)) == "bank holiday: Good Friday"
    assert WORKING.why_not(D(2027, 3, 27)) == "weekend"
    assert WORKING.why_not(D(2027, 3, 25)) is None
    assert schoolday.WorkingCalendar([D(2027, 3, 26)]).why_not(D(2027, 3, 26)) == "bank holiday"


@pytest.mark.parametrize(
    "after",
    [(D(2027, 4, 12), D(2027, 7, 21)), (D(2028, 9, 1), D(2028, 12, 20))],
    ids=["a spring that is missing", "a year that is missing"],
)
def test_nothing_is_counted_over_a_hole_between_two_known_stretches(after):
    school = schoolday.SchoolCalendar.from_rows([(D(2026, 9, 1), D(2026, 12, 18), "term"), (*after, "term")])
    assert school.add_school_days(D(2026, 12, 16), 2) == D(2026, 12, 18)
    with pytest.raises(schoolday.BeyondPublishedTerms):
        school.add_school_days(D(2026, 12, 16), 3)
    assert not school.is_known(D(2027, 2, 1))


def test_nought_days():
    assert EX_MAN.add_school_days(D(2026, 11, 27), 0) == D(2026, 11, 27)
    assert EX_MAN.school_days_between(D(2026, 11, 26), D(2026, 11, 26)) == 0
    assert EX_MAN.school_days_between(D(2026, 11, 26), D(2026, 11, 24)) == 0
    assert EX_MAN.school_days_between(D(2030, 1, 1), D(2030, 1, 1)) == 0
    assert EX_MAN.latest_notice(D(2026, 11, 30), 0) == D(2026, 11, 26)
    assert WORKING.working_days_between(D(2026, 11, 26), D(2026, 11, 24)) == 0


NAIVE = datetime(2026, 11, 24, 9)  # noqa: DTZ001  what is refused


def test_working_days_go_back_too():
    assert WORKING.working_days_before(D(2026, 12, 29), 1) == D(2026, 12, 24)
    assert WORKING.working_days_before(D(2026, 12, 29), 0) == D(2026, 12, 29)
    for count in (WORKING.add_working_days, WORKING.working_days_before):
        with pytest.raises(ValueError, match="or more"):
            count(D(2026, 12, 29), -1)


def test_a_bank_holiday_is_a_school_day_where_the_school_is_open_and_nothing_else_closes_it():
    may = D(2027, 5, 3)
    rows = [*ex_man_rows(), (may, may, "open")]
    assert schoolday.SchoolCalendar.from_rows(rows).why_not(may) is None
    assert schoolday.SchoolCalendar.from_rows([*rows, (may, may, "closure")]).why_not(may) == "closed"
    assert schoolday.SchoolCalendar.from_rows([*rows, (D(2027, 3, 29), D(2027, 3, 29), "open")]).why_not(D(2027, 3, 29))


def test_the_bank_holidays_shipped():
    assert len(holidays()) == 140
    assert (min(holidays()), max(holidays())) == (D(2012, 1, 2), D(2028, 12, 26))
    assert holidays()[D(2027, 1, 1)] == "New Year\u2019s Day"


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
