"""What is done with the attendance of a school: its system sends a day, a file has many, and a tick ends the old."""

from django.db.models import TextChoices

from agencies.acting.refusals import NotNow
from agencies.acting.rows import NEW, ActRow, Life, Transition
from agencies.policy import Act
from agencies.policy.telling import NOBODY


class State(TextChoices):
    """A mark is kept; another one of the same half day takes its place."""

    KEPT = "kept", "Kept"


LIFE = Life(
    "attendance",
    tuple(State),
    rows=(
        ActRow(
            Act.KEEP_ATTENDANCE,
            "kept the marks of a school’s day",
            (Transition("attendance", (NEW, State.KEPT), (State.KEPT,)),),
            NOBODY,
        ),
        ActRow(
            Act.TAKE_ATTENDANCE,
            "took over a file of a school’s registers",
            (Transition("attendance", (NEW, State.KEPT), (State.KEPT,)),),
            NOBODY,
            at="pupils/",
        ),
        ActRow(
            Act.ROUND_OFF_ATTENDANCE,
            "rounded off a school’s old marks",
            (Transition("attendance", (State.KEPT,), (State.KEPT,)),),
            NOBODY,
        ),
        ActRow(Act.SEE_ATTENDANCE, "looked at a child’s attendance"),
    ),
)


class NotThatDay(NotNow):
    """Marks of that day are not taken: it says why."""
