"""The life of a managed move, and who must agree to it, from the pupil's facts alone (law.md 2.3, 5)."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from django.db.models import TextChoices

from agencies.acting.refusals import NotNow
from agencies.acting.rows import NEW, ActRow, Life, Opening, Transition, Words
from agencies.policy import Act, Role, Standing
from agencies.policy.rows import COUNCIL, HEADS, LEADS
from agencies.policy.telling import HOME, NOBODY, OFFICERS, RECEIVING, Notice
from referrals.cases.states import ONE as CASE


class State(TextChoices):
    """Where a managed move stands."""

    PROPOSED = "proposed", "Proposed"
    AGREED = "agreed", "Everyone has agreed"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Ended by a no"
    WITHDRAWN = "withdrawn", "Withdrawn"
    ADMITTED = "admitted", "On the new roll"
    SETTLED = "settled", "Complete"


UNDER_WAY = (State.PROPOSED, State.AGREED, State.APPROVED)
OVER = frozenset({State.REFUSED, State.WITHDRAWN, State.ADMITTED, State.SETTLED})


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
RECORDERS: dict[Party, frozenset[tuple[Standing, Role]]] = {
    Party.PARENT: frozenset((Standing.RAISED, role) for role in LEADS),
    Party.HOME_HEAD: frozenset((Standing.RAISED, role) for role in HEADS),
    Party.RECEIVING_HEAD: frozenset((Standing.RECEIVES, role) for role in HEADS),
    Party.ADMISSION_AUTHORITY: frozenset(
        {*((Standing.RECEIVES, role) for role in HEADS), *((Standing.ASKED, role) for role in COUNCIL)}
    ),
    Party.COUNCIL: frozenset((Standing.ASKED, role) for role in COUNCIL),
    Party.VIRTUAL_HEAD: frozenset((Standing.ASKED, role) for role in COUNCIL),
}
"""Who may write a party's answer down, standing how to the move: a head's own is the head's alone."""


def parties_needed(facts: Iterable[str]) -> tuple[Party, ...]:
    """The parties that must agree, from the kinds of the facts that hold of the pupil today."""
    held = set(facts)
    return ALWAYS + tuple(party for kind, party in BY_FACT.items() if kind in held)


def check_ground(places: int, taken: int, ground: str) -> None:
    """Raise NotNow where a place is said to be free of which the numbers know nothing."""
    if ground != NO_PLACE and taken >= places:
        numbers = f"By these numbers no place is free: {taken} of {places} are taken"
        raise NotNow(f"{numbers}. Correct them, or say that none may be offered")


def after_answer(answer: str, *, is_last: bool) -> State:
    """Where a consent leads: a no ends the move, the last yes makes it agreed."""
    if answer == "no":
        return State.REFUSED
    return State.AGREED if is_last else State.PROPOSED


def has_thought(think_until: Iterable[date | None], today: date) -> bool:
    """Whether each parent's two school days to think again have passed."""
    return all(day is not None and day < today for day in think_until)


ONE = "moves/<ref:reference>/"
HEAR = Opening("hear_pupil", Standing.RAISED, Act.HEAR_PUPIL, "see_move")
AGREE = Opening("agree_move", Standing.RAISED, Act.CONSENT_TO_MOVE, "see_move")
ANSWER = Opening("answer_move", Standing.RECEIVES, Act.CONSENT_TO_MOVE, "see_move")
DECIDE = Opening("decide_move", Standing.ASKED, Act.APPROVE_MOVE, "see_move")
ADMIT = Opening("admit_move", Standing.RECEIVES, Act.ADMIT_MOVE, "see_move")
LOOK_IN = {
    6: Opening("settle_6", Standing.RECEIVES, Act.REVIEW_MOVE, "see_move"),
    12: Opening("settle_12", Standing.RECEIVES, Act.REVIEW_MOVE, "see_move"),
}
"""By school weeks after the admission."""
ALL = (HOME, RECEIVING, OFFICERS)

