"""Totals, lines and runs of suspension: the vectors of law.md 1.11 C and D, guards 4 and 16 to 18, in any order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.schoolday import SchoolCalendar
from interventions.suspensions.totals import (
    LINES,
    AlreadyOut,
    Out,
    Session,
    Term,
    Total,
    Unit,
    easter_monday,
    in_days,
    run_of,
    school_year,
    sessions,
    sixth_day,
    term_of,
    totals,
    year_of,
)
from tests.terms import EX_MAN, ex_man_rows

D = date
HERE, THERE = 1, 2


SIX_TERMS = SchoolCalendar.from_rows(
    (first, last, kind, f"Term {n}" if kind == "term" else "") for n, (first, last, kind) in enumerate(ex_man_rows())
)


def outs(first: date, last: date | None = None, kind: str = "whole", school: int = HERE) -> list[Out]:
    """Every session of the school days from one day to another."""
    days = EX_MAN.school_days(first - timedelta(1), last or first)
    return [Out(day, session, school) for day, session in sessions(days, kind)]


def after(before: list[Out], new: list[Out], over: Unit = Unit.TERM) -> list[Total]:
    return [total for total in totals(before, new, EX_MAN, HERE) if total.over is over]


PUPIL_A = [
    (D(2026, 9, 14), D(2026, 9, 16), "whole", "3", set(), 3, None),
    (D(2026, 9, 28), D(2026, 10, 2), "lunch", "5.5", {"governors_told"}, 0, None),
    (D(2026, 11, 9), D(2026, 11, 13), "whole", "10.5", set(), 5, None),
    (D(2026, 11, 16), D(2026, 11, 19), "whole", "14.5", set(), 9, D(2026, 11, 16)),
    (D(2026, 12, 1), D(2026, 12, 1), "whole", "15.5", {"governors_meet"}, 1, None),
]


def test_vectors_c_the_autumn_of_pupil_a() -> None:
    before: list[Out] = []
    for first, last, kind, total, crossed, run, sixth in PUPIL_A:
        new = outs(first, last, kind)
        [term] = after(before, new)
        assert in_days(term.after) == total
        assert {line.name for line in term.crosses} == crossed
        before += new
        found = run_of(before, first, EX_MAN)
        assert len(run_of([out for out in before if out.day <= last], first, EX_MAN)) == run
        assert sixth_day(found) == sixth


@pytest.mark.parametrize(
    ("days", "lunches", "total", "over"),
    [
        (5, 0, "5", []),
        (0, 10, "5", []),
        (5, 1, "5.5", ["governors_told"]),
        (15, 0, "15", ["governors_told"]),
        (15, 1, "15.5", ["governors_told", "governors_meet"]),
    ],
)
def test_vectors_c_strictly_more_than_five_and_fifteen(days: int, lunches: int, total: str, over: list[str]) -> None:
    school_days = EX_MAN.school_days(D(2026, 9, 1), D(2026, 12, 18))
    whole = [Out(day, session, HERE) for day, session in sessions(school_days[:days], "whole")]
    lunch = [Out(day, session, HERE) for day, session in sessions(school_days[days : days + lunches], "lunch")]
    [term] = after([], whole + lunch)
    assert in_days(term.after) == total
    assert [line.name for line in term.is_over] == over


def test_guard_18_a_suspension_over_christmas_counts_in_both_terms_and_is_one_run() -> None:
    new = outs(D(2026, 12, 17), D(2027, 1, 6))
    assert [in_days(term.after) for term in after([], new)] == ["2", "2"]
    assert [in_days(year.after) for year in after([], new, Unit.YEAR)] == ["4"]
    assert run_of(new, D(2027, 1, 6), EX_MAN) == (D(2026, 12, 17), D(2026, 12, 18), D(2027, 1, 5), D(2027, 1, 6))


def test_vectors_c_inset_is_no_day_of_suspension_and_half_term_breaks_no_run() -> None:
    four = EX_MAN.school_days(D(2026, 11, 24), D(2026, 12, 1))
    assert four == (D(2026, 11, 25), D(2026, 11, 26), D(2026, 11, 30), D(2026, 12, 1))
    eight = outs(D(2026, 10, 19), D(2026, 11, 4))
    assert [in_days(term.after) for term in after([], eight)] == ["8"]
    assert sixth_day(run_of(eight, D(2026, 10, 19), EX_MAN)) == D(2026, 11, 2)


@pytest.mark.parametrize("shut", [D(2026, 11, 23), D(2026, 11, 25), D(2026, 12, 2)])
def test_a_day_shut_by_snow_afterwards_breaks_no_run_and_does_not_count(shut: date) -> None:
    snowed = SchoolCalendar.from_rows([*ex_man_rows(), (shut, shut, "closure", "snow")])
    for day in (D(2026, 11, 23), D(2026, 12, 2)):
        run = run_of(outs(D(2026, 11, 23), D(2026, 12, 2)), day, snowed)
        assert (len(run), shut in run) == (6, False)


def test_vectors_c_suspended_at_eleven_is_half_a_day_and_the_first_of_the_run() -> None:
    new = outs(D(2026, 11, 23), kind="whole_from_pm")
    assert new == [Out(D(2026, 11, 23), Session.PM, HERE)]
    assert in_days(after([], new)[0].after) == "0.5"
    assert run_of(new, D(2026, 11, 23), EX_MAN) == (D(2026, 11, 23),)


def test_vectors_c_a_school_of_six_terms_goes_by_the_fixed_periods() -> None:
    assert term_of(D(2027, 3, 25), SIX_TERMS) == Term(D(2026, 12, 31), D(2027, 3, 29), False)
    assert term_of(D(2026, 9, 2), SIX_TERMS) == Term(D(2026, 7, 31), D(2026, 12, 31), False)
    assert term_of(D(2027, 4, 12), SIX_TERMS) == Term(D(2027, 3, 29), D(2027, 7, 31), False)


def test_a_half_term_never_splits_a_term_of_a_school_with_three() -> None:
    autumn = Term(D(2026, 9, 2), D(2026, 12, 18), True)
    assert term_of(D(2026, 10, 23), EX_MAN) == term_of(D(2026, 11, 2), EX_MAN) == autumn
    assert term_of(D(2027, 3, 25), EX_MAN) == Term(D(2027, 1, 5), D(2027, 3, 25), True)
    assert term_of(D(2027, 7, 21), EX_MAN) == Term(D(2027, 4, 12), D(2027, 7, 22), True)


@pytest.mark.parametrize(
    ("year", "monday"),
    [
        (2019, D(2019, 4, 22)),
        (2024, D(2024, 4, 1)),
        (2026, D(2026, 4, 6)),
        (2027, D(2027, 3, 29)),
        (2038, D(2038, 4, 26)),
    ],
)
def test_easter_monday(year: int, monday: date) -> None:
    assert easter_monday(year) == monday


def test_vectors_d_forty_five_follow_the_pupil_and_half_a_day_more_is_beyond_power() -> None:
    before = outs(D(2026, 9, 2), D(2026, 10, 13), school=THERE)
    assert in_days(len(before)) == "30"
    steps = [
        (outs(D(2027, 1, 5), D(2027, 1, 18)), "40", []),
        (outs(D(2027, 1, 19), D(2027, 1, 22)) + outs(D(2027, 1, 25), kind="lunch"), "44.5", []),
        (outs(D(2027, 1, 26), kind="lunch"), "45", []),
        (outs(D(2027, 1, 27), kind="lunch"), "45.5", ["beyond_power"]),
    ]
    for new, total, crossed in steps:
        [year] = after(before, new, Unit.YEAR)
        assert in_days(year.after) == total
        assert [line.name for line in year.crosses] == crossed
        assert year.is_last_half_day is (total == "45")
        before += new
    [term] = after(before, outs(D(2027, 1, 28), kind="lunch"))
    assert in_days(term.before) == "15.5"  # the old school’s thirty are not this school’s term
    [next_year] = after(before, outs(D(2027, 9, 2)), Unit.YEAR)
    assert in_days(next_year.before) == "0"


def test_guard_4_the_line_is_named_before_the_decision_with_its_rule_and_source() -> None:
    [term] = after(outs(D(2026, 9, 14), D(2026, 9, 18)), outs(D(2026, 11, 23), kind="lunch"))
    [line] = term.crosses
    assert (in_days(term.before), in_days(term.after)) == ("5", "5.5")
    assert "governing board must be told" in line.what
    assert "5(2)(b)(i)" in line.twins.maintained
    assert [one.force for one in LINES] == ["must"] * 3


def test_the_school_year_begins_on_the_first_school_day_after_july() -> None:
    assert (school_year(D(2026, 7, 21)), school_year(D(2026, 9, 2))) == (2025, 2026)
    assert year_of(D(2026, 11, 23), EX_MAN) == (D(2026, 9, 2), D(2027, 9, 1))


def test_nobody_is_out_twice_or_more_than_a_day_a_day() -> None:
    day = D(2026, 11, 23)
    with pytest.raises(AlreadyOut):
        totals(outs(day, kind="mornings"), outs(day), EX_MAN, HERE)
    with pytest.raises(AlreadyOut):
        totals(outs(day), outs(day, kind="lunch"), EX_MAN, HERE)
    totals(outs(day, kind="mornings"), outs(day, kind="afternoons"), EX_MAN, HERE)


@pytest.mark.parametrize(
    ("there", "here", "term", "year"),
    [("whole", "whole", "1", "1"), ("mornings", "whole", "1", "1"), ("mornings", "afternoons", "0.5", "1"),
     ("lunch", "whole", "1", "1"), ("lunch", "mornings", "0.5", "1"), ("lunch", "lunch", "0.5", "0.5")],
)  # fmt: skip
def test_two_rolls_a_session_of_the_child_counts_once_a_year_and_in_each_schools_own_term(
    there: str, here: str, term: str, year: str
) -> None:
    day = D(2026, 11, 23)
    found = totals(outs(day, kind=there, school=THERE), outs(day, kind=here), EX_MAN, HERE)
    assert [(total.over, in_days(total.after)) for total in found] == [(Unit.TERM, term), (Unit.YEAR, year)]


DAYS = EX_MAN.school_days(D(2026, 9, 1), D(2027, 7, 22))
SESSION = st.tuples(st.sampled_from(DAYS[:40]), st.sampled_from(["AM", "PM"]), st.sampled_from([HERE, THERE]))
MISSED = st.lists(SESSION, min_size=1, max_size=60, unique=True)
"""Of a child on two rolls: both schools may have them out in one session."""


@given(st.data())
def test_totals_are_the_same_in_any_order_of_record_and_correct(data: st.DataObject) -> None:
    recorded = [Out(*one) for one in data.draw(MISSED)]
    at = data.draw(st.integers(0, len(recorded) - 1))
    before, new = recorded[:at], recorded[at:]
    found = totals(before, new, EX_MAN, HERE)
    assert found == totals(data.draw(st.permutations(before)), data.draw(st.permutations(new)), EX_MAN, HERE)
    for total in found:
        within = [one for one in recorded if total.first <= one.day <= total.last]
        ours = within if total.over is Unit.YEAR else [one for one in within if one.school_id == HERE]
        of_child = {(one.day, one.session) for one in ours}
        assert total.after == len(of_child)
        assert total.before == len({(one.day, one.session) for one in ours if one in before})


@given(MISSED)
def test_a_run_is_made_of_consecutive_school_days_and_cannot_be_longer(recorded: list[tuple[date, str, int]]) -> None:
    missed = [Out(*one) for one in recorded]
    for out in missed:
        run = run_of(missed, out.day, EX_MAN)
        assert out.day in run
        places = [DAYS.index(day) for day in run]
        assert places == list(range(places[0], places[-1] + 1))
        gone = {one.day for one in missed}
        assert not gone & {DAYS[n] for n in (places[0] - 1, places[-1] + 1) if 0 <= n < len(DAYS)}
