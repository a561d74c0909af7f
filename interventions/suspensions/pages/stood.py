"""What became of a suspension: its days, how it ended, and what was changed of it, in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from agencies.policy import Act
from agencies.words import day_month, long_day
from interventions.suspensions.facts import (
    Stands,
)
from interventions.suspensions.models import Suspension
from interventions.suspensions.period import period


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the suspension; `is_gone`: it fell away, or never was one, and is struck through."""

    words: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """That it was cancelled or never happened: when, by whom, why."""

    words: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What was changed of it, or what it means for the board because other facts changed: on which day, and why."""

    on: date
    what: str
    why: str


def days_of(stands: Stands) -> list[Day]:
    """Each day of it, in order; one of which every session fell away is struck through."""
    days = {day for day, _ in stands.sessions} | stands.gone
    return [Day(day_month(day), day in stands.gone) for day in sorted(days)]


def after_return(one: Suspension, stands: Stands) -> frozenset[date]:
    """The days that fell away with its cancellation, where it was void since: all, or those after the one of return."""
    return frozenset(day for day, _ in stands.sessions if one.back_on is None or day > one.back_on)


def ended(one: Suspension, of: str, *, by_whom: bool) -> Ended | None:
    """That it ended, for whoever knows of that: `of` what they were told last, or would be now."""
    if of == "void" and one.voided_at:
        by = one.voided_by.name if one.voided_by else one.voided_by_system
        return Ended(
            f"It never happened, it was said on {long_day(one.voided_at)}", by if by_whom else "", one.voided_why
        )
    if of == "cancellation" and one.cancelled_at:
        by = one.cancelled_by.name if one.cancelled_by else ""
        return Ended(f"Cancelled on {long_day(one.cancelled_at)}", by if by_whom else "", one.cancelled_why)
    return None


WHAT = {Act.CORRECT_SUSPENSION.value: "Corrected", Act.SHORTEN_SUSPENSION.value: "Shortened"}
BANDS = {
    "": "the board has no duty to meet on it",
    "asked": "the board has to meet on it if representations are made",
    "meets": "the board has to meet on it",
}

BEYOND = "it takes the pupil over 45 days in the school year, beyond the power to suspend"
NOT_BEYOND = "it takes the pupil no longer over 45 days in the school year"


def _means(before: str, now: str, *, is_beyond: bool) -> str:
    """What the totals mean now; where that is the same of the board, it was over 45 days, or is."""
    if is_beyond:
        return f"{BEYOND}; {BANDS[now]}"
    return NOT_BEYOND if before == now else BANDS[now]


SAT = ", and all of Year 11 are sat"


def _exam(on: str, is_missed: bool) -> str:
    """Such as "one is missed on Monday 17 May 2027"."""
    if not is_missed:
        return "none is missed"
    return f"one is missed on {long_day(date.fromisoformat(on))}" if on else "one is missed, its day not known"


def changed(change: dict[str, Any]) -> Changed:
    """One change in words: of itself by whom and what it was, or of what it means for the board."""
    on = date.fromisoformat(change["on"])
    if "exam" in change:
        exam = change["exam"]
        was, now = _exam(exam["was"], exam["missed"]), _exam(exam["now"], exam["misses"])
        was += SAT if exam.get("was_taken") else ""
        now += SAT if exam.get("taken") else ""
        was = was if exam.get("said", True) else "nobody had said"
        return Changed(on, f"The exam, by {change['by']}: {now}. Before: {was}", "")
    if "was" not in change:
        return Changed(on, f"{change['why']}: {_means(*change['board'], is_beyond=change['beyond'])}", "")
    was = period((date.fromisoformat(day), session) for day, session in change["was"]["sessions"])
    return Changed(on, f"{WHAT[change['act']]} by {change['by']}. It was {was}", change["why"])
