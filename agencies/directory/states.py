"""What is done with agencies."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Transition
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
        ActRow(Act.SEE_AGENCIES, "looked at the agencies"),
    ),
)
