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
    """One agency that can see the case, who of it, and why; for a share what it shows, for what, until when.

    `count`: how many people of it can, where not all are named.
    """

    agency: str
    people: tuple[str, ...]
    who: tuple[str, ...]
    count: int
    why: str
    is_school: bool
    is_lead: bool
    level: str = ""
    sections: tuple[str, ...] = ()
    purpose: str = ""
    until: date | None = None
    share: CaseShare | None = None

    @property
    def more(self) -> int:
        """How many of them are not named."""
        return self.count - len(self.people)


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
        reason.count,
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


def names(reasons: Sequence[door.Reason]) -> set[tuple[str, str, str]]:
    """The people who are named, by agency, address and name: names may be alike."""
    return {
        (reason.agency, who.rpartition(" ")[2], person)
        for reason in reasons
        for person, who in zip(reason.people, reason.who, strict=True)
    }


def count(reasons: Sequence[door.Reason]) -> int:
    """How many people can see the case: those who are named, and of each large team those who are not."""
    unnamed = {reason.agency: reason.count - len(reason.people) for reason in reasons if reason.standing not in SCHOOL}
    return len(names(reasons)) + sum(unnamed.values())


def ring(case: Case, reasons: Sequence[door.Reason], actor: Actor, joining: int = 0) -> Ring:
    """The ring of those who can see the case, for this actor."""
    inside = count([reason for reason in reasons if reason.standing in SCHOOL])
    return {
        "child": case.pupil.first_name,
        "inside": inside,
        "teams": count(reasons) - inside,
        "joining": joining,
        "you": "inside" if any(seat.agency_id == case.school_id for seat in actor.seats) else "teams",
    }


@dataclass(frozen=True, slots=True)
class Joining:
    """Who can see the case afterwards and could not before: how many, and the names of so many as are named."""

    people: tuple[str, ...]
    count: int

    @property
    def more(self) -> int:
        """How many of them are not named."""
        return self.count - len(self.people)


def joined(before: Sequence[door.Reason], after: Sequence[door.Reason]) -> Joining:
    """Who can see the case afterwards and could not before, by name."""
    people = tuple(sorted(person for _, _, person in names(after) - names(before)))
    return Joining(people, count(after) - count(before))
