"""The life of a managed move: its states and its acts (law.md 2.3, 5)."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Transition, Words
from agencies.policy import Act
from agencies.policy.telling import HOME, NOBODY, OFFICERS, RECEIVING, Notice
from interventions.moves.states.openings import ADMIT, AGREE, ANSWER, COUNCIL_ANSWER, DECIDE, HEAR, LOOK_IN, SEND, TELL
from interventions.moves.states.parties import APPROVING, NO_QUEUE_JUMPED
from referrals.cases.states import ONE as CASE
from referrals.cases.states import State as Case


class State(TextChoices):
    """Where a managed move stands."""

    PROPOSED = "proposed", "Proposed"
    AGREED = "agreed", "All who were asked agreed"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Ended by a no"
    WITHDRAWN = "withdrawn", "Withdrawn"
    ADMITTED = "admitted", "On the new roll"
    SETTLED = "settled", "Complete"


UNDER_WAY = (State.PROPOSED, State.AGREED, State.APPROVED)


def after_answer(answer: str, *, is_last: bool) -> State:
    """Where a consent leads: a no ends the move, the last yes makes it agreed."""
    if answer == "no":
        return State.REFUSED
    return State.AGREED if is_last else State.PROPOSED


ONE = "moves/<ref:reference>/"
ALL = (HOME, RECEIVING, OFFICERS)

LIFE = Life(
    "move",
    tuple(State),
    rows=(
        ActRow(
            Act.PROPOSE_MOVE,
            "proposed a managed move",
            (Transition("case", (Case.OPEN,)), Transition("move", (NEW,), (State.PROPOSED,))),
            Notice("A managed move was proposed.", (HOME, OFFICERS)),
            may_open=(AGREE, ANSWER, HEAR, COUNCIL_ANSWER, *TELL.values()),
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
                Transition("move", (State.APPROVED,), (State.APPROVED, State.REFUSED)),
            ),
            Notice("An answer to a managed move was recorded.", ALL),
            may_open=(DECIDE,),
            may_meet=frozenset({AGREE.rule, ANSWER.rule, COUNCIL_ANSWER.rule}),
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
                (f"Ask admissions again today. {NO_QUEUE_JUMPED}",),
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
            may_open=(ADMIT, *TELL.values()),
            may_meet=frozenset({DECIDE.rule}),
            at=ONE,
            words=Words(
                "Approve the move",
                "Approve {whose} move",
                (APPROVING,),
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
                ("{child} stays at {home}. {family} and both schools read your reason.",),
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
            may_open=(*LOOK_IN.values(), *SEND.values(), *TELL.values()),
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
        ActRow(
            Act.TELL_OF_MOVE,
            "recorded who was told of a managed move",
            (Transition("move", tuple(State)),),
            NOBODY,
            may_meet=frozenset(one.rule for one in TELL.values()),
            at=ONE,
            words=Words(
                "Who was told",
                "Who was told of {whose} move?",
                ("Nothing goes to them from here. Tell them, then write it down.",),
                "Record it",
                work="Record it",
            ),
        ),
        ActRow(
            Act.RECORD_MOVE_TRANSFER,
            "recorded that a pupil’s file went to the new school",
            (Transition("move", (State.ADMITTED, State.SETTLED)),),
            Notice("The school that a pupil moved from says that a file went to you.", (RECEIVING,)),
            may_meet=frozenset(one.rule for one in SEND.values()),
            at=ONE,
            words=Words(
                "What went to the new school",
                "What of {child} went to {receiving}?",
                ("The file itself is not sent from here. Write down when it went.",),
                "Record it",
                work="Record it",
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
