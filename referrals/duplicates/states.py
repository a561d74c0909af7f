"""The life of a possible duplicate: two records of one council that may be of one child, until somebody has looked."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Transition, Words
from agencies.policy import Act
from agencies.policy.telling import NOBODY


class State(TextChoices):
    """It waits for the council; or they are two children; or they are alike no more; or they became one record."""

    WAITING = "waiting", "Waits for the council"
    APART = "apart", "Not the same child"
    GONE = "gone", "Alike no more"
    ONE = "one", "One record"


ONE = "duplicates/<ref:reference>/"
LIFE = Life(
    "duplicate",
    tuple(State),
    rows=(
        ActRow(
            Act.FIND_DUPLICATE,
            "noted that two records may be of one child",
            (Transition("duplicate", (NEW, State.GONE, State.APART), (State.WAITING,)),),
            NOBODY,
        ),
        ActRow(
            Act.DROP_DUPLICATE,
            "noted that two records are alike no more",
            (Transition("duplicate", (State.WAITING,), (State.GONE,)),),
            NOBODY,
        ),
        ActRow(
            Act.KEEP_APART,
            "said that two records are not of the same child",
            (Transition("duplicate", (State.WAITING,), (State.APART,)),),
            NOBODY,
            at=ONE,
            words=Words(
                "Not the same child",
                "Are they two children?",
                (
                    (
                        "The pair goes from the list. It comes back only where a name, a date of birth or a UPN of "
                        "one of the two is changed, or somebody of the council opens it again. No school is told."
                    ),
                ),
                "They are two children",
            ),
        ),
        ActRow(
            Act.REOPEN_DUPLICATE,
            "opened again whether two records are of one child",
            (Transition("duplicate", (State.APART,), (State.WAITING,)),),
            NOBODY,
            at=ONE,
            words=Words(
                "Open it again",
                "Was it a mistake that they are two children?",
                (
                    (
                        "The pair is on the list again, and the council’s to look at. What was said before stays in "
                        "the trail. No school is told."
                    ),
                ),
                "Open it again",
            ),
        ),
        ActRow(Act.COMPARE_PUPILS, "compared two records that may be of one child"),
        ActRow(Act.SEE_DUPLICATES, "looked at which records may be of one child"),
    ),
    why_not={
        State.WAITING: "The pair waits for the council: look at the two.",
        State.APART: "The council said that they are two children.",
        State.ONE: "The two are one record.",
        State.GONE: "A record was changed, and the pair is on the list no more.",
    },
)
