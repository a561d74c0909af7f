"""What the signs say, in the words that people read."""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from agencies.words import count_words, long_day
from interventions.signals.judging import Days, Numbers
from interventions.suspensions.totals import days_counted

WHO = "Whoever leads or safeguards at the child’s school, and nobody else: no share, no letter and no council list."
TERMS_UNKNOWN = "The terms of your school are not known far enough back, so {} not worked out."
NOT_NOW = "By today’s rows it is on no more. It ends the next time the signs are worked out."
NEVER_A_SCORE = (
    "A sign is a reason to look, never a score: nearly all children with one are never permanently excluded. "
    "It decides nothing, and it is gone with what it goes by."
)
USUAL = (
    "Less absence after an answer does not show that the answer helped: what was unusual mostly goes back to the usual "
    "by itself. Those whom nobody answered stand beside it for that reason."
)
RESULTS = {"concern": "A concern was logged", "helping": "Already helping", "not_useful": "Not useful"}


def numbers_said(rule: str, numbers: Numbers) -> str:
    """By which numbers the rule is on, as a sentence."""
    return SAID[rule](numbers)


def unknown(days: Days) -> str:
    """Which rules are not worked out because the school's days are not known so far back; nothing where all are."""
    if not days.recent:
        return TERMS_UNKNOWN.format("SG1, SG5, SG13 and SG16 are")
    return "" if days.before else TERMS_UNKNOWN.format("SG5 and SG16 are")


def percent(part: int, whole: int) -> str:
    """So many of so many in per cent, to one decimal, a half upwards."""
    rate = (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{rate}\N{NO-BREAK SPACE}%"


def _day(numbers: Numbers, name: str) -> str:
    return long_day(date.fromisoformat(str(numbers[name])))


def _whole(numbers: Numbers, name: str) -> int:
    return int(numbers[name])


def _changed(numbers: Numbers) -> str:
    now, of, before, of_before = (
        _whole(numbers, name) for name in ("attended", "possible", "attended_before", "possible_before")
    )
    return (
        f"Attended {now} of {of} possible half days in the last 20 school days, {percent(now, of)}; "
        f"{before} of {of_before} in the 60 before, {percent(before, of_before)}."
    )


def _missed(numbers: Numbers) -> str:
    missed, of = _whole(numbers, "missed"), _whole(numbers, "possible")
    return f"Missed {missed} of {of} possible half days this school year, {percent(missed, of)}."


def _near(numbers: Numbers) -> str:
    return f"Suspended this term: {days_counted(_whole(numbers, 'half_days'))}."


def _repeated(numbers: Numbers) -> str:
    events = count_words(_whole(numbers, "events"), "suspension")
    return f"This term: {events} begun, {days_counted(_whole(numbers, 'half_days'))}."


def _near_45(numbers: Numbers) -> str:
    here, there = (days_counted(_whole(numbers, name)) for name in ("half_days", "elsewhere"))
    return f"Suspended this school year: {here} here, {there} as told of other schools."


def _with(numbers: Numbers) -> str:
    events = count_words(_whole(numbers, "events"), "suspension")
    return f"{events} begun this school year, the last on {_day(numbers, 'last')}."


def _transition(numbers: Numbers) -> str:
    events = count_words(_whole(numbers, "events"), "suspension")
    return f"{events} on record here, {'an open case' if numbers['cases'] else 'no open case'}."


SAID: dict[str, Callable[[Numbers], str]] = {
    "SG1": lambda numbers: f"Begun on {_day(numbers, 'begun')}.",
    "SG2": _repeated,
    "SG3": _near,
    "SG3B": _near,
    "SG4": _near_45,
    "SG5": _changed,
    "SG6": _missed,
    "SG6B": _missed,
    "SG8": lambda numbers: f"{numbers['weeks']} school weeks running, since the week of {_day(numbers, 'since')}.",
    "SG9": lambda numbers: f"On your roll since {_day(numbers, 'joined')}.",
    "SG11": _with,
    "SG12": _with,
    "SG13": lambda numbers: (
        f"{count_words(_whole(numbers, 'concerns'), 'concern')} by {numbers['staff']} colleagues "
        "in the last 20 school days."
    ),
    "SG14": lambda numbers: f"Past its day since {_day(numbers, 'since')}.",
    "SG15": _transition,
    "SG16": _changed,
}
