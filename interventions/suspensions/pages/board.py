"""What the page of a suspension shows of the governing board: its clocks, its sittings, what may be recorded now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from agencies.deadlines import rule_for
from agencies.deadlines.regimes import Regime
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.words import clock, day_month, long_day
from interventions.suspensions.facts import may_decide
from interventions.suspensions.models import BoardSitting, Suspension
from interventions.suspensions.states import ASKED, BEFORE_EXAM, CONSIDER, MEETS, OF_REGULATIONS
from referrals.duties.facts import Days, limit_in_words
from referrals.duties.models import Duty
from referrals.duties.states import State as DutyState


@dataclass(frozen=True, slots=True)
class Clock:
    """One of the board's clocks: `basis`, whose limit it is, by which law; `met`, whether it was in time."""

    duty: Duty
    is_open: bool
    is_late: bool
    limit: str
    basis: str
    met: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """A sitting by number and in words, with what was corrected of its times."""

    number: int
    words: str
    corrected: list[str]


@dataclass(frozen=True, slots=True)
class Board:
    """The clock to meet by, before an exam, and to consider what was written; its sittings in words."""

    limit: Clock | None
    exam: Clock | None
    consider: Clock | None
    sittings: list[Sitting]


def board_of(one: Suspension, at: datetime, regime: Regime) -> Board:
    """All that the page says of the board."""
    rules = [opening.rule for opening in (MEETS, ASKED, BEFORE_EXAM, CONSIDER)]
    found = Duty.objects.filter(subject_kind="suspension", subject_ref=one.reference, rule__in=rules)
    clocks = {duty.rule: _clock(duty, one, at, regime) for duty in found.exclude(state=DutyState.VOID).order_by("id")}
    return Board(
        limit=clocks.get(MEETS.rule) or clocks.get(ASKED.rule),
        exam=clocks.get(BEFORE_EXAM.rule),
        consider=clocks.get(CONSIDER.rule),
        sittings=[_row(n, sitting) for n, sitting in enumerate(one.sittings.order_by("began_at"), start=1)],
    )


def _clock(duty: Duty, one: Suspension, at: datetime, regime: Regime) -> Clock:
    is_open = duty.state == DutyState.OPEN
    by_law = Days([duty]).due_by_law(duty)
    decided = one.decided_on if one.decided_on and duty.state == DutyState.MET else None
    return Clock(
        duty,
        is_open=is_open,
        is_late=is_open and duty.due_on < local_day(at),
        limit=limit_in_words(duty),
        basis=_basis(duty, by_law, regime),
        met=_met(decided, duty.due_on, by_law) if decided else "",
    )


def _basis(duty: Duty, by_law: date | None, regime: Regime) -> str:
    """By whose word it is due then: the law's, the council's own, or why working days were counted."""
    source = rule_for(duty.rule, duty.rule_from_on).cited(regime)
    if by_law:
        return f"That is the council’s own limit. By law it is {long_day(by_law)}: {source}. {duty.why}".strip()
    return duty.why or f"The law says so: {source}."


def _met(decided: date, due_on: date, by_law: date | None) -> str:
    """Whether the board decided in time, of the law's limit and the council's own each by itself."""
    if by_law is None:
        return f"{_in_time(decided, due_on)}: the limit was {long_day(due_on)}"
    law = f"{_in_time(decided, by_law)} by law, whose limit was {long_day(by_law)}"
    return f"{law}; {_in_time(decided, due_on)} by the council’s own, which was {long_day(due_on)}"


def _in_time(decided: date, due_on: date) -> str:
    return "in time" if decided <= due_on else "late"


def _row(number: int, sitting: BoardSitting) -> Sitting:
    return Sitting(number, _sitting(sitting), [_corrected(sitting, change) for change in sitting.changes])


def _corrected(sitting: BoardSitting, change: dict[str, Any]) -> str:
    """What it said before, such as "Corrected on Wed 16 Dec by Iris Fenwick. It said: … Mistyped."."""
    was = {name: datetime.fromisoformat(when) if when else None for name, when in change["was"].items()}
    before = _sitting(BoardSitting(**was, goes_on_on=sitting.goes_on_on))
    on = day_month(local_day(datetime.fromisoformat(change["at"])))
    back_on = change.get("back_on")
    back = f" Back in school from {long_day(date.fromisoformat(back_on))}." if back_on else ""
    return f"Corrected on {on} by {change['by']}. It said: {before}.{back} {change['why']}"


def _sitting(sitting: BoardSitting) -> str:
    """Such as "Thursday 10 December 2026, 18:03 to 19:10: adjourned until Monday 14 December 2026"."""
    began = f"{long_day(local_day(sitting.began_at))}, {clock(sitting.began_at)}"
    if sitting.ended_at is None:
        return f"{began}: began"
    ended = clock(sitting.ended_at)
    if local_day(sitting.ended_at) != local_day(sitting.began_at):
        ended = f"{long_day(local_day(sitting.ended_at))}, {ended}"
    if sitting.decided_at:
        return f"{began} to {ended}: decided at {clock(sitting.decided_at)}"
    on = f" until {long_day(sitting.goes_on_on)}" if sitting.goes_on_on else ""
    return f"{began} to {ended}: adjourned{on}"


def possible(may: Iterable[Act], one: Suspension, regime: Regime) -> frozenset[Act]:
    """What may be done now by the facts: the board's meeting where it has to meet; what was written once.

    Outside the Regulations nothing that they alone ask for.
    """
    may = set(may) - set(OF_REGULATIONS) if regime is Regime.OUTSIDE else may
    no_more = {
        Act.RECORD_REPRESENTATIONS: one.represented_at is not None,
        Act.CONSIDER_REPRESENTATIONS: may_decide(one) or one.represented_at is None or one.considered_at is not None,
        Act.BEGIN_BOARD_MEETING: one.begun_at is None and not may_decide(one),
    }
    return frozenset(act for act in may if not no_more.get(act))
