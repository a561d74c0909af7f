"""The sums of attendance against the vectors of data.md 4.4 and law.md 3.5."""

import csv
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.attendance.codes import FILE, Counts, code_of, codes, known_on
from referrals.attendance.counting import Mark, Sums, monday, sums, without_leave

DAY = date(2026, 11, 2)
VECTOR = (r"/ \ L \ B B E E I I O O D D X X Y4 Y4 C2 C2 K K G #").split()  # noqa: SIM905
DEPARTMENT = Path(FILE).with_name("code_sets.csv")


def marks(*sent: str, first: date = DAY) -> list[Mark]:
    """Two a day, from Monday to Friday, from this Monday on."""
    found = []
    for n, code in enumerate(sent):
        week, day = divmod(n // 2, 5)
        found.append(Mark(first + timedelta(7 * week + day), ("AM", "PM")[n % 2], code))
    return found


def test_the_vector_of_the_codes_counts_as_the_department_counts() -> None:
    got = sums(marks(*VECTOR))
    assert (got.attended, got.authorised, got.unauthorised, got.not_possible) == (8, 6, 3, 7)
    assert (got.possible, got.absent, got.unknown) == (17, 9, 0)
    assert got.rate(got.attended) == Decimal("47.06")
    assert got.rate(got.absent) == Decimal("52.94")
    assert got.is_severe
    assert got.is_persistent
    assert got.late == 1


@pytest.mark.parametrize(
    ("possible", "missed", "is_persistent", "is_severe"),
    [
        (380, 38, True, False),
        (380, 37, False, False),
        (380, 190, True, True),
        (380, 189, True, False),
        (108, 11, True, False),
        (108, 10, False, False),
        (0, 0, False, False),
    ],
)
def test_persistent_and_severe_begin_at_their_limit(
    possible: int, missed: int, is_persistent: bool, is_severe: bool
) -> None:
    got = Sums(attended=possible - missed, authorised=missed)
    assert (got.is_persistent, got.is_severe) == (is_persistent, is_severe)


def test_rates_are_rounded_half_up_and_are_none_where_nothing_was_possible() -> None:
    assert Sums(attended=97, authorised=11).rate(11) == Decimal("10.19")
    assert Sums(attended=98, authorised=10).rate(10) == Decimal("9.26")
    assert Sums(attended=799, unauthorised=1).rate(1) == Decimal("0.13")  # 0.125
    assert Sums(not_possible=4).rate(0) is None


def test_a_code_counts_as_it_did_on_the_day_of_the_mark() -> None:
    assert code_of("J", date(2024, 7, 1)).counts is Counts.ATTENDING
    assert code_of("J", date(2024, 9, 10)).counts is Counts.UNKNOWN
    assert code_of("J1", date(2024, 9, 10)).counts is Counts.AUTHORISED
    assert code_of("J1", date(2024, 7, 1)).counts is Counts.UNKNOWN
    assert code_of("H", date(2024, 8, 18)).counts is Counts.AUTHORISED
    assert code_of("H", date(2024, 8, 19)).counts is Counts.UNKNOWN
    assert code_of("Y", date(2024, 8, 18)).counts is Counts.NOT_POSSIBLE


def test_the_codes_in_force_are_those_of_the_national_set_and_each_holds_once_on_a_day() -> None:
    with DEPARTMENT.open(encoding="utf-8", newline="") as file:
        national = {row["code"] for row in csv.DictReader(file) if row["code_set"] == "attendance_code"}
    assert set(known_on(DAY)) == national
    for day in (date(2024, 8, 18), date(2024, 8, 19), DAY):
        assert all(sum(one.holds(day) for one in rows) <= 1 for rows in codes().values())
    classes = {
        Counts.ATTENDING: r"/ \ L B K P V W",
        Counts.AUTHORISED: "C C1 C2 E I J1 M R S T",
        Counts.UNAUTHORISED: "G N O U",
        Counts.NOT_POSSIBLE: "D Q X Y1 Y2 Y3 Y4 Y5 Y6 Y7 Z #",
    }
    for counts, listed in classes.items():
        assert {code for code in known_on(DAY) if code_of(code, DAY).counts is counts} == set(listed.split())


def test_an_unknown_code_counts_in_nothing_and_is_said() -> None:
    got = sums(marks("/", "\\", "F9", "I"))
    assert (got.unknown, got.possible, got.attended, got.authorised) == (1, 3, 2, 1)
    assert "not known" in code_of("F9", DAY).label


def test_late_before_and_after_the_register_closed() -> None:
    got = sums(marks("L", "\\", "U", "U"))
    assert (got.attended, got.unauthorised, got.late, got.late_after) == (2, 2, 1, 2)


def test_fifteen_days_of_illness_are_thirty_half_days() -> None:
    assert not sums(marks(*["I"] * 29)).is_ill_long
    assert sums(marks(*["I"] * 30)).is_ill_long
    assert sums(marks(*["M"] * 30)).ill == 0


def test_ten_without_leave_in_ten_school_weeks() -> None:
    nine = marks(*["O"] * 9, "/")
    assert without_leave(nine).reached_on is None
    got = without_leave(marks(*["O"] * 10))
    assert (got.lately, got.most, got.reached_on) == (10, 10, DAY + timedelta(4))


def weekly(*gone: int) -> list[Mark]:
    """A mark without leave in each of these weeks, in every other one that is named an attended one."""
    return [Mark(DAY + timedelta(7 * n), "AM", "O") for n in gone]


def test_the_ten_weeks_roll_and_a_holiday_is_no_school_week() -> None:
    every = [Mark(DAY + timedelta(7 * n + 1), "AM", "/") for n in range(14)]
    got = without_leave([*weekly(*range(10)), *every])
    assert (got.most, got.reached_on) == (10, DAY + timedelta(63))
    assert got.lately == 6
    spread = [*weekly(*range(9), 10), *every]
    assert without_leave(spread).most == 9
    holiday = [one for one in spread if monday(one.day) != DAY + timedelta(63)]
    assert without_leave(holiday).most == 10  # nobody was at school in the week between
    lessons = [DAY + timedelta(63)]
    assert without_leave(holiday, lessons).most == 9  # the school was, though the child has no mark


CODE = st.sampled_from([*known_on(DAY), "F9"])


@given(st.lists(CODE, max_size=60), st.randoms(use_true_random=False))
def test_sums_are_equal_in_any_order(sent: list[str], chance: object) -> None:
    made = marks(*sent)
    turned = [*made]
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert sums(turned) == sums(made)
    assert without_leave(turned) == without_leave(made)
    got = sums(made)
    assert got.possible + got.not_possible + got.unknown == len(sent)


@given(st.lists(CODE, max_size=40), st.lists(st.integers(0, 39), max_size=10))
def test_the_most_in_ten_weeks_is_what_counting_each_window_gives(sent: list[str], weeks: list[int]) -> None:
    made = [Mark(DAY + timedelta(7 * week), "AM", code) for week, code in zip(weeks, sent, strict=False)]
    opened = sorted({one.day for one in made if code_of(one.code, one.day).counts.value in ATTENDABLE})
    best = 0
    for n in range(len(opened)):
        window = set(opened[max(n - 9, 0) : n + 1])
        best = max(best, sum(one.day in window and code_of(one.code, one.day).counts == "unauthorised" for one in made))
    assert without_leave(made).most == best


ATTENDABLE = {"attending", "authorised", "unauthorised"}
