"""Each rule of the early signs: on, off, and too few (data.md 7.3); and that none of them is a score."""

import csv
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interventions.signals.judging import A_YEAR, JUDGES, Child, Days, Tally, judged
from interventions.signals.reading import LONGEST_BACK, WINDOW, _stretches
from interventions.signals.rules import FILE, rules
from interventions.signals.words import SAID, numbers_said, percent
from referrals.attendance.codes import codes

TODAY = date(2027, 2, 10)
SINCE_20 = date(2027, 1, 11)
WEEKS = tuple(date(2027, 2, 8) - timedelta(7 * n) for n in range(30))
DAYS = Days(
    TODAY,
    (date(2027, 1, 4), date(2027, 3, 24)),
    (date(2026, 9, 1), date(2027, 8, 31)),
    frozenset({SINCE_20, TODAY}),
    frozenset(),
    WEEKS,
)
IN_TERM = [date(2027, 1, 12) + timedelta(n) for n in range(60)]
LAST_TERM = date(2026, 11, 3)


def outs(half_days: int) -> list[date]:
    return IN_TERM[:half_days]


def tally(attended: int, possible: int) -> Tally:
    return Tally(attended, possible - attended)


VECTORS: dict[str, tuple[Child, list[Child]]] = {
    "SG1": (
        Child(begun=[date(2027, 2, 1)]),
        [
            Child(),
            Child(begun=[date(2027, 1, 8)]),
            Child(begun=[LAST_TERM, date(2027, 2, 1)]),
            Child(begun=[TODAY + timedelta(1)]),
        ],
    ),
    "SG2": (
        Child(begun=[date(2027, 1, 12), date(2027, 2, 1)], outs=outs(2)),
        [Child(begun=[LAST_TERM, date(2027, 2, 1)], outs=outs(3)), Child()],
    ),
    "SG3": (Child(outs=outs(8)), [Child(outs=outs(7)), Child(outs=outs(26)), Child(outs=[LAST_TERM] * 8)]),
    "SG3B": (Child(outs=outs(26)), [Child(outs=outs(25)), Child(outs=[LAST_TERM] * 26)]),
    "SG4": (
        Child(outs=[*outs(40), *[LAST_TERM] * 10], elsewhere=10),
        [Child(outs=outs(59)), Child(outs=[date(2026, 6, 1)] * 60), Child(elsewhere=59)],
    ),
    "SG5": (
        Child(recent=tally(28, 40), before=tally(106, 120)),
        [
            Child(recent=tally(10, 24), before=tally(106, 120)),
            Child(recent=tally(28, 40), before=tally(20, 29)),
            Child(recent=tally(32, 40), before=tally(107, 120)),
            Child(),
        ],
    ),
    "SG6": (
        Child(year=tally(90, 100)),
        [Child(year=tally(91, 100)), Child(year=tally(20, 29)), Child(year=tally(50, 100)), Child()],
    ),
    "SG6B": (Child(year=tally(50, 100)), [Child(year=tally(51, 100)), Child(year=tally(0, 29))]),
    "SG8": (
        Child(part_time=WEEKS[:5]),
        [Child(part_time=WEEKS[:4]), Child(part_time=WEEKS[2:9]), Child(part_time=(*WEEKS[:4], *WEEKS[5:9])), Child()],
    ),
    "SG9": (
        Child(joined_on=date(2026, 10, 2)),
        [Child(joined_on=date(2026, 10, 1)), Child(joined_on=date(2026, 2, 10)), Child(), Child(joined_on=IN_TERM[-1])],
    ),
    "SG11": (
        Child(facts={"ehc_plan"}, begun=[LAST_TERM]),
        [Child(facts={"ehc_plan"}), Child(begun=[LAST_TERM]), Child(facts={"ehc_plan"}, begun=[date(2026, 6, 1)])],
    ),
    "SG12": (
        Child(facts={"looked_after"}, begun=[LAST_TERM]),
        [Child(facts={"ehc_plan", "previously_looked_after"}, begun=[LAST_TERM]), Child(facts={"social_worker"})],
    ),
    "SG13": (
        Child(concerns=[(SINCE_20, 1), (TODAY, 2), (TODAY, 3)]),
        [
            Child(concerns=[(TODAY, 1), (TODAY, 2), (TODAY, 2)]),
            Child(concerns=[(SINCE_20 - timedelta(1), 1), (TODAY, 2), (TODAY, 3)]),
        ],
    ),
    "SG14": (Child(late_since=date(2027, 2, 1)), [Child()]),
    "SG15": (
        Child(school_year=6, has_case=True),
        [Child(school_year=5, has_case=True), Child(school_year=6), Child(school_year=7, begun=[LAST_TERM])],
    ),
    "SG16": (
        Child(recent=tally(39, 40), before=tally(90, 120)),
        [Child(recent=tally(34, 40), before=tally(91, 120)), Child(recent=tally(29, 29), before=tally(60, 120))],
    ),
}


