"""Who can see a case: the door's reasons as rows of words, and the ring that is drawn from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from agencies.actors import Actor
from agencies.policy import Standing
from agencies.words import last_day
from referrals import door
from referrals.cases.models import Case
from referrals.entries.words import SECTIONS
from referrals.shares.models import CaseShare
from referrals.shares.words import LEVELS, PURPOSES

SCHOOL = (Standing.RAISED, Standing.NAMED)


@dataclass(frozen=True, slots=True)
class Seer:
    """One agency that can see the case, who of it, and why; for a share what it shows, for what, until when."""

    agency: str
    people: tuple[str, ...]
    who: tuple[str, ...]
    why: str
    is_school: bool
    is_lead: bool
    level: str = ""
    sections: tuple[str, ...] = ()
    purpose: str = ""
    until: date | None = None
    share: CaseShare | None = None


class Ring(TypedDict):
    """What the tag that draws the ring reads: how many people are in each circle, and in which one the reader is."""

    child: str
    inside: int
    teams: int
    joining: int
    you: str


def seers(reasons: Sequence[door.Reason]) -> list[Seer]:
    """The reasons in words, in their order."""
    return [_seer(reason) for reason in reasons]


def _seer(reason: door.Reason) -> Seer:
    base = (
        reason.agency,
        reason.people,
        reason.who,
        reason.words,
        reason.standing in SCHOOL,
        reason.standing is Standing.NAMED,
    )
    share = reason.share
    if share is None:
        return Seer(*base)
    parts = tuple(SECTIONS[code] for code in share.sections)
    purpose, until = PURPOSES[share.purpose], last_day(share.over_at)
    return Seer(*base, level=LEVELS[share.level], sections=parts, purpose=purpose, until=until, share=share)


def names(reasons: Sequence[door.Reason], *standings: Standing) -> set[tuple[str, str, str]]:
    """The people who stand so (any standing where none is named), by agency, address and name: names may be alike."""
    return {
        (reason.agency, who.rpartition(" ")[2], person)
        for reason in reasons
        if not standings or reason.standing in standings
        for person, who in zip(reason.people, reason.who, strict=True)
    }


def ring(case: Case, reasons: Sequence[door.Reason], actor: Actor, joining: int = 0) -> Ring:
    """The ring of those who can see the case, for this actor."""
    inside = names(reasons, *SCHOOL)
    return {
        "child": case.pupil.first_name,
        "inside": len(inside),
        "teams": len(names(reasons) - inside),
        "joining": joining,
        "you": "inside" if any(seat.agency_id == case.school_id for seat in actor.seats) else "teams",
    }


def joined(before: Sequence[door.Reason], after: Sequence[door.Reason]) -> tuple[str, ...]:
    """Who can see the case afterwards and could not before, by name."""
    return tuple(sorted(person for _, _, person in names(after) - names(before)))
