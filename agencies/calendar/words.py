"""A school year, its changes and what they moved, in words."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from agencies.schoolday import AUGUST, Row
from agencies.words import count_words, listed, long_day, plural, short_day

HOW = {"later": "moved later", "earlier": "moved earlier", "held": "{stay} where somebody was told a later day"}

APRIL = 4
KINDS = {"term": "lessons", "inset": "INSET", "open": "lessons on the bank holiday"}


def term_of(day: date) -> str:
    """The term of a stretch that begins on the day, where its own name does not say."""
    return "Autumn" if day.month >= AUGUST else "Spring" if day.month < APRIL else "Summer"


def numbered(n: int) -> str:
    """What one of five or six terms is called: each is a term of its own, and none is a half of another."""
    return f"Term {n}"


def is_numbered(label: str) -> bool:
    """Whether a stretch is one of five or six terms."""
    return label.startswith(numbered(0)[:-1])


SYSTEM, FOLLOWED = "the school’s own system", "as the council changed its own"
HOLIDAYS = "Bank holidays are known here until {day}. Until more are loaded, one after it counts as a working day."


def holidays_said(known_to: date | None, until: date) -> str:
    """What a page says that shows days up to `until`; "" where the bank holidays are known so far."""
    if known_to is None:
        return "No bank holiday is known here: each counts as a working day."
    return HOLIDAYS.format(day=long_day(known_to)) if known_to < until else ""


def differences(now: Iterable[Row], then: Iterable[Row]) -> list[str]:
    """What would go and what would come, a line each."""
    before, after = set(now), set(then)
    gone = [f"No more: {_row(row)}" for row in sorted(before - after)]
    return gone + [f"New: {_row(row)}" for row in sorted(after - before)]


def _row(row: Row) -> str:
    days = short_day(row.first) if row.first == row.last else f"{short_day(row.first)} to {short_day(row.last)}"
    return f"{KINDS[row.kind]}, {days}"


def followed(facts: Mapping[str, Any]) -> str:
    """What followed of it, from the facts of the act."""
    return " ".join(filter(None, (_moved(facts), _suspended(facts))))


def _moved(facts: Mapping[str, Any]) -> str:
    """How the due days that go by it moved; "" where none does."""
    told = [(facts.get(name, 0), how) for name, how in HOW.items()]
    parts = [f"{count} {how.format(stay=plural(count, 'stays', 'stay'))}" for count, how in told if count]
    same = int(facts.get("same", 0))
    if not parts:
        return f"No due day moved: {count_words(same, 'stays', 'stay')}." if same else ""
    rest = f"; {count_words(same, 'stays', 'stay')}" if same else ""
    return f"Of the due days {listed(parts)}{rest}."


def _suspended(facts: Mapping[str, Any]) -> str:
    """How many suspensions it changes; "" where none."""
    count = int(facts.get("suspensions", 0))
    return (
        f"It changes what counts of {count_words(count, 'suspension')}: the school is told to look at the letter."
        if count
        else ""
    )
