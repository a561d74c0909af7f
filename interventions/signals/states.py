"""The life of a signal: it stands, somebody answers it, and it is over once what gave rise to it is."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Transition, Words
from agencies.policy import Act
from agencies.policy.telling import NOBODY


class State(TextChoices):
    """It stands, or was answered; over with what gave rise to it, and from then on no page shows it."""

    STANDS = "stands", "Stands"
    ANSWERED = "answered", "Answered"
    OVER = "over", "Over"


class Result(TextChoices):
    """What somebody said of it."""

    CONCERN = "concern", "A concern was logged"
    HELPING = "helping", "Already helping"
    NOT_USEFUL = "not_useful", "Not useful"


LIFE = Life(
    "signal",
    tuple(State),
    rows=(
        ActRow(
            Act.WORK_OUT_SIGNALS,
            "worked out which early signs a school’s rows show",
            (Transition("signal", (NEW, State.STANDS, State.ANSWERED), (State.STANDS, State.OVER)),),
            NOBODY,
        ),
        ActRow(
            Act.ANSWER_SIGNAL,
            "answered an early sign",
            (Transition("signal", (State.STANDS, State.ANSWERED), (State.ANSWERED,)),),
            NOBODY,
            at="signals/<ref:reference>/",
            words=Words(
                "Answer an early sign",
                "{title}: {pupil}",
                (
                    "What you say answers it for everybody who reads the signs here. Nobody else is told.",
                    "To log a concern, go back and press that: the concern is then the answer.",
                ),
                "Keep the answer",
            ),
        ),
        ActRow(
            Act.SWITCH_SIGNAL,
            "switched a rule of the early signs",
            (Transition("signal", (State.STANDS,)),),
            NOBODY,
            at="signals/rules/<ref:reference>/<slug:key>/",
            words=Words(
                "Switch an early sign",
                "{title}, at {school}",
                (
                    "While a rule is off it is not worked out for your school, and what it showed is over.",
                    "What was said of it so far is still counted on this page.",
                ),
                "Keep it",
            ),
        ),
        ActRow(Act.SEE_SIGNALS, "looked at the early signs of a school"),
        ActRow(Act.SEE_SIGNAL, "looked at an early sign of a child"),
    ),
    why_not={State.OVER: "What this sign went by is over."},
)
