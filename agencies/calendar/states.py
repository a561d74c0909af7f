"""What is done with a school's year."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Transition, Words
from agencies.policy import Act
from agencies.policy.telling import NOBODY


class State(TextChoices):
    """A school year is known once its terms are kept."""

    KNOWN = "known"


LIFE = Life(
    "year",
    tuple(State),
    rows=(
        ActRow(
            Act.KEEP_YEAR,
            "kept a school’s term dates",
            (Transition("year", (NEW, State.KNOWN), (State.KNOWN,)),),
            NOBODY,
            at="school-years/<ref:reference>/<int:year>/",
            words=Words("School year"),
        ),
        ActRow(Act.SEE_YEARS, "looked at the school years"),
    ),
)
