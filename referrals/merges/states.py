"""The life of a merge: proposed by one of the council, made by another, and within 30 days undone likewise."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Opening, Transition, Words
from agencies.policy import Act, Standing
from agencies.policy.telling import NOBODY
from referrals.duplicates.states import State as Pair


class State(TextChoices):
    """It waits for a second person; the two are one record; its undoing waits for a second person; they are two."""

    PROPOSED = "proposed", "Waits for a second person"
    DECLINED = "declined", "Declined"
    MERGED = "merged", "One record"
    DIVIDING = "dividing", "One record: its undoing waits for a second person"
    SPLIT = "split", "Two records again"


PAIR = "duplicates/<ref:reference>/"
ONE = "merges/<ref:reference>/"
DECIDE = Opening("decide_merge", Standing.ASKED, Act.APPROVE_MERGE, "see_merge")
UNDO = Opening("decide_split", Standing.ASKED, Act.APPROVE_SPLIT, "see_merge")
ADOPTED = (
    "Was the child adopted, or moved for protection? Then the old name and the new must not meet: ask social care "
    "first, and tell no school what clashed."
)
LIFE = Life(
    "merge",
    tuple(State),
    rows=(
        ActRow(
            Act.PROPOSE_MERGE,
            "proposed that two records become one",
            (Transition("merge", (NEW,), (State.PROPOSED,)), Transition("duplicate", (Pair.WAITING,))),
            NOBODY,
            may_open=(DECIDE,),
            at=PAIR,
            words=Words(
                "Propose one record",
                "Is it one child?",
                (
                    ADOPTED,
                    (
                        "Another officer or manager of your council decides. No school and no agency is told that you "
                        "propose it."
                    ),
                ),
                "Propose it",
            ),
        ),
        ActRow(
            Act.APPROVE_MERGE,
            "made two records of one child into one",
            (
                Transition("merge", (State.PROPOSED,), (State.MERGED,)),
                Transition("duplicate", (Pair.WAITING,), (Pair.ONE,)),
            ),
            NOBODY,
            may_meet=frozenset({DECIDE.rule}),
            at=ONE,
            words=Words(
                "Make one record",
                "Do the two records become one?",
                (
                    ADOPTED,
                    (
                        "All that hangs on the record that goes hangs on the one that stays. For 30 days it can be "
                        "undone by two people; what was read by then was read."
                    ),
                    (
                        "Each share keeps to the half of the story that it was given for, until whoever gave it says "
                        "otherwise."
                    ),
                ),
                "Make one record",
                work="Decide",
            ),
        ),
        ActRow(
            Act.DECLINE_MERGE,
            "declined that two records become one",
            (Transition("merge", (State.PROPOSED,), (State.DECLINED,)),),
            NOBODY,
            may_meet=frozenset({DECIDE.rule}),
            at=ONE,
            words=Words(
                "Decline",
                "Do the two stay two records?",
                ("The pair waits on the list. Say there, where you know it, that they are two children.",),
                "Decline it",
            ),
        ),
        ActRow(
            Act.PROPOSE_SPLIT,
            "proposed that one record becomes two again",
            (Transition("merge", (State.MERGED,), (State.DIVIDING,)),),
            NOBODY,
            may_open=(UNDO,),
            at=ONE,
            words=Words(
                "Propose two records again",
                "Were they two children after all?",
                (
                    "Another officer or manager of your council decides.",
                    (
                        "What came with each record goes back to it. What was written since the two became one stays "
                        "with the record that stayed, but for what hangs on something that goes back, as a line of a "
                        "case does."
                    ),
                ),
                "Propose it",
            ),
        ),
        ActRow(
            Act.APPROVE_SPLIT,
            "made one record into two again",
            (
                Transition("merge", (State.DIVIDING,), (State.SPLIT,)),
                Transition("duplicate", (Pair.ONE,), (Pair.WAITING,)),
            ),
            NOBODY,
            may_meet=frozenset({UNDO.rule}),
            at=ONE,
            words=Words(
                "Make two records again",
                "Does the record become two again?",
                (
                    (
                        "What came with each record goes back to it. What was written since the two became one stays "
                        "with the record that stayed, but for what hangs on something that goes back, as a line of a "
                        "case does. Tell its authors where it is about the other child."
                    ),
                    "What was read while they were one was read. The pair waits on the list again.",
                ),
                "Make two records",
                work="Decide",
            ),
        ),
        ActRow(
            Act.DECLINE_SPLIT,
            "declined that one record becomes two again",
            (Transition("merge", (State.DIVIDING,), (State.MERGED,)),),
            NOBODY,
            may_meet=frozenset({UNDO.rule}),
            at=ONE,
            words=Words("Decline", "Does it stay one record?", ("It stays as it is.",), "Decline it"),
        ),
        ActRow(Act.SEE_MERGE, "looked at whether two records become one"),
        ActRow(Act.SEE_MERGES, "looked at which records become one"),
    ),
    why_not={
        State.PROPOSED: "It waits for a second person.",
        State.DECLINED: "It was declined: they stay two records.",
        State.MERGED: "The two are one record.",
        State.DIVIDING: "Its undoing waits for a second person.",
        State.SPLIT: "They are two records again.",
    },
)
