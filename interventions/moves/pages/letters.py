"""The letters to the parents, or to the pupil of 18: what was decided, why, by whom, what one can do, by which date."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from agencies.actors import Actor
from agencies.schoolday import local_day
from agencies.voice import Voice, voice
from agencies.web.pages import Page
from interventions.moves import facts, states
from interventions.moves.models import Consent, Move
from interventions.moves.states import Party
from interventions.moves.words import ENDED_BY
from referrals.contacts.access import reads_at
from referrals.contacts.facts import LeftOut, addressees, is_called


@dataclass(frozen=True, slots=True)
class Copy:
    """One letter: who is asked, and the lines that reach them, for their own school to read."""

    row: Consent
    lines: list[str]


@dataclass(frozen=True, kw_only=True)
class LettersPage(Page):
    """A letter to each parent, or to the pupil who is 18, as a page that prints."""

    template: ClassVar[str] = "interventions/move_letter.html"
    move: Move
    to: list[Copy]
    left_out: list[LeftOut]
    safe: list[str]
    you: Voice
    statement: str
    time_to_think: str
    decided_by: str
    ended_why: str
    at: datetime


def letters(move: Move, at: datetime, reader: Actor | None = None) -> LettersPage:
    """The letters as it stands today: no copy for who may not be told, each with its own address, for the school."""
    is_adult = facts.is_adult(move.pupil, local_day(at))
    family = [row for row in facts.consents(move, at) if row.party in states.FAMILY]
    known = addressees(move.pupil_id, move.home_school_id)
    is_schools = reads_at(reader, move.home_school_id)
    to = [row for row in family if is_adult or not known.leaves_out(row.name)]
    return LettersPage(
        move=move,
        to=[
            Copy(row, copy.lines if is_schools and not is_adult and (copy := known.by_name(row.name)) else [])
            for row in to
        ],
        left_out=[one for one in known.left_out if is_schools and not is_adult],
        safe=[
            one for one in known.safe if is_schools and not is_adult and any(not is_called(one, row.name) for row in to)
        ],
        you=voice(move.pupil.first_name, is_to_pupil=is_adult),
        statement=states.STATEMENT,
        time_to_think=states.TIME_TO_THINK,
        decided_by=_decided_by(move, is_to_pupil=is_adult),
        ended_why="" if move.ended_party == Party.PARENT else move.ended_why,
        at=at,
    )


def _decided_by(move: Move, *, is_to_pupil: bool) -> str:
    """Who decided, for a family: never who wrote it down, nor to one parent that it was the other."""
    if move.ended_party == Party.PUPIL and is_to_pupil:
        return "You"
    if move.ended_party:
        return "One of those who had to agree" if move.ended_party == Party.PARENT else ENDED_BY[move.ended_party]
    person = {"approved": move.approved_by, "refused": move.refused_by}.get(move.state)
    return f"{person.name}, for the council" if person else ""