@pytest.mark.parametrize("key", VECTORS)
def test_each_rule_is_on_at_its_limit_and_off_beyond_it_or_with_too_few(key: str) -> None:
    on, off = VECTORS[key]
    assert key in judged(on, DAYS)
    assert [key in judged(one, DAYS) for one in off] == [False] * len(off)


def test_every_rule_of_the_file_is_worked_out_or_says_that_it_is_not() -> None:
    worked_out = {key for key, rule in rules().items() if rule.is_worked_out}
    assert worked_out == set(JUDGES) == set(SAID) == set(VECTORS)
    assert {rule.code for rule in rules().values()} == {f"SG{n}" for n in range(1, 17)}
    assert set(rules()) - worked_out == {"SG7", "SG10"}


def test_the_windows_that_the_rules_say_are_those_that_are_read() -> None:
    recent = {rule.limits[name] for rule in rules().values() for name in ("days", "recent") if name in rule.limits}
    assert recent == {WINDOW}
    assert LONGEST_BACK - WINDOW == 60
    assert all("than in the 60 before" in rules()[key].rule for key in ("SG5", "SG16"))
    assert rules()["SG9"].limits["months"] * 365 == 12 * A_YEAR


@pytest.mark.parametrize("key", VECTORS)
def test_each_sign_says_its_own_numbers(key: str) -> None:
    numbers = judged(VECTORS[key][0], DAYS)[key]
    said = numbers_said(key, numbers)
    assert said.endswith(".")
    assert all(
        str(one) in said
        for one in numbers.values()
        if isinstance(one, int) and key not in ("SG3", "SG3B", "SG4", "SG15")
    )


def test_the_vector_of_falling_attendance_to_the_letter() -> None:
    numbers = judged(VECTORS["SG5"][0], DAYS)["SG5"]
    assert numbers_said("SG5", numbers) == (
        "Attended 28 of 40 possible half days in the last 20 school days, 70.0\N{NO-BREAK SPACE}%; "
        "106 of 120 in the 60 before, 88.3\N{NO-BREAK SPACE}%."
    )
    assert percent(1, 8) == "12.5\N{NO-BREAK SPACE}%"


def test_what_looks_at_school_days_is_off_where_the_terms_are_not_known() -> None:
    unknown = Days(TODAY, DAYS.term, DAYS.year)
    for key in ("SG1", "SG8", "SG13"):
        assert key not in judged(VECTORS[key][0], unknown)


def test_no_rule_goes_by_who_the_child_is_or_says_a_score() -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        text = " ".join(" ".join(row.values()) for row in csv.DictReader(file)).lower()
    for never in ("ethnic", "religion", "nationality", "postcode", "language", "score", "rank", "probab", "sex "):
        assert never not in text
    assert set(Child.__dataclass_fields__) & {"sex", "ethnicity", "religion", "postcode", "language"} == set()


TALLIES = st.builds(Tally, st.integers(0, 120), st.integers(0, 120))


@given(TALLIES, TALLIES, TALLIES)
def test_a_fall_and_a_rise_never_stand_together_nor_two_steps_of_one_rule(one: Tally, two: Tally, year: Tally) -> None:
    on = judged(Child(recent=one, before=two, year=year), DAYS)
    assert not {"SG5", "SG16"} <= set(on)
    assert not {"SG6", "SG6B"} <= set(on)
    by_hand = min(one.possible, two.possible) >= 30 and (
        two.attended / max(two.possible, 1) - one.attended / max(one.possible, 1) >= 0.1 - 1e-12
    )
    assert ("SG5" in on) == by_hand


def test_codes_change_on_a_monday_so_that_no_week_is_counted_by_two_lists() -> None:
    for group in codes().values():
        for row in group:
            assert row.starts_on is None or row.starts_on.weekday() == 0
            assert row.ends_on is None or row.ends_on.weekday() == 6
    stretches = list(_stretches(date(2024, 8, 1), date(2024, 9, 30)))
    assert stretches == [(date(2024, 8, 1), date(2024, 8, 18)), (date(2024, 8, 19), date(2024, 9, 30))]
