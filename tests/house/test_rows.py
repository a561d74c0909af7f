"""The rows of acts and of nouns are checked whole at the start: whatever does not fit is refused, and named."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from agencies.acting import lives, nouns
from agencies.acting.lives import LIVES, OPENINGS, ROWS, Unfit
from agencies.acting.rows import ActRow, Life, Opening, Transition
from agencies.deadlines import RULES
from agencies.policy import Act, Standing
from inclusion.nouns import assemble as assemble_all


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    assemble_all()


def with_row(act: Act, **changes: Any) -> list[Life]:
    """All lives, with one row changed."""

    def changed(life: Life) -> Life:
        rows = tuple(replace(row, **changes) if row.act is act else row for row in life.rows)
        return replace(life, rows=rows)

    return [changed(life) for life in LIVES.values()]


def test_as_they_stand_they_fit() -> None:
    lives.assemble(list(LIVES.values()))
    assert set(ROWS) == set(Act)


WRONG: dict[str, tuple[Act, dict[str, Any]]] = {
    "no words for the trail": (Act.OPEN_CASE, {"did": ""}),
    "moves nothing": (Act.OPEN_CASE, {"moves": ()}),
    "neither who is told nor nobody": (Act.OPEN_CASE, {"tells": None}),
    "is a reading": (Act.SEE_CASE, {"at": "cases/"}),
    "to \\['half-open'\\]": (Act.CLOSE_CASE, {"moves": (Transition("case", ("open",), ("half-open",)),)}),
    "has no clock": (Act.OPEN_CASE, {"opens": (Opening("nap", Standing.RAISED, Act.CLOSE_CASE, "close_case"),)}),
    "which nothing meets": (Act.ACCEPT_SHARE, {"meets": frozenset()}),
    "which nothing opens": (Act.DISMISS_CONCERN, {"may_meet": frozenset({"hand_over_case"})}),
}


@pytest.mark.parametrize("said", WRONG)
def test_a_row_that_does_not_fit_is_refused_at_the_start(said: str) -> None:
    act, changes = WRONG[said]
    if said == "which nothing meets":
        changed = [
            replace(life, rows=tuple(replace(r, meets=r.meets - {"accept_share"}) for r in life.rows))
            for life in LIVES.values()
        ]
    else:
        changed = with_row(act, **changes)
    with pytest.raises(Unfit, match=said):
        lives.assemble(changed)


def test_an_act_without_a_row_or_with_two_is_refused() -> None:
    without = [
        replace(life, rows=tuple(row for row in life.rows if row.act is not Act.OPEN_CASE)) for life in LIVES.values()
    ]
    twice = [*LIVES.values(), Life("case again", (), (ActRow(Act.SEE_CASE, "looked twice"),))]
    with pytest.raises(Unfit, match="no row of"):
        lives.assemble(without)
    with pytest.raises(Unfit, match="two rows of"):
        lives.assemble(twice)


def test_two_nouns_of_a_kind_or_one_that_does_not_say_its_case_are_refused() -> None:
    known = list(nouns.BY_KIND.values())
    with pytest.raises(Unfit, match="Two nouns"):
        nouns.assemble([*known, known[0]])
    with pytest.raises(Unfit, match="neither its case"):
        nouns.assemble([replace(known[0], case_of="")])


def test_every_noun_with_a_life_says_how_it_is_reached() -> None:
    assert set(LIVES) <= set(nouns.BY_KIND)


def test_every_rule_with_a_clock_is_opened_by_an_act_and_met_by_one() -> None:
    """But for the days in which a case is handed over after a pupil left, which no duty counts."""
    met = {rule for row in ROWS.values() for rule in (*row.meets, *row.may_meet)}
    opened = {rule.name for rule in RULES if rule.name in OPENINGS}
    assert {rule.name for rule in RULES} - (opened & met) == {"hand_over_case"}
