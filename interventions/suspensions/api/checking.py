"""What is wrong with a report of a suspension, each as what is to be corrected; its reason codes as they are kept."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from agencies.machines.api.problems import WORDS, wrong
from agencies.register.facts import exclusion_reasons
from agencies.schoolday import local_day
from interventions.suspensions.totals import Session
from interventions.suspensions.words import UNKNOWN


def as_kept(codes: Iterable[str], on: date) -> tuple[str, ...]:
    """The reason codes as they are kept: one that is not known on that day is kept as that, never dropped."""
    known = exclusion_reasons(on)
    return tuple(code if code in known else f"{UNKNOWN}{code}" for code in codes)


def of_reasons(attrs: dict[str, Any]) -> list[dict[str, str]]:
    """The reasons that are there twice, each as what is to be corrected."""
    codes = attrs["reasons"]
    return [wrong(f"/reasons/{n}", "twice", WORDS["twice"]) for n, code in enumerate(codes) if code in codes[:n]]


def of_twice(given: list[tuple[date, Session]]) -> list[dict[str, str]]:
    """The sessions that are there twice, each as what is to be corrected."""
    return [wrong(f"/sessions/{n}", "twice", WORDS["twice"]) for n, one in enumerate(given) if one in given[:n]]


def of_sessions(attrs: dict[str, Any]) -> list[dict[str, str]]:
    """Sessions that are there twice, before the decision, or not what the report says of them."""
    given = attrs["sessions"]
    errors = of_twice(given)
    first = min(day for day, _ in given)
    if first < local_day(attrs["decided_at"]):
        errors.append(wrong("/sessions", "before_decision", "A pupil can’t be out before the head has decided."))
    if attrs.get("starts", first) != first:
        errors.append(wrong("/starts", "not_first", "This is not the day of the first session."))
    if (attrs["type"] == "LNCH") != all(session is Session.LUNCH for _, session in given):
        errors.append(wrong("/type", "sessions", "LNCH is for lunchtimes, and for nothing else."))
    if (exam_on := attrs.get("exam_on")) and not (attrs["misses_exam"] and exam_on in [day for day, _ in given]):
        errors.append(wrong("/exam_on", "not_missed", "An exam that is missed is on a day of one of the sessions."))
    return errors


def of_decision(attrs: dict[str, Any], at: datetime) -> list[dict[str, str]]:
    """A decision that is still to come."""
    if attrs["decided_at"] <= at:
        return []
    return [wrong("/decided_at", "future", "A decision is reported once it has been taken.")]
