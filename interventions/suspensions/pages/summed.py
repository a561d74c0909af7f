"""A total in words: what it was and is, the lines of the law that it crosses, and what of it is uncertain."""

from dataclasses import dataclass

from agencies.words import day_month, in_sentence, short_day
from interventions.suspensions import words
from interventions.suspensions.elsewhere import Elsewhere
from interventions.suspensions.models import DaysElsewhere
from interventions.suspensions.totals import Line, Total, Unit, days_counted


@dataclass(frozen=True, slots=True)
class Crossed:
    """A line of the law that is crossed, its days in words, and where it stands for this school."""

    line: Line
    more_than: str
    source: str


@dataclass(frozen=True, slots=True)
class Summed:
    """A total in words: before and with this one; `over`, which lines it was over already; `doubts`, in sentences."""

    name: str
    is_fixed: bool
    before: str
    after: str
    crosses: list[Crossed]
    over: list[Crossed]
    is_last: bool
    doubts: list[str]
    elsewhere: str


def summed(total: Total, told: DaysElsewhere | Elsewhere | None, school_id: int) -> Summed:
    """The words of one total, for a reader at this school; of a year with what was `told` of other schools."""
    in_term = f"Term from {short_day(total.first)} to {short_day(total.last)}, at this school"
    in_year = f"School year from {short_day(total.first)}, at the schools known here"
    in_year += " and, as told, elsewhere" if total.elsewhere else ""
    return Summed(
        name=in_term if total.over is Unit.TERM else in_year,
        is_fixed=total.is_fixed,
        before=days_counted(total.before),
        after=days_counted(total.after),
        crosses=[_crossed(line, total) for line in total.crosses],
        over=[_crossed(line, total) for line in total.is_over if line not in total.crosses],
        is_last=total.is_last_half_day,
        doubts=_doubts(total),
        elsewhere=told_of(told, school_id) if total.over is Unit.YEAR else "",
    )


def _crossed(line: Line, total: Total) -> Crossed:
    return Crossed(line, days_counted(line.more_than), line.twins.cited(total.regime))


def told_of(told: DaysElsewhere | Elsewhere | None, school_id: int) -> str:
    """Such as "3 days at Saltwick Academy included, not recorded here. Asked on Mon 23 Nov".

    Of what another school here was told not who said so, who wrote it down and when: that is of its suspension.
    """
    if told is None:
        return words.NOT_ASKED_ELSEWHERE
    days = f"{days_counted(told.half_days)} at {told.school}" if told.half_days else ""
    what = days + " included, not recorded here" if days else "None at another school"
    if isinstance(told, DaysElsewhere) and told.suspension.school_id != school_id:
        return f"{what}, as another school here was told."
    whose = f"Asked on {day_month(told.asked_on)}. Who said so: {in_sentence(words.TOLD_BY[told.source])}"
    by = f". Written down by {told.written_by}" if isinstance(told, DaysElsewhere) else ""
    return f"{what}{'' if days else ', as told'}. {whose}{by}."


def _doubts(total: Total) -> list[str]:
    """Two rolls at once (law.md 11), and what was served before a cancellation, where that matters (CAN-6)."""
    found = [words.TWO_ROLLS[total.over]] if total.is_of_two_rolls else []
    if by_cancelled := total.over_by_cancelled:
        served, line = days_counted(total.of_cancelled), days_counted(by_cancelled[0].more_than)
        found.append(words.OVER_BY_CANCELLED.format(served, line))
    return found
