"""The lives of all nouns in one table, computed from their rows and checked whole when the service starts."""

from collections.abc import Iterable

from agencies.acting.refusals import NotNow
from agencies.acting.rows import NEW, ActRow, Life, Opening, Transition
from agencies.deadlines import RULES
from agencies.policy import READINGS, Act

LIVES: dict[str, Life] = {}
ROWS: dict[Act, ActRow] = {}
OPENINGS: dict[str, Opening] = {}
"""Each duty's opening by its rule: of two that differ in who owes it, the first."""
LEADS_TO: dict[tuple[str, str, Act], tuple[str, ...]] = {}


class Unfit(LookupError):
    """A row that can't stand: the service does not start with it."""


def assemble(lives: Iterable[Life]) -> None:
    """Fill the tables from the lives of all nouns; `Unfit` for an act without a row, with two, or with a wrong word."""
    for table in (LIVES, ROWS, OPENINGS, LEADS_TO):
        table.clear()
    for life in lives:
        _refuse(life.noun in LIVES, f"two lives of {life.noun}")
        LIVES[life.noun] = life
        for row in life.rows:
            _refuse(row.act in ROWS, f"two rows of {row.act}")
            ROWS[row.act] = row
    _refuse(bool(missing := set(Act) - set(ROWS)), f"no row of {sorted(missing)} (is its noun in inclusion/nouns.py?)")
    for row in ROWS.values():
        _check(row)
        for move in row.moves:
            LEADS_TO.update({(move.noun, old, row.act): move.new or (old,) for old in move.old})
        OPENINGS.update({one.rule: one for one in (*row.opens, *row.may_open) if one.rule not in OPENINGS})
    for row in ROWS.values():
        _check_duties(row)


def _refuse(is_wrong: bool, what: str) -> None:
    if is_wrong:
        raise Unfit(f"The rows of the acts do not fit: {what}.")


def _check(row: ActRow) -> None:
    """A reading has words for the trail alone; any other act moves something, and says who is told or nobody."""
    _refuse(not row.did, f"{row.act} has no words for the trail")
    if row.act in READINGS:
        _refuse(bool(row.moves or row.opens or row.tells or row.at), f"{row.act} is a reading")
        return
    _refuse(not row.moves, f"{row.act} moves nothing")
    _refuse(row.tells is None, f"{row.act} says neither who is told nor nobody")
    for move in row.moves:
        _check_states(row, move)


def _check_states(row: ActRow, move: Transition) -> None:
    if move.noun not in LIVES:
        return  # seats and sessions are a person's
    unknown = {*move.old, *move.new} - {NEW, *LIVES[move.noun].states}
    _refuse(bool(unknown), f"{row.act} moves a {move.noun} from or to {sorted(unknown)}")


def _check_duties(row: ActRow) -> None:
    """Only duties that an act can meet are opened, each by a rule with a clock, and met where it says."""
    clocks, meets = (
        {rule.name for rule in RULES},
        frozenset().union(*(one.meets | one.may_meet for one in ROWS.values())),
    )
    for one in (*row.opens, *row.may_open):
        _refuse(one.rule not in clocks, f"{row.act} opens {one.rule}, which has no clock")
        _refuse(one.rule not in meets, f"{row.act} opens {one.rule}, which nothing meets")
    for rule in row.meets | row.may_meet | row.stops | row.resumes:
        _refuse(rule not in OPENINGS, f"{row.act} meets {rule}, which nothing opens")


def leads_to(noun: str, state: str, act: Act) -> tuple[str, ...]:
    """The states to which the act may lead from this one; `NotNow` where it leads nowhere."""
    found = LEADS_TO.get((noun, state, act))
    if not found:
        life = LIVES.get(noun, Life(noun, (), ()))
        raise NotNow(life.why_not.get(state, life.otherwise))
    return found


def allows(noun: str, state: str) -> frozenset[Act]:
    """The acts that the life cycle allows a record of this noun in this state."""
    return frozenset(act for (of, old, act) in LEADS_TO if of == noun and old == state)


def did(act: str) -> str:
    """An act or a reading as the trail's page says it: "ended a share". An act that is no more, by its own word."""
    return ROWS[Act(act)].did if act in ROWS else act.replace("_", " ")
