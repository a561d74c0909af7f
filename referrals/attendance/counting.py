"""What a child's marks come to, by the definitions of the Department for Education: no database, no clock."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from referrals.attendance.codes import Counts, code_of

PERSISTENT, SEVERE = 10, 50
"""Per cent of the possible sessions that were missed, from which absence is persistent, and severe (law.md 3.5)."""
UNAUTHORISED, WEEKS = 10, 10
"""So many sessions without leave in so many school weeks running: from there on a penalty notice is considered."""
ILL_DAYS = 15
"""School days missed by illness in a school year, from which the council is told (law.md 3.5)."""
ILL, LATE_AFTER = "I", "U"
SESSIONS = ("AM", "PM")


class Mark(NamedTuple):
    """One half day of one child."""

    day: date
    session: str
    code: str


@dataclass(frozen=True, slots=True)
class Sums:
    """Half days by how they count; `late` are among those attended, `late_after` among the unauthorised.

    `unknown`: marks with a code that is not known, which count in nothing.
    """

    attended: int = 0
    authorised: int = 0
    unauthorised: int = 0
    not_possible: int = 0
    unknown: int = 0
    late: int = 0
    late_after: int = 0
    ill: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        """Both together."""
        return Sums(*(one + more for one, more in zip(astuple(self), astuple(other), strict=True)))

    @property
    def absent(self) -> int:
        """Half days missed, with leave and without."""
        return self.authorised + self.unauthorised

    @property
    def possible(self) -> int:
        """Half days on which the child could have come."""
        return self.attended + self.absent

    @property
    def is_persistent(self) -> bool:
        """A tenth of the possible sessions or more was missed; severe absence is persistent too."""
        return self._missed_at_least(PERSISTENT)

    @property
    def is_severe(self) -> bool:
        """Half of the possible sessions or more was missed."""
        return self._missed_at_least(SEVERE)

    @property
    def is_ill_long(self) -> bool:
        """Fifteen school days or more were missed by illness, as half days."""
        return self.ill >= 2 * ILL_DAYS

    def _missed_at_least(self, percent: int) -> bool:
        return self.possible > 0 and 100 * self.absent >= percent * self.possible

    def rate(self, sessions: int) -> Decimal | None:
        """So many of the possible sessions in per cent, to two decimals, a half upwards; None where none was possible.

        The limits above never go by this rounded number.
        """
        if not self.possible:
            return None
        return (Decimal(100 * sessions) / self.possible).quantize(Decimal("0.01"), ROUND_HALF_UP)


def sums(marks: Iterable[Mark]) -> Sums:
    """What these marks come to, in whatever order they stand."""
    found: Counter[str] = Counter()
    for mark in marks:
        code = code_of(mark.code, mark.day)
        found[code.counts] += 1
        if code.is_late:
            found["late_after" if code.counts is Counts.UNAUTHORISED else "late"] += 1
        found["ill"] += mark.code == ILL and code.counts is Counts.AUTHORISED
    return Sums(
        attended=found[Counts.ATTENDING],
        authorised=found[Counts.AUTHORISED],
        unauthorised=found[Counts.UNAUTHORISED],
        not_possible=found[Counts.NOT_POSSIBLE],
        unknown=found[Counts.UNKNOWN],
        late=found["late"],
        late_after=found["late_after"],
        ill=found["ill"],
    )


@dataclass(frozen=True, slots=True)
class WithoutLeave:
    """Half days without leave in the last ten school weeks, the most in any ten running, and when ten was reached."""

    lately: int
    most: int
    reached_on: date | None


def without_leave(marks: Iterable[Mark], school_weeks: Collection[date] = ()) -> WithoutLeave:
    """Half days without leave in rolling ten school weeks, over the holidays between and from one year to the next.

    `school_weeks`: the Mondays of the weeks with lessons. A week with a mark that is possible is one anyway, since the
    school was open: so it holds where the terms are not known too.
    """
    counted = [(one, code_of(one.code, one.day).counts) for one in marks]
    possible = [one for one, counts in counted if counts not in (Counts.NOT_POSSIBLE, Counts.UNKNOWN)]
    if not possible:
        return WithoutLeave(0, 0, None)
    last = max(one.day for one in possible)
    opened = {monday(one.day) for one in possible} | {week for week in school_weeks if week <= monday(last)}
    place = {week: n for n, week in enumerate(sorted(opened))}
    missed = sorted(one for one, counts in counted if counts is Counts.UNAUTHORISED)
    most, reached_on = 0, None
    for n, mark in enumerate(missed):
        window = [one for one in missed[: n + 1] if place[monday(one.day)] > place[monday(mark.day)] - WEEKS]
        most = max(most, len(window))
        reached_on = reached_on or (mark.day if len(window) >= UNAUTHORISED else None)
    newest = place[monday(last)]
    return WithoutLeave(sum(place[monday(one.day)] > newest - WEEKS for one in missed), most, reached_on)


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(day.weekday())
