"""The run of school days out that leads to the sixth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from agencies.schoolday import SchoolCalendar
from interventions.suspensions.totals.out import Out, Session

SIXTH = 6


def run_of(outs: Iterable[Out], day: date, school: SchoolCalendar) -> tuple[date, ...]:
    """The run of consecutive school days out that holds `day`, suspensions joined (SI 2007/1870 reg 3(3)).

    Lunchtimes make no run. Half-terms, weekends and INSET days neither break it nor count, nor does a day on which the
    school was shut after all (law.md 1.2). Where its terms are not known, weekdays are taken on trust. Empty where
    `day` is not in.
    """
    days = sorted({out.day for out in outs if out.session != Session.LUNCH})
    run: list[date] = []
    for one in days:
        if run and any(not school.is_shut(between) for between in _between(run[-1], one)):
            if day in run:
                break
            run = []
        run.append(one)
    return tuple(one for one in run if not school.is_shut(one)) if day in run else ()


def _between(first: date, last: date) -> Iterator[date]:
    return map(date.fromordinal, range(first.toordinal() + 1, last.toordinal()))


def sixth_day(run: tuple[date, ...]) -> date | None:
    """The sixth consecutive school day, from which education is owed; None where the run is shorter."""
    return run[SIXTH - 1] if len(run) >= SIXTH else None
