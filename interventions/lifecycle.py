"""A suspension’s acts; a managed move’s states and who must agree to it, from the pupil’s facts alone."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from agencies.lifecycle import AlreadyDone, NotNow
from agencies.policy import Act, Role, Standing

__all__ = ["AlreadyDone", "NotNow", "allows", "leads_to"]


class NoSchoolDay(NotNow):
    """A session on a day on which the school is not open to pupils: `day` says which."""

    def __init__(self, day: date, why: str) -> None:
        super().__init__(f"{day:%-d %B %Y} is no school day: {why}.")
        self.day = day


class Party(StrEnum):
    """Who has to agree to a move (law.md 2.3, MM-2, MM-7, MM-8)."""

    PARENT = "parent"
    HOME_HEAD = "home_head"
    RECEIVING_HEAD = "receiving_head"
    ADMISSION_AUTHORITY = "admission_authority"
    COUNCIL = "council"
    VIRTUAL_HEAD = "virtual_head"


ALWAYS = (Party.PARENT, Party.HOME_HEAD, Party.RECEIVING_HEAD, Party.ADMISSION_AUTHORITY)
BY_FACT = {"ehc_plan": Party.COUNCIL, "looked_after": Party.VIRTUAL_HEAD}
STATEMENT = "You may say no. This is not instead of a decision already made."
THINK_AGAIN_SCHOOL_DAYS = 2
NO_PLACE = "none"
ANSWERED_BEFORE = "Enter the day of the answer: nobody was asked before the move was proposed"
WRITTEN = frozenset({"by_hand", "left_at_address", "first_class_post", "email_agreed"})
"""How a notice is given to a family (Education Act 1996 s.572; by e-mail where they agreed to it)."""
SPOKEN = frozenset({"phone", "in_person"})
HEADS = frozenset({Role.HEAD, Role.ACTING_HEAD})
_LEADS = HEADS | {Role.INCLUSION_LEAD}
_COUNCIL = frozenset({Role.COUNCIL_OFFICER, Role.COUNCIL_MANAGER})
RECORDERS: dict[Party, frozenset[tuple[Standing, Role]]] = {
    Party.PARENT: frozenset((Standing.RAISED, role) for role in _LEADS),
    Party.HOME_HEAD: frozenset((Standing.RAISED, role) for role in HEADS),
    Party.RECEIVING_HEAD: frozenset((Standing.RECEIVES, role) for role in HEADS),
    Party.ADMISSION_AUTHORITY: frozenset(
        {*((Standing.RECEIVES, role) for role in HEADS), *((Standing.ASKED, role) for role in _COUNCIL)}
    ),
    Party.COUNCIL: frozenset((Standing.ASKED, role) for role in _COUNCIL),
    Party.VIRTUAL_HEAD: frozenset((Standing.ASKED, role) for role in _COUNCIL),
}
"""Who may write a party's answer down, standing how to the move: a head's own is the head's alone."""


def parties_needed(facts: Iterable[str]) -> tuple[Party, ...]:
    """The parties that must agree, from the kinds of the facts that hold of the pupil today."""
    held = set(facts)
    return ALWAYS + tuple(party for kind, party in BY_FACT.items() if kind in held)


def ways_of_telling(recipient: str) -> frozenset[str]:
    """How this recipient may be told of a suspension: the family in writing, through this service the council alone."""
    if recipient in ("parents", "pupil"):
        return WRITTEN
    return WRITTEN | SPOKEN | {"here"} if recipient == "council" else WRITTEN | SPOKEN


def check_ground(places: int, taken: int, ground: str) -> None:
    """Raise NotNow where a place is said to be free of which the numbers know nothing."""
    if ground != NO_PLACE and taken >= places:
        numbers = f"By these numbers no place is free: {taken} of {places} are taken"
        raise NotNow(f"{numbers}. Correct them, or say that none may be offered")


