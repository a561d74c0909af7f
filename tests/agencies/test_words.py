"""Days, hours, counts and year groups in words."""

from datetime import UTC, date, datetime

import pytest

from agencies import words

AUTUMN = date(2026, 11, 23)


def test_days_are_said_in_three_lengths() -> None:
    assert words.long_day(AUTUMN) == "Monday 23 November 2026"
    assert words.short_day(AUTUMN) == "23 Nov 2026"
    assert words.day_month(AUTUMN) == "Mon 23 Nov"


def test_an_instant_is_said_in_london_time() -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert words.long_day(late) == "Thursday 2 July 2026"
    assert words.clock(late) == "12:30am"


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (0, 0, "midnight"),
        (0, 5, "12:05am"),
        (9, 0, "9:00am"),
        (12, 0, "midday"),
        (12, 1, "12:01pm"),
        (15, 30, "3:30pm"),
    ],
)
def test_clock(hour: int, minute: int, said: str) -> None:
    assert words.clock(datetime(2026, 11, 23, hour, minute, tzinfo=UTC)) == said


def test_a_share_that_ends_at_midnight_is_said_to_last_until_the_day_before() -> None:
    assert words.last_day(datetime(2027, 2, 11, tzinfo=UTC)) == date(2027, 2, 10)
    assert words.last_day(datetime(2026, 6, 30, 23, tzinfo=UTC)) == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("born_on", "on", "said"),
    [
        (date(2012, 9, 1), AUTUMN, "Year 9"),
        (date(2012, 8, 31), AUTUMN, "Year 10"),
        (date(2012, 9, 1), date(2026, 8, 31), "Year 8"),
        (date(2012, 9, 1), date(2026, 9, 1), "Year 9"),
        (date(2022, 8, 31), AUTUMN, "Reception"),
        (date(2022, 9, 1), AUTUMN, "Nursery"),
        (date(2021, 9, 1), AUTUMN, "Reception"),
        (date(2021, 8, 31), AUTUMN, "Year 1"),
        (date(2007, 9, 1), AUTUMN, "Year 14"),
        (date(2007, 8, 31), AUTUMN, "Over 19"),
    ],
)
def test_year_group_goes_by_the_age_on_31_august(born_on: date, on: date, said: str) -> None:
    assert words.year_group(born_on, on) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 22), "Yesterday"),
        (AUTUMN, "Today"),
        (date(2026, 11, 24), "Tomorrow"),
        (date(2026, 11, 29), "Sunday"),
        (date(2026, 11, 30), "Mon 30 Nov"),
        (date(2026, 11, 19), "Thu 19 Nov"),
    ],
)
def test_when(day: date, said: str) -> None:
    assert words.when(day, AUTUMN) == said


def test_counts_and_names() -> None:
    assert words.count_words(1, "school day") == "1 school day"
    assert words.count_words(2, "school day") == "2 school days"
    assert words.count_words(1200, "person", "people") == "1,200 people"
    assert words.possessive("Kofi") == "Kofi’s"


def test_words_in_a_row_are_said_with_commas_and_one_and() -> None:
    assert [words.listed(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
