"""Children's records compared: the vectors of data.md 3.4, by row name."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agencies.likeness import POINTS, Band, Child, days_near, likeness, plain


def child(name: str, born: str, postcode: str = "", upn: str = "", school: int = 0, former: str = "") -> Child:
    first, _, last = name.rpartition(" ") if "O’Neill" not in name else ("Mary-Jane", "", "O’Neill")
    return Child(
        first, last, date.fromisoformat(born), postcode=postcode, former=(former,) if former else (),
        upns=frozenset({upn} - {""}), schools=frozenset({school} - {0}),
    )  # fmt: skip


UPN = "H801200001001"
VECTORS = {
    "M1": (
        child("Amina Hassan", "2012-09-14", "M14 5TP"), child("Amina Hassan", "2012-09-14", "M14 5TP"), 80, "strong",
    ),
    "M2": (child("James Okafor", "2012-03-02", "M8 4HF"), child("Jimmy Okafor", "2012-03-02", "M8 4HF"), 72, "strong"),
    "M3": (child("Leah Brennan", "2013-04-11", "M9 1AB"), child("Leah Brennan", "2013-11-04", "M9 1AB"), 70, "strong"),
    "M4": (child("Zoë Müller", "2011-12-01", "M20 2RN"), child("Zoe Muller", "2011-12-01", "M20 2RN"), 80, "strong"),
    "M5": (child("Zoë Müller", "2011-12-01", "M20 2RN"), child("Zoe Mueller", "2011-12-01", "M20 2RN"), 72, "strong"),
    "M6": (child("Adam Thomas", "2012-07-07", "M11 3AA"), child("Thomas Adam", "2012-07-07", "M11 3AA"), 72, "strong"),
    "M7": (
        child("Ruby Clarke-Adeyemi", "2014-01-30", "M13 0FN"), child("Ruby Adeyemi", "2014-01-30", "M13 0FN"),
        72, "strong",
    ),
    "M8": (
        child("Mary-Jane O’Neill", "2013-02-03", "M19 1AA"), child("Mary Jane ONeill", "2013-02-03", "M19 1AA"),
        80, "strong",
    ),
    "M9": (child("Ava Walsh", "2015-06-06", "M23 9RR"), child("Mia Walsh", "2015-06-06", "M23 9RR"), 48, "sibling"),
    "M10": (
        child("Tyler Reed", "2016-02-10", upn=UPN), child("Noah Bennett", "2016-02-10", "SK4 1AA", UPN), 53, "conflict",
    ),
    "M11": (
        child("Ella Shaw", "2014-11-11", upn="B801200005001"), child("Kian Doyle", "2010-03-03", upn="B801200005001"),
        -2, "conflict",
    ),
    "M12": (
        child("Mohammed Ali", "2013-05-19", "M16 7WD"), child("Mohammed Ali", "2011-08-02", "M8 9AA"), 10, "none",
    ),
    "M13": (
        child("Mohammed Ali", "2013-05-19", "M16 7WD"), child("Mohammed Ali", "2013-05-19", "M8 9AA"), 65, "possible",
    ),
    "M14": (
        child("Sam Boateng", "2011-09-01", "M15 6PA", "R201100018042", school=1),
        child("Samuel Boateng", "2011-09-01", "M15 6PA", "T20110001804V", school=1),
        77, "strong",
    ),
    "M15": (child("Hana Novak", "2012-06-15", "M12 4XX"), child("Hana Novak", "2012-06-16", "M12 4XX"), 65, "possible"),
    "M16": (child("Callum Price", "2012-10-23", "M1 1AA"), child("Callum Hughes", "2012-10-23", "M8 1AA"), 35, "none"),
    "M16, once a former name is held": (
        child("Callum Price", "2012-10-23", "M1 1AA", former="Hughes"), child("Callum Hughes", "2012-10-23", "M8 1AA"),
        65, "possible",
    ),
    "M17": (child("K Begum", "2012-01-05"), child("Kulsuma Begum", "2012-01-05", "M12 4XX"), 50, "possible"),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other", "points", "band"), VECTORS.values(), ids=VECTORS)
def test_each_vector_both_ways(one: Child, other: Child, points: int, band: str) -> None:
    for pair in ((one, other), (other, one)):
        found = likeness(*pair)
        assert (found.points, found.band) == (points, band), found.why
        assert found.points == sum(POINTS[row] for row in found.why)


@pytest.mark.parametrize("typed", ["O’Shea", "O'Shea", "Oshea", "O Shea", "o´shea", "Ó Shea", "O‘SHEA"])
def test_oshea_in_many_spellings_is_one_name(typed: str) -> None:
    there = Child("Siobhán", "O’Shea", date(2012, 3, 2), schools=frozenset({1}))
    assert likeness(Child("Siobhan", typed, date(2012, 3, 2), schools=frozenset({1})), there).points == 70
    assert plain("Siobhán") == "siobhan"


def test_what_one_is_called_counts_as_a_first_name() -> None:
    one, other = child("Oluwaseun Ade", "2012-03-02"), Child("Tom", "Ade", date(2012, 3, 2), known_as="Seun")
    assert "given_near" in likeness(one, other).why


def test_one_number_and_one_name_that_differs_is_no_conflict() -> None:
    one, other = child("Amina Hassan", "2012-09-14", upn=UPN), child("Amina Yusuf", "2012-09-14", upn=UPN)
    assert likeness(one, other).band is Band.STRONG
    assert likeness(one, child("Amina Yusuf", "2012-09-15", upn=UPN)).band is Band.CONFLICT


@given(st.dates(date(1999, 1, 1), date(2026, 12, 31)), st.dates(date(1999, 1, 1), date(2035, 12, 31)))
def test_no_birthday_that_scores_is_left_out_of_those_that_are_looked_at(one: date, other: date) -> None:
    scores = {"born", "born_turned", "born_digit"} & set(likeness(_born(one), _born(other)).why)
    assert bool(scores) == (other in set(days_near(one)))


@example(date(2012, 3, 2), 3653)
@given(st.dates(date(1999, 1, 1), date(2026, 12, 31)), st.integers(-40, 40))
def test_the_same_for_days_close_by(one: date, days: int) -> None:
    other = one + timedelta(days)
    scores = {"born", "born_turned", "born_digit"} & set(likeness(_born(one), _born(other)).why)
    assert bool(scores) == (other in set(days_near(one)))


def _born(day: date) -> Child:
    return Child("A", "B", day)
