"""What is done with agencies."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Transition, Words
from agencies.policy import Act
from agencies.policy.telling import NOBODY


class State(TextChoices):
    """An agency is read from its dates: open until it is closed."""

    OPEN = "open"


LIFE = Life(
    "agency",
    tuple(State),
    rows=(
        ActRow(
            Act.ADD_AGENCY,
            "added an agency",
            (Transition("agency", (NEW,), (State.OPEN,)),),
            NOBODY,
            at="people/agencies/",
        ),
        ActRow(
            Act.KEEP_LETTERHEAD,
            "changed what a school’s letters say of it",
            (Transition("agency", (State.OPEN,)),),
            NOBODY,
            at="people/agencies/<ref:reference>/",
            words=Words(
                "What letters say of the school",
                "What letters say of {name}",
                (
                    (
                        "A letter on a suspension has to say where the school is, and how and to whom a family can "
                        "write to the governing board. What you change stays on record."
                    ),
                ),
                "Keep it",
            ),
        ),
        ActRow(Act.SEE_AGENCIES, "looked at the agencies"),
    ),
)
