"""The states of a duty: *due* and *overdue* are read from the date. Acts of other nouns open, meet and end it."""

from django.db.models import TextChoices

from agencies.acting.rows import ActRow, Life, Transition, Words
from agencies.policy import Act
from agencies.policy.telling import Notice


class State(TextChoices):
    """Where a duty stands."""

    OPEN = "open"
    STOPPED = "stopped"
    MET = "met"
    WAIVED = "waived"
    VOID = "void"


OWED = (State.OPEN, State.STOPPED)
LIFE = Life(
    "duty",
    tuple(State),
    rows=(
        ActRow(
            Act.REMIND_OWNER,
            "reminded whoever owes it",
            (Transition("duty", (State.OPEN,)),),
            Notice("", ()),
            at="duties/<ref:reference>/",
            is_sent_only=True,
        ),
        ActRow(
            Act.HAND_DUTY,
            "said who has something in hand",
            (Transition("duty", (State.OPEN, State.STOPPED)),),
            Notice("Something with a date is in your hands now. Read it.", ()),
            at="duties/<ref:reference>/",
            words=Words(
                "Who of us has it in hand",
                "Who of {own} has it in hand?",
                (
                    "{what}",
                    (
                        "Its reminders go to them alone, and it stands on their My work. Colleagues may still do it; "
                        "when it is late, whoever leads the team hears."
                    ),
                ),
                "Keep it",
            ),
        ),
        ActRow(Act.SEE_OVERVIEW, "looked at the overview"),
    ),
    why_not={
        State.STOPPED: "Its clock is stopped: nothing is owed on it until it goes on.",
        State.MET: "It is done already.",
        State.WAIVED: "Nothing is owed on it any more.",
        State.VOID: "Nothing is owed on it any more.",
    },
)
