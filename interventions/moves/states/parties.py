"""Who must agree to a managed move, from the pupil's facts alone, and what each is told (law.md 2.3, 5)."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from agencies.acting.refusals import NotNow
from agencies.policy import Role, Standing
from agencies.policy.rows import COUNCIL, HEADS, LEADS


class Party(StrEnum):
    """Who has to agree to a move (law.md 2.3, MM-2, MM-7, MM-8)."""

    PARENT = "parent"
    PUPIL = "pupil"
    HOME_HEAD = "home_head"
    RECEIVING_HEAD = "receiving_head"
    ADMISSION_AUTHORITY = "admission_authority"
    COUNCIL = "council"
    VIRTUAL_HEAD = "virtual_head"


FAMILY = (Party.PARENT, Party.PUPIL)
"""Who says no for good, having read that they may: a parent, or in their place the pupil who is 18 (MM-2)."""
BOTH_SCHOOLS = (Party.HOME_HEAD, Party.RECEIVING_HEAD, Party.ADMISSION_AUTHORITY)
BY_FACT = {"ehc_plan": Party.COUNCIL, "looked_after": Party.VIRTUAL_HEAD}
TOLD_BY_FACT = {"social_worker": "social_worker", "looked_after": "virtual_head"}
"""Who is told at each step, by the fact that says that there is one (MM-8)."""
ASKED_FACTS = ("ehc_plan", "looked_after", "social_worker")
"""What is asked before a move is proposed: who must agree and who is told hangs on it."""
STATEMENT = "You may say no. This is not instead of a decision already made."
THINK_AGAIN_SCHOOL_DAYS = 2
TIME_TO_THINK = "two school days to think again"
NO_QUEUE_JUMPED = "A move may not jump the queue."
APPROVING = "You approve that the protocol is used. You can’t approve over anybody’s no."
NO_PLACE = "none"
ANSWERED_BEFORE = "Enter the day of the answer: nobody was asked before the move was proposed"
RECORDERS: dict[Party, frozenset[tuple[Standing, Role]]] = {
    Party.PARENT: frozenset((Standing.RAISED, role) for role in LEADS),
    Party.PUPIL: frozenset((Standing.RAISED, role) for role in LEADS),
    Party.HOME_HEAD: frozenset((Standing.RAISED, role) for role in HEADS),
    Party.RECEIVING_HEAD: frozenset((Standing.RECEIVES, role) for role in HEADS),
    Party.ADMISSION_AUTHORITY: frozenset(
        {*((Standing.RECEIVES, role) for role in HEADS), *((Standing.ASKED, role) for role in COUNCIL)}
    ),
    Party.COUNCIL: frozenset((Standing.ASKED, role) for role in COUNCIL),
    Party.VIRTUAL_HEAD: frozenset((Standing.ASKED, role) for role in COUNCIL),
}
"""Who may write a party's answer down, standing how to the move: a head's own is the head's alone."""


def parties_needed(facts: Iterable[str], *, is_adult: bool) -> tuple[Party, ...]:
    """The parties that must agree, from the kinds of the facts that hold of the pupil and whether they are 18."""
    held, family = set(facts), Party.PUPIL if is_adult else Party.PARENT
    return (family, *BOTH_SCHOOLS, *(party for kind, party in BY_FACT.items() if kind in held))


def check_ground(places: int, taken: int, ground: str) -> None:
    """Raise NotNow where a place is said to be free of which the numbers know nothing."""
    if ground != NO_PLACE and taken >= places:
        numbers = f"By these numbers no place is free: {taken} of {places} are taken"
        raise NotNow(f"{numbers}. Correct them, or say that none may be offered")


def has_thought(think_until: Iterable[date | None], today: date) -> bool:
    """Whether the two school days to think again of each parent, or of the pupil who is 18, have passed."""
    return all(day is not None and day < today for day in think_until)
