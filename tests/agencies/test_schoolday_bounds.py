"""What a calendar refuses: days beyond the published terms, numbers and rows that are none, a change."""

import dataclasses
from datetime import UTC, date, datetime

import pytest

from agencies import schoolday
from tests.terms import EX_MAN, WORKING, ex_man_rows, holidays

D = date


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
    assert schoolday.SchoolCalendar.from_rows([(D(2026, 9, 2), last, "term")]).known[-1][1] == known_to


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
    assert schoolday.SchoolCalendar.from_rows([(first, D(2027, 7, 1), "term")]).known[0][0] == known_from


def test_a_school_without_terms():
    school = schoolday.SchoolCalendar.from_rows([(D(2026, 9, 2), D(2026, 9, 2), "inset")])
    assert not school.is_school_day(D(2026, 9, 3))
    with pytest.raises(schoolday.BeyondPublishedTerms, match="no term dates yet"):
        school.add_school_days(D(2026, 9, 1), 1)
    assert schoolday.SchoolCalendar.from_rows([]).add_school_days(D(2026, 9, 1), 0) == D(2026, 9, 1)


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


def test_nothing_is_counted_over_a_year_that_is_not_known():
    rows = [(D(2026, 9, 2), D(2027, 7, 22), "term"), (D(2028, 9, 4), D(2029, 7, 20), "term")]
    school = schoolday.SchoolCalendar.from_rows(rows)
    assert school.known == ((D(2026, 8, 1), D(2027, 7, 31)), (D(2028, 8, 1), D(2029, 7, 31)))
    assert not school.is_known(D(2027, 11, 1))
    assert school.add_school_days(D(2028, 8, 1), 1) == D(2028, 9, 4)
    for ask in (
        lambda: school.add_school_days(D(2027, 7, 20), 3),
        lambda: school.nth_school_day(D(2027, 7, 22), 2),
        lambda: school.latest_notice(D(2028, 9, 4), 0),
        lambda: school.school_days_between(D(2027, 7, 1), D(2028, 9, 10)),
        lambda: school.add_school_days(D(2027, 11, 1), 1),
    ):
        with pytest.raises(schoolday.BeyondPublishedTerms, match="to 2027-07-31, from 2028-08-01"):
            ask()


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        ([(D(2026, 9, 2), D(2026, 12, 18)), (D(2027, 1, 5), D(2027, 7, 22))], [(D(2026, 8, 1), D(2027, 7, 31))]),
        (
            [(D(2026, 9, 2), D(2026, 12, 18)), (D(2027, 2, 22), D(2027, 7, 22))],
            [(D(2026, 8, 1), D(2026, 12, 20)), (D(2027, 2, 22), D(2027, 7, 31))],
        ),
        (
            [(D(2026, 9, 2), D(2027, 5, 27)), (D(2027, 9, 2), D(2028, 7, 21))],
            [(D(2026, 8, 1), D(2027, 5, 27)), (D(2027, 8, 1), D(2028, 7, 31))],
        ),
        ([(D(2026, 9, 2), D(2027, 7, 22)), (D(2026, 11, 2), D(2026, 12, 18))], [(D(2026, 8, 1), D(2027, 7, 31))]),
    ],
    ids=["Christmas", "an empty half", "an empty last half", "one term within another"],
)
def test_a_hole_is_known_as_one(rows, known):
    school = schoolday.SchoolCalendar.from_rows([(*row, "term") for row in rows])
    assert list(school.known) == known
