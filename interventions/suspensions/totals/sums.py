"""Half days a term and a year, with the lines of the law that they cross."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agencies.deadlines import Force
from agencies.deadlines.regimes import Regime, Twins
from agencies.schoolday import AUGUST, SchoolCalendar, school_year
from interventions.suspensions.totals.out import Out
from interventions.suspensions.totals.terms import Term, term_of, year_of

MOST_A_DAY = 2
NOWHERE: Mapping[int, int] = {}


class Unit(StrEnum):
    """Over what a line counts."""

    TERM = "term"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the law in half days: crossed by strictly more; `check` says what of it is to be looked up again."""

    name: str
    more_than: int
    over: Unit
    what: str
    force: Force
    twins: Twins
    starts_on: date
    check: str = ""


_FIRST = date(2012, 9, 1)
LINES: tuple[Line, ...] = (
    Line(
        "governors_told",
        10,
        Unit.TERM,
        "The governing board must be told without delay. If representations are made, it must meet and decide "
        "within 50 school days.",
        Force.MUST,
        Twins("regs 5(2)(b)(i) and 6(1)(c), 6(7)(b)", "regs 14 and 15", "regs 23 and 24"),
        _FIRST,
    ),
    Line(
        "governors_meet",
        30,
        Unit.TERM,
        "The governing board must meet and decide on reinstatement within 15 school days, whether or not the parents "
        "write.",
        Force.MUST,
        Twins("regs 6(1)(b)(i), 6(7)(a)", "reg 15", "reg 24"),
        _FIRST,
    ),
    Line(
        "beyond_power",
        90,
        Unit.YEAR,
        "No head has the power to suspend a pupil for more than 45 school days in a school year.",
        Force.MUST,
        Twins("reg 4", "reg 13", "reg 22"),
        _FIRST,
        check="That days at an earlier school count too rests on older guidance and councils’ pages: check.",
    ),
)
"""Strictly more than 5, 15 and 45 days (law.md 1.3, 1.6): whoever stands at the line has not crossed it."""


@dataclass(frozen=True, slots=True)
class Total:
    """Half days before and with the new ones, over a term at this school or over the pupil's school year."""

    over: Unit
    first: date
    last: date
    before: int
    after: int
    is_fixed: bool = False
    """Whether the term is not the school's own: it runs between the law's reference dates."""
    elsewhere: int | None = None
    """Of a year, half days at schools that are not known here, as told; None where nobody has said."""
    of_cancelled: int = 0
    """Half days of a term that were served before a cancellation: that they count here is uncertain (law.md CAN-6)."""
    is_of_two_rolls: bool = False
    """Whether the pupil was on the roll of another school too meanwhile: then it is uncertain (law.md 11)."""
    regime: Regime = Regime.UNKNOWN
    """Under which part of the Regulations its school stands: outside them no line is crossed."""

    @property
    def crosses(self) -> tuple[Line, ...]:
        """The lines that the new half days take the total over."""
        return tuple(line for line in self.is_over if self.before <= line.more_than)

    @property
    def is_over(self) -> tuple[Line, ...]:
        """Every line that the total is over, by the new half days or before them."""
        lines = () if self.regime is Regime.OUTSIDE else LINES
        return tuple(line for line in lines if line.over is self.over and self.after > line.more_than)

    @property
    def over_by_cancelled(self) -> tuple[Line, ...]:
        """The lines that it is over by what was served before a cancellation, and would not be over without."""
        return tuple(line for line in self.is_over if self.after - self.of_cancelled <= line.more_than)

    @property
    def is_last_half_day(self) -> bool:
        """Whether it stands exactly at the most that the law allows in a year."""
        is_at = any(line.name == "beyond_power" and self.after == line.more_than for line in LINES)
        return is_at and self.over is Unit.YEAR and self.regime is not Regime.OUTSIDE


class AlreadyOut(ValueError):
    """The pupil is suspended on the day already by this school, or would be for more than one day on one day."""

    def __init__(self, day: date) -> None:
        super().__init__(f"The pupil is suspended on {day:%-d %B %Y} already.")
        self.day = day


def totals(
    before: Iterable[Out],
    new: Iterable[Out],
    school: SchoolCalendar,
    school_id: int,
    elsewhere: Mapping[int, int] = NOWHERE,
) -> tuple[Total, ...]:
    """The totals that the new sessions touch: of each term at this school, then of each year wherever the pupil was.

    `elsewhere`: half days by school year at schools that are not known here; they count to the year alone.
    """
    old, added = frozenset(before), frozenset(new)
    refuse_doubled(old, added)
    terms = sorted({term_of(out.day, school) for out in added})
    years = sorted({school_year(out.day) for out in added})
    return (
        *(_of_term(term, old, added, school_id) for term in terms),
        *(_of_year(year, old, added, school, elsewhere.get(year)) for year in years),
    )


def _of_term(term: Term, old: frozenset[Out], added: frozenset[Out], school_id: int) -> Total:
    """Of this school alone: where a pupil is on two rolls each school has a total of its own (law.md 11)."""
    here = {out for out in old | added if term.first <= out.day <= term.last and out.school_id == school_id}
    served = sum(out.is_cancelled for out in here)
    return Total(
        Unit.TERM, term.first, term.last, len(here & old), len(here), not term.is_schools_own, of_cancelled=served
    )


def _of_year(
    year: int, old: frozenset[Out], added: frozenset[Out], school: SchoolCalendar, elsewhere: int | None
) -> Total:
    first, last = year_of(date(year, AUGUST, 31), school)
    before, after = (of_one_child(out for out in outs if school_year(out.day) == year) for outs in (old, old | added))
    there = elsewhere or 0
    return Total(Unit.YEAR, first, last, before + there, after + there, elsewhere=elsewhere)


def of_one_child(outs: Iterable[Out]) -> int:
    """The half days of one child wherever they were out: a session counts once, a day as one day at most (law.md 11).

    So a child of two schools, both of which suspend for the same morning, was out for one morning.
    """
    return len(each_once(outs))


def each_once(outs: Iterable[Out]) -> list[tuple[date, str]]:
    """Those half days, the first first."""
    of_day: dict[date, set[str]] = {}
    for out in outs:
        of_day.setdefault(out.day, set()).add(out.session)
    return [(day, session) for day in sorted(of_day) for session in sorted(of_day[day])[:MOST_A_DAY]]


def refuse_doubled(old: frozenset[Out], added: frozenset[Out]) -> None:
    """Raise AlreadyOut where a session is taken by the same school, or a day of it would hold more than a whole day."""
    every = {(out.day, out.session, out.school_id) for out in old | added}
    taken = {(out.day, out.session, out.school_id) for out in old}
    for out in sorted(added):
        on_day = {session for day, session, school in every if (day, school) == (out.day, out.school_id)}
        if (out.day, out.session, out.school_id) in taken or len(on_day) > MOST_A_DAY:
            raise AlreadyOut(out.day)
