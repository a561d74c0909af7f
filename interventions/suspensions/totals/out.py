"""A session out of school by suspension: half a day each, by the kinds of which a head decides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Session(StrEnum):
    """What a pupil can be kept out of: each is half a day, a lunchtime too (SI 2012/1033 reg 2; law.md 1.2)."""

    AM = "AM"
    PM = "PM"
    LUNCH = "LUNCH"


ORDER_OF_DAY = {Session.AM: 0, Session.LUNCH: 1, Session.PM: 2}
"""A day's sessions in their order."""


class Out(NamedTuple):
    """One session out of school by suspension, and the school that decided it; `is_cancelled`, one that was since."""

    day: date
    session: str
    school_id: int
    is_cancelled: bool = False


def sessions(
    days: Iterable[date], kind: str, since: Session = Session.AM, until: Session = Session.PM
) -> tuple[tuple[date, Session], ...]:
    """Each session of these school days: whole days, whole from the first afternoon, lunchtimes, mornings, afternoons.

    From `since` of the first day to `until` of the last. ValueError for another kind.
    """
    if kind not in SESSIONS_OF:
        raise ValueError(f"There is no suspension of kind {kind!r}.")
    of_day = SESSIONS_OF[kind]
    every = [(day, session) for day in days for session in of_day]
    if not every:
        return ()
    first, last = (every[0][0], ORDER_OF_DAY[since]), (every[-1][0], ORDER_OF_DAY[until])
    found = (one for one in every if first <= (one[0], ORDER_OF_DAY[one[1]]) <= last)
    return tuple(found)[kind == "whole_from_pm" :]


def kind_of(found: Iterable[tuple[date, Session]]) -> str:
    """The kind whose sessions these are, by day; "sessions" where they fit none."""
    given = tuple(sorted(found, key=lambda one: (one[0], list(Session).index(one[1]))))
    days = tuple(dict.fromkeys(day for day, _ in given))
    return next((kind for kind in SESSIONS_OF if sessions(days, kind) == given), "sessions")


SESSIONS_OF: dict[str, tuple[Session, ...]] = {
    "whole": (Session.AM, Session.PM),
    "whole_from_pm": (Session.AM, Session.PM),
    "lunch": (Session.LUNCH,),
    "mornings": (Session.AM,),
    "afternoons": (Session.PM,),
}


def in_days(half_days: int) -> str:
    """Half days as one reads them: "5.5", "1"."""
    return f"{half_days / 2:g}"


def days_counted(half_days: int) -> str:
    """The same with its noun: "5.5 days", "1 day"."""
    return f"{in_days(half_days)} {'day' if half_days == 2 else 'days'}"
