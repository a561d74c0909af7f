"""What the page of a move says of what was asked of the pupil, who was told of it, and what went after them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from agencies.words import day_month
from interventions.moves import states
from interventions.moves.facts import NO
from interventions.moves.models import Move
from interventions.moves.states import State
from interventions.moves.words import NONE_RECORDED, NOT_NEEDED, RECIPIENTS, SAID_NO, STEPS

NOT_YET = "Not recorded as told of the move"


@dataclass(frozen=True, slots=True)
class Told:
    """One who has to be told at each step: each time, or why they are not."""

    who: str
    lines: list[str]


def not_needed(move: Move, held: Collection[str]) -> list[tuple[str, str]]:
    """Who is not asked, and why: somebody said that there is none, or none is recorded."""
    return [(who, _said(move, kind)) for kind, who in NOT_NEEDED.items() if kind not in held]


def told(move: Move, held: Collection[str]) -> list[Told]:
    """The social worker and the virtual school head: when each was told of what, as it was written down."""
    found = []
    for kind, who in states.TOLD_BY_FACT.items():
        lines = [_line(one) for one in move.told if one["who"] == who]
        none = NOT_YET if kind in held else _said(move, kind)
        found.append(Told(RECIPIENTS[who], lines or [none]))
    return found


def sent(move: Move) -> list[tuple[str, str]]:
    """What went after the pupil, once they are on the new roll."""
    days = {"Safeguarding file": move.file_sent_on, "Common transfer file": move.ctf_sent_on}
    said = {what: f"Sent on {day_month(day)}" if day else "Not recorded as sent" for what, day in days.items()}
    return list(said.items()) if move.admitted_at else []


def _said(move: Move, kind: str) -> str:
    one = move.asked.get(kind, {})
    if one.get("said") != NO:
        return NONE_RECORDED[kind]
    return SAID_NO[kind].format(by=one["by"], on=day_month(date.fromisoformat(one["on"])))


def _line(one: dict[str, str]) -> str:
    on = day_month(date.fromisoformat(one["on"]))
    return f"Told {STEPS[State(one['of'])]}: {one['whom']}, {one['how']}, {on}. Noted by {one['by']}"
