"""What is done with a day on which a school is shut."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Transition, Words
from agencies.policy import Act
from agencies.policy.telling import NOBODY


class State(TextChoices):
    """A closure stands, or was taken back."""

    KEPT = "kept"
    ENDED = "ended"


LIFE = Life(
    "closure",
    tuple(State),
    rows=(
        ActRow(
            Act.KEEP_CLOSURE,
            "closed a school for a day",
            (Transition("closure", (NEW,), (State.KEPT,)),),
            NOBODY,
            at="school-years/<ref:reference>/",
            words=Words(
                "Close the school for a day",
                "Close {school} for a day",
                (
                    (
                        "A day on which the whole school is shut is no school day: it counts in no deadline and in "
                        "no suspension. A day that is shut to one year group only is still a school day."
                    ),
                    (
                        "Deadlines in school days are counted again with this, and whoever owes them is told once. "
                        "Letters that were given stay as they are."
                    ),
                ),
                "Close the school",
            ),
        ),
        ActRow(
            Act.END_CLOSURE,
            "took back a closure of a school",
            (Transition("closure", (State.KEPT,), (State.ENDED,)),),
            NOBODY,
            at="closures/<ref:reference>/",
            words=Words(
                "Take back a closure",
                "Was {school} open after all?",
                (
                    "Closed: {closure}. Taken back, these are school days again.",
                    (
                        "A due day that somebody was told of is not brought forward: the later day holds, and both "
                        "are shown."
                    ),
                ),
                "Take it back",
            ),
        ),
    ),
    why_not={State.ENDED: "This closure was taken back already."},
)
