"""Days of suspension as arithmetic: half days a term and a year, the run that leads to the sixth day, lines crossed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from agencies.calendar import SchoolCalendar
from agencies.deadlines import Force

AUGUST = 8
TERMS_A_YEAR = 3
SIXTH = 6
MOST_A_DAY = 2


class Session(StrEnum):
    """What a pupil can be kept out of: each is half a day, a lunchtime too (SI 2012/1033 reg 2; law.md 1.2)."""

    AM = "AM"
    PM = "PM"
    LUNCH = "LUNCH"


class Out(NamedTuple):
    """One session out of school by suspension, and the school that decided it."""

    day: date
    session: str
    school_id: int


class Term(NamedTuple):
    """A stretch of the year for the totals, both days counted in."""

    first: date
    last: date
    is_schools_own: bool


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
    source: str
    starts_on: date
    check: str = ""


_FIRST = date(2012, 9, 1)
LINES: tuple[Line, ...] = (
    Line(
        "governors_told",
        10,
        Unit.TERM,
        "The governing board must be told without delay. If the parents make representations, it must meet and decide "
        "within 50 school days.",
        Force.MUST,
        "SI 2012/1033 regs 5(2)(b)(i) and 6(1)(c), 6(7)(b), for academies reg 24",
        _FIRST,
    ),
    Line(
        "governors_meet",
        30,
        Unit.TERM,
        "The governing board must meet and decide on reinstatement within 15 school days, whether or not the parents "
        "write.",
        Force.MUST,
        "SI 2012/1033 reg 6(1)(b)(i), 6(7)(a), for academies reg 24",
        _FIRST,
    ),
    Line(
        "beyond_power",
        90,
        Unit.YEAR,
        "No head has the power to suspend a pupil for more than 45 school days in a school year.",
        Force.MUST,
        "SI 2012/1033 regs 4, 13 and 22",
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

    @property
    def crosses(self) -> tuple[Line, ...]:
        """The lines that the new half days take the total over."""
        return tuple(line for line in self.is_over if self.before <= line.more_than)

    @property
    def is_over(self) -> tuple[Line, ...]:
        """Every line that the total is over, by the new half days or before them."""
        return tuple(line for line in LINES if line.over is self.over and self.after > line.more_than)

    @property
    def is_last_half_day(self) -> bool:
        """Whether it stands exactly at the most that the law allows in a year."""
        return any(line.name == "beyond_power" and self.after == line.more_than for line in LINES) and (
            self.over is Unit.YEAR
        )


class AlreadyOut(ValueError):
    """The pupil is suspended then already, or would be for more than one day on one day."""


def in_days(half_days: int) -> str:
    """Half days as one reads them: "5.5", "1.0"."""
    return f"{half_days // 2}.{5 * (half_days % 2)}"


def easter_monday(year: int) -> date:
    """Easter Monday by the Gregorian reckoning (the anonymous algorithm of 1876)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    moved = (century + 8) // 25
    epact = (19 * golden + century - century // 4 - (century - moved + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1) + timedelta(1)


def school_year(day: date) -> int:
    """The year in which the school year of this school day began.

    A school year begins on the first school day after 31 July, so a school day after it is in the new one.
    """
    return day.year if day.month >= AUGUST else day.year - 1


def year_of(day: date, school: SchoolCalendar) -> tuple[date, date]:
    """The first and last day of that school year: from the first school day after 31 July where it is known."""
    began = school_year(day)
    first, next_first = (_first_day(school, year) for year in (began, began + 1))
    return first, next_first - timedelta(1)


def _first_day(school: SchoolCalendar, year: int) -> date:
    last_of_july = date(year, AUGUST, 1) - timedelta(1)
    if school.known_to is None or school.known_from is None or not school.known_from <= last_of_july <= school.known_to:
        days = school.known_from and school.known_from.year == year and school.nth_school_day(school.known_from, 1)
        return days or date(year, AUGUST, 1)
    days_after = school.school_days(last_of_july, school.known_to)
    return days_after[0] if days_after else date(year, AUGUST, 1)


def term_of(day: date, school: SchoolCalendar) -> Term:
    """The term of a day: the school's own where its year has exactly three, else the fixed periods (reg 2).

    Rows with one name are one term; rows without a name are parted by Christmas and Easter, never by a half-term.
    """
    own = _own_terms(school_year(day), school)
    if len(own) == TERMS_A_YEAR:
        found = next((term for term in own if term.first <= day <= term.last), None)
        if found is not None:
            return found
    return next(term for term in _fixed(school_year(day)) if term.first <= day <= term.last)


def _own_terms(year: int, school: SchoolCalendar) -> list[Term]:
    rows = [row for row in school.rows if row.kind == "term" and school_year(row.first) == year]
    groups: dict[str, list[tuple[date, date]]] = {}
    for row in rows:
        groups.setdefault(row.label or _fixed_name(row.first), []).append((row.first, row.last))
    return [Term(min(a for a, _ in spans), max(b for _, b in spans), True) for spans in groups.values()]


def _fixed_name(day: date) -> str:
    return str(next(n for n, term in enumerate(_fixed(school_year(day))) if term.first <= day <= term.last))


def _fixed(year: int) -> tuple[Term, Term, Term]:
    """Between the reference dates 31 July, 31 December and Easter Monday: none of them is a school day."""
    easter = easter_monday(year + 1)
    return (
        Term(date(year, 7, 31), date(year, 12, 31), False),
        Term(date(year, 12, 31), easter, False),
        Term(easter, date(year + 1, 7, 31), False),
    )


def sessions(days: Iterable[date], kind: str) -> tuple[tuple[date, Session], ...]:
    """Each session of these school days: whole days, whole from the first afternoon, lunchtimes, mornings, afternoons.

    ValueError for another kind.
    """
    if kind not in KINDS:
        raise ValueError(f"There is no suspension of kind {kind!r}.")
    of_day = KINDS[kind]
    every = [(day, session) for day in days for session in of_day]
    return tuple(every[1:] if kind == "whole_from_pm" else every)


def kind_of(found: Iterable[tuple[date, Session]]) -> str:
    """The kind whose sessions these are, by day; "sessions" where they fit none."""
    given = tuple(sorted(found, key=lambda one: (one[0], list(Session).index(one[1]))))
    days = tuple(dict.fromkeys(day for day, _ in given))
    return next((kind for kind in KINDS if sessions(days, kind) == given), "sessions")


KINDS: dict[str, tuple[Session, ...]] = {
    "whole": (Session.AM, Session.PM),
    "whole_from_pm": (Session.AM, Session.PM),
    "lunch": (Session.LUNCH,),
    "mornings": (Session.AM,),
    "afternoons": (Session.PM,),
}


def totals(before: Iterable[Out], new: Iterable[Out], school: SchoolCalendar, school_id: int) -> tuple[Total, ...]:
    """The totals that the new sessions touch: of each term at this school, then of each year wherever the pupil was."""
    old, added = frozenset(before), frozenset(new)
    refuse_doubled(old, added)
    terms = sorted({term_of(out.day, school) for out in added})
    years = sorted({school_year(out.day) for out in added})
    return (
        *(_of_term(term, old, added, school_id) for term in terms),
        *(_of_year(year, old, added, school) for year in years),
    )


def _of_term(term: Term, old: frozenset[Out], added: frozenset[Out], school_id: int) -> Total:
    def within(outs: frozenset[Out]) -> int:
        return sum(term.first <= out.day <= term.last and out.school_id == school_id for out in outs)

    return Total(Unit.TERM, term.first, term.last, within(old), within(old | added))


def _of_year(year: int, old: frozenset[Out], added: frozenset[Out], school: SchoolCalendar) -> Total:
    first, last = year_of(date(year, AUGUST, 31), school)

    def within(outs: frozenset[Out]) -> int:
        return sum(school_year(out.day) == year for out in outs)

    return Total(Unit.YEAR, first, last, within(old), within(old | added))


def refuse_doubled(old: frozenset[Out], added: frozenset[Out]) -> None:
    """Raise AlreadyOut where a session is taken already, or a day would hold more than a whole day."""
    taken = {(out.day, out.session) for out in old}
    for out in sorted(added):
        on_day = {session for day, session in taken | {(o.day, o.session) for o in added} if day == out.day}
        if (out.day, out.session) in taken or len(on_day) > MOST_A_DAY:
            raise AlreadyOut(f"The pupil is suspended on {out.day:%-d %B %Y} already.")


def run_of(outs: Iterable[Out], day: date, school: SchoolCalendar) -> tuple[date, ...]:
    """The run of consecutive school days out that holds `day`, suspensions joined (SI 2007/1870 reg 3(3)).

    Lunchtimes make no run. Half-terms, weekends and INSET days neither break it nor count. Empty where `day` is not in.
    """
    days = sorted({out.day for out in outs if out.session != Session.LUNCH})
    run: list[date] = []
    for one in days:
        if run and school.school_days_between(run[-1], one) != 1:
            if day in run:
                break
            run = []
        run.append(one)
    return tuple(run) if day in run else ()


def sixth_day(run: tuple[date, ...]) -> date | None:
    """The sixth consecutive school day, from which education is owed; None where the run is shorter."""
    return run[SIXTH - 1] if len(run) >= SIXTH else None