LIFE = Life(
    "move",
    tuple(State),
    rows=(
        ActRow(
            Act.PROPOSE_MOVE,
            "proposed a managed move",
            (Transition("move", (NEW,), (State.PROPOSED,)),),
            Notice("A managed move was proposed.", (HOME, OFFICERS)),
            may_open=(AGREE, ANSWER, HEAR),
            at=CASE,
        ),
        ActRow(
            Act.HEAR_PUPIL,
            "recorded how the pupil was heard",
            (Transition("move", (State.PROPOSED, State.AGREED)),),
            NOBODY,
            may_meet=frozenset({HEAR.rule}),
            at=ONE,
            words=Words(
                "How the pupil was heard",
                "How {child} was heard",
                ("{child} chooses the adult. Write what was said, not what you think of it.",),
                "Record it",
                work="Record it",
            ),
        ),
        ActRow(
            Act.CONSENT_TO_MOVE,
            "recorded an answer to a managed move",
            (
                Transition("move", (State.PROPOSED,), (State.PROPOSED, State.AGREED, State.REFUSED)),
                Transition("move", (State.AGREED,), (State.AGREED, State.REFUSED)),
            ),
            Notice("An answer to a managed move was recorded.", ALL),
            may_open=(DECIDE,),
            may_meet=frozenset({AGREE.rule, ANSWER.rule}),
            at=ONE,
            words=Words(
                "Record an answer",
                "Record an answer to {whose} move",
                ("A no ends the move. No reason is asked.",),
                "Record it",
                work="Answer",
            ),
        ),
        ActRow(
            Act.CHECK_PLACE,
            "checked the place of a managed move",
            (Transition("move", (State.AGREED,)),),
            Notice("The place of a managed move was checked.", (OFFICERS,)),
            at=ONE,
            words=Words(
                "Check the place again",
                "Is the place still {whose} to take?",
                ("Ask admissions again today. A move may not jump the queue.",),
                "Record it",
            ),
        ),
        ActRow(
            Act.RETURN_MOVE,
            "returned a managed move with a question",
            (Transition("move", (State.PROPOSED, State.AGREED), (State.PROPOSED,)),),
            Notice("The council asks a question about a managed move.", (HOME, RECEIVING)),
            may_open=(AGREE, ANSWER),
            at=ONE,
            words=Words(
                "Return with a question",
                "Return it to both heads",
                (
                    (
                        "Both heads answer again, with your question before them. "
                        "Your time to decide begins again once both have said yes."
                    ),
                ),
                "Send the question",
            ),
        ),
        ActRow(
            Act.APPROVE_MOVE,
            "approved a managed move",
            (Transition("move", (State.AGREED,), (State.APPROVED,)),),
            Notice("A managed move was approved. Read the first day.", ALL),
            may_open=(ADMIT,),
            may_meet=frozenset({DECIDE.rule}),
            at=ONE,
            words=Words(
                "Approve the move",
                "Approve {whose} move",
                ("You approve that the protocol is used. You can’t approve over anybody’s no.",),
                "Approve and tell everyone",
                work="Decide",
            ),
        ),
        ActRow(
            Act.REFUSE_MOVE,
            "refused a managed move",
            (Transition("move", (State.PROPOSED, State.AGREED), (State.REFUSED,)),),
            Notice("A managed move was refused. Read why.", (HOME, RECEIVING)),
            at=ONE,
            words=Words(
                "Refuse the move",
                "Refuse {whose} move",
                ("{child} stays at {home}. The family and both schools read your reason.",),
                "Refuse and tell the schools",
            ),
        ),
        ActRow(
            Act.WITHDRAW_MOVE,
            "withdrew from a managed move",
            (Transition("move", UNDER_WAY, (State.WITHDRAWN,)),),
            Notice("A managed move was withdrawn.", ALL),
            at=ONE,
            words=Words(
                "Withdraw from the move",
                "Withdraw from {whose} move",
                (
                    (
                        "Any party may take its yes back until {child} is on the new roll. The move ends, {child} "
                        "stays at {home}, and the summary closes to {receiving}."
                    ),
                ),
                "Withdraw: end the move",
            ),
        ),
        ActRow(
            Act.ADMIT_MOVE,
            "put the pupil on the new roll",
            (Transition("move", (State.APPROVED,), (State.ADMITTED,)),),
            Notice("A pupil of a managed move is on the new roll, and off the old one.", ALL),
            may_open=tuple(LOOK_IN.values()),
            may_meet=frozenset({ADMIT.rule}),
            at=ONE,
            words=Words(
                "Put on the roll",
                "Put {child} on your roll",
                (
                    (
                        "On that day {child} is on your roll and off the roll of {home}, with no gap. "
                        "The case comes to you, its shares end, and you ask again for those that still help."
                    ),
                ),
                "Put on our roll",
                work="Admit",
            ),
        ),
        ActRow(
            Act.REVIEW_MOVE,
            "looked in after a managed move",
            (Transition("move", (State.ADMITTED,), (State.ADMITTED, State.SETTLED)),),
            Notice("A school looked in after a managed move.", (OFFICERS,)),
            may_meet=frozenset(one.rule for one in LOOK_IN.values()),
            at=ONE,
            words=Words(
                "Look in",
                "Look in on {child}",
                ("At six and twelve school weeks: support, not a trial. {child} stays.",),
                "Record it",
                work="Look in",
            ),
        ),
        ActRow(Act.SEE_MOVE, "looked at a managed move"),
        ActRow(Act.SEE_MOVE_LETTER, "looked at the letters of a managed move"),
    ),
    why_not={
        State.PROPOSED: "Not everyone has agreed yet.",
        State.AGREED: "The council has still to approve this move.",
        State.APPROVED: "The council has already approved this move.",
        State.REFUSED: "This move was refused. It is over.",
        State.WITHDRAWN: "This move was withdrawn. It is over.",
        State.ADMITTED: "The pupil is already on the new roll.",
        State.SETTLED: "This move is complete.",
    },
    otherwise="This can no longer be done: the move has gone on.",
)
