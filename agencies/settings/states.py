"""What is done with a council's setting."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Transition, Words
from agencies.policy import Act
from agencies.policy.telling import NOBODY


class State(TextChoices):
    """A setting is kept; what was kept before it is its history."""

    KEPT = "kept"


LIFE = Life(
    "setting",
    tuple(State),
    rows=(
        ActRow(
            Act.KEEP_SETTING,
            "changed a setting of the council",
            (Transition("setting", (NEW, State.KEPT), (State.KEPT,)),),
            NOBODY,
            at="settings/<slug:code>/<slug:name>/",
            words=Words(
                "Change a setting",
                "{what}",
                ("It counts for what begins on its first day or later. What runs already keeps the day that it has.",),
                "Keep it",
            ),
        ),
        ActRow(Act.SEE_SETTINGS, "looked at the council’s settings"),
    ),
)