UNDER_WAY = ("proposed", "agreed", "approved")
MOVES: dict[tuple[str, str, Act], frozenset[str]] = {
    ("move", "", Act.PROPOSE_MOVE): frozenset({"proposed"}),
    ("move", "proposed", Act.HEAR_PUPIL): frozenset({"proposed"}),
    ("move", "agreed", Act.HEAR_PUPIL): frozenset({"agreed"}),
    ("move", "proposed", Act.CONSENT_TO_MOVE): frozenset({"proposed", "agreed", "refused"}),
    ("move", "agreed", Act.CONSENT_TO_MOVE): frozenset({"agreed", "refused"}),
    ("move", "agreed", Act.CHECK_PLACE): frozenset({"agreed"}),
    ("move", "proposed", Act.RETURN_MOVE): frozenset({"proposed"}),
    ("move", "agreed", Act.RETURN_MOVE): frozenset({"proposed"}),
    ("move", "agreed", Act.APPROVE_MOVE): frozenset({"approved"}),
    ("move", "proposed", Act.REFUSE_MOVE): frozenset({"refused"}),
    ("move", "agreed", Act.REFUSE_MOVE): frozenset({"refused"}),
    **{("move", state, Act.WITHDRAW_MOVE): frozenset({"withdrawn"}) for state in UNDER_WAY},
    ("move", "approved", Act.ADMIT_MOVE): frozenset({"admitted"}),
    ("suspension", "", Act.IMPOSE_SUSPENSION): frozenset({"imposed"}),
    ("suspension", "", Act.REPORT_SUSPENSION): frozenset({"imposed"}),
    **{("suspension", state, Act.RECORD_NOTICE): frozenset({state}) for state in ("imposed", "begun", "decided")},
    ("suspension", "cancelled", Act.RECORD_NOTICE): frozenset({"cancelled"}),
    ("suspension", "imposed", Act.CANCEL_SUSPENSION): frozenset({"cancelled"}),
    ("suspension", "imposed", Act.RECORD_REPRESENTATIONS): frozenset({"imposed"}),
    ("suspension", "imposed", Act.BEGIN_BOARD_MEETING): frozenset({"begun"}),
    ("suspension", "begun", Act.RECORD_BOARD_DECISION): frozenset({"decided"}),
    ("move", "admitted", Act.REVIEW_MOVE): frozenset({"admitted", "settled"}),
}
SORRY = {
    "proposed": "Not everyone has agreed yet.",
    "agreed": "The council has still to approve this move.",
    "approved": "The council has already approved this move.",
    "refused": "This move was refused. It is over.",
    "withdrawn": "This move was withdrawn. It is over.",
    "admitted": "The pupil is already on the new roll.",
    "settled": "This move is complete.",
}
SORRY_SUSPENSION = {
    "imposed": "The governing board’s meeting has not begun.",
    "begun": "The governing board’s meeting has begun: from then on a suspension is no longer cancelled.",
    "decided": "The governing board has decided.",
    "cancelled": "This suspension was cancelled.",
}
OVER = frozenset({"refused", "withdrawn", "admitted", "settled"})


def suspension_leads_to(state: str, act: Act) -> str:
    """The state to which the act leads a suspension from this one; `NotNow` where it leads nowhere."""
    found = MOVES.get(("suspension", state, act))
    if not found:
        raise NotNow(SORRY_SUSPENSION[state])
    return next(iter(found))


def suspension_allows(state: str) -> frozenset[Act]:
    """The acts that the life cycle allows a suspension in this state."""
    return frozenset(act for (kind, old, act) in MOVES if kind == "suspension" and old == state)


def leads_to(state: str, act: Act) -> frozenset[str]:
    """The states to which the act may lead from this one; `NotNow` where it leads nowhere."""
    found = MOVES.get(("move", state, act))
    if not found:
        raise NotNow(SORRY.get(state, "This can no longer be done: the move has gone on."))
    return found


def allows(state: str) -> frozenset[Act]:
    """The acts that the life cycle allows a move in this state."""
    return frozenset(act for (kind, old, act) in MOVES if kind == "move" and old == state)


def after_answer(answer: str, *, is_last: bool) -> str:
    """Where a consent leads: a no ends the move, the last yes makes it agreed."""
    if answer == "no":
        return "refused"
    return "agreed" if is_last else "proposed"


def has_thought(think_until: Iterable[date | None], today: date) -> bool:
    """Whether each parent's two school days to think again have passed."""
    return all(day is not None and day < today for day in think_until)
