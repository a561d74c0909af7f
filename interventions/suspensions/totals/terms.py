"""Terms and school years for the totals: the school's own where it has three, else the fixed periods."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from agencies.schoolday import AUGUST, SchoolCalendar, school_year

TERMS_A_YEAR = 3


class Term(NamedTuple):
    """A stretch of the year for the totals, both days counted in."""

    first: date
    last: date
    is_schools_own: bool


def easter_monday(year: int) -> date:
    """Easter Monday by the Gregorian reckoning (the anonymous algorithm of 1876)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    moved = (century + 8) // 25
    epact = (19 * golden + century - century // 4 - (century - moved + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1) + timedelta(1)


def year_of(day: date, school: SchoolCalendar) -> tuple[date, date]:
    """The first and last day of that school year: from the first school day after 31 July where it is known."""
    began = school_year(day)
    first, next_first = (_first_day(school, year) for year in (began, began + 1))
    return first, next_first - timedelta(1)


def _first_day(school: SchoolCalendar, year: int) -> date:
    first = date(year, AUGUST, 1)
    known = school.stretch_of(first)
    days = school.school_days(first, known[1]) if known else ()
    return first if school.is_school_day(first) else next(iter(days), first)


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


class Span(NamedTuple):
    """A term with the holiday after it, so that every day of a school year lies in one of three."""

    first: date
    last: date
    is_schools_own: bool


def spans_of_year(year: int, school: SchoolCalendar) -> list[Span]:
    """The three of that school year, in order: from the school's own terms where it has exactly three."""
    own = sorted(_own_terms(year, school))
    is_own = len(own) == TERMS_A_YEAR
    begins = [term.first for term in own][1:] if is_own else [date(year + 1, 1, 1), easter_monday(year + 1)]
    firsts = [date(year, AUGUST, 1), *begins]
    lasts = [*(day - timedelta(1) for day in begins), date(year + 1, AUGUST - 1, 31)]
    return [Span(first, last, is_own) for first, last in zip(firsts, lasts, strict=True)]


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
