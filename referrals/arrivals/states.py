"""The life of an arrival: a child comes on a school's roll who may be one that another school has on record."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Opening, Transition, Words
from agencies.policy import Act, Standing
from agencies.policy.telling import RECEIVING, TO_HEADS, TO_TRIAGE, Notice


class State(TextChoices):
    """Where it stands: the other school is asked, or only the council; the records were joined, or are two children."""

    ASKED = "asked", "The other school is asked"
    WITH_COUNCIL = "council", "The council decides"
    JOINED = "joined", "One record"
    APART = "apart", "Two children"
    PARTED = "parted", "Parted: two children after all"


WAITING = (State.ASKED, State.WITH_COUNCIL)


class Found(TextChoices):
    """What the two records are to each other: surely one child, a question, or a shared number that clashes."""

    SURE = "sure", "UPN and date of birth are the same, and the names are alike"
    UNSURE = "unsure", "They are alike, and it is not sure that they are one child"
    CONFLICT = "conflict", "They share a UPN, and the names or dates of birth do not agree"


class Answer(TextChoices):
    """What the other school, or the council, says."""

    LEFT = "left", "They have left"
    OURS = "ours", "They are still on our roll"


class Outcome(TextChoices):
    """What the council says."""

    SAME = "same", "It is the same child"
    APART = "apart", "They are two children"


class Sending(TextChoices):
    """What follows a child to the new school, and has a clock."""

    FILE = "file", "The safeguarding file"
    CTF = "ctf", "The common transfer file"


ONE = "arrivals/<ref:reference>/"
ASK = Opening("answer_arrival", Standing.RAISED, Act.ANSWER_ARRIVAL, "answer_arrival")
SETTLE = Opening("settle_arrival", Standing.ASKED, Act.SETTLE_ARRIVAL, "see_arrival")
SEND = {
    Sending.FILE: Opening("send_file", Standing.RAISED, Act.RECORD_TRANSFER, "record_transfer"),
    Sending.CTF: Opening("send_ctf", Standing.RAISED, Act.RECORD_TRANSFER, "record_transfer"),
}

LIFE = Life(
    "arrival",
    tuple(State),
    rows=(
        ActRow(
            Act.ASK_SCHOOL,
            "asked whose roll a child is on",
            (
                Transition("arrival", (NEW,), WAITING),
                Transition("arrival", (State.ASKED,)),
                Transition("arrival", (State.WITH_COUNCIL,), (State.ASKED,)),
            ),
            Notice("A child may be on the roll of two schools. Say what you know.", (TO_HEADS, TO_TRIAGE)),
            may_open=(ASK, SETTLE),
            may_meet=frozenset({ASK.rule}),
        ),
        ActRow(
            Act.ANSWER_ARRIVAL,
            "said whether a child is still on the roll",
            (Transition("arrival", (State.ASKED,), WAITING),),
            Notice("A school said whether a child is still on its roll.", (TO_TRIAGE,)),
            may_meet=frozenset({ASK.rule}),
            at=ONE,
            words=Words(
                "Still on your roll?",
                "Is {child} still on your roll?",
                (
                    "Another school of your council has {child} on its roll. It is told nothing of what you know.",
                    (
                        "If {child} has left, your place ends on the day that you give, and the new school and you are "
                        "told of each other, since the file has to follow. Your cases stay with you."
                    ),
                ),
                "Answer",
                work="Answer",
            ),
        ),
        ActRow(
            Act.SETTLE_ARRIVAL,
            "settled whether two records are one child",
            (
                Transition("arrival", (State.ASKED,), (State.ASKED, State.APART)),
                Transition("arrival", (State.WITH_COUNCIL,), (State.WITH_COUNCIL, State.APART)),
            ),
            Notice("The council settled whether two records are one child.", (TO_TRIAGE,)),
            may_meet=frozenset({ASK.rule, SETTLE.rule}),
            at=ONE,
            words=Words(
                "One child or two",
                "Is it one child?",
                (
                    (
                        "Before you join: was the child adopted, or moved for protection? Then the old name and the "
                        "new must not meet. Ask social care first, and tell neither school what clashed."
                    ),
                    "What is joined by mistake can be parted, but what was read by then was read.",
                ),
                "Settle it",
                work="Settle",
            ),
        ),
        ActRow(
            Act.JOIN_RECORDS,
            "joined the records of one child",
            (Transition("arrival", WAITING, (State.JOINED,)),),
            Notice("A child changed school, and has one record now. Read what follows.", (TO_HEADS, RECEIVING)),
            may_open=tuple(SEND.values()),
            meets=frozenset({ASK.rule, SETTLE.rule}),
        ),
        ActRow(
            Act.PART_RECORDS,
            "parted the records of two children",
            (Transition("arrival", (State.JOINED,), (State.PARTED,)),),
            Notice("Two children had one record by mistake. Read what to check.", (TO_HEADS, RECEIVING)),
            at=ONE,
            words=Words(
                "Part the records",
                "Are they two children after all?",
                (
                    (
                        "{school} keeps what is its own in a record of its own: its places, its ids, the numbers and "
                        "facts that came with it or that it gave, its cases, concerns, suspensions and moves, with "
                        "what was shared of them. All else stays in the record that was there before, with its names "
                        "and birthday of then, or as its own school has put them since. Nothing is erased: both "
                        "histories stay."
                    ),
                    (
                        "A number that both had stays with the record that was there before. Its place at the school "
                        "before is not opened again: where it ended by mistake, that school puts it right on its roll. "
                        "Both schools are told to check what is theirs."
                    ),
                    "A parting can’t be undone here, and the two are never joined again.",
                ),
                "Part them",
            ),
        ),
        ActRow(
            Act.LOOK_AGAIN,
            "opened again whether two records are one child",
            (Transition("arrival", (State.APART,), (State.WITH_COUNCIL,)),),
            Notice("It is asked again whether two records are one child.", (TO_TRIAGE,)),
            may_open=(SETTLE,),
            at=ONE,
            words=Words(
                "Look again",
                "Was it a mistake that they are two children?",
                ("The question is open again, and the council’s to settle. Neither school is told of it before.",),
                "Open it again",
            ),
        ),
        ActRow(
            Act.RECORD_TRANSFER,
            "recorded that a child’s file went to the new school",
            (Transition("arrival", (State.JOINED,)),),
            Notice("The school that a child came from says that a file went to you.", (RECEIVING,)),
            may_meet=frozenset(one.rule for one in SEND.values()),
            at=ONE,
            words=Words(
                "What went to the new school",
                "What of {child} went to {school}?",
                ("The file itself is not sent from here. Write down when it went.",),
                "Record it",
                work="Record it",
            ),
        ),
        ActRow(Act.SEE_ARRIVAL, "looked at a child who changed school"),
    ),
    why_not={
        State.WITH_COUNCIL: "The council decides this now.",
        State.JOINED: "The records are one already.",
        State.APART: "The council said that they are two children.",
        State.PARTED: "The records were parted: they are two children.",
    },
)
