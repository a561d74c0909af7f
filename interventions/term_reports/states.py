"""The report of a term to the governing board: it is owed from the term's end until somebody says that it was laid."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Transition, Words
from agencies.policy import Act
from agencies.policy.telling import CLERK, HOME, NOBODY, Notice


class State(TextChoices):
    """A report is owed, or was laid before the board."""

    OWED = "owed"
    LAID = "laid"


LIFE = Life(
    "term_report",
    tuple(State),
    rows=(
        ActRow(
            Act.ASK_TERM_REPORT,
            "asked for the report of a term to the governing board",
            (Transition("term_report", (NEW,), (State.OWED,)),),
            Notice("The report of a term to the governing board is owed.", (HOME, CLERK)),
        ),
        ActRow(
            Act.RECORD_TERM_REPORT,
            "said that the report of a term was laid before the governing board",
            (Transition("term_report", (State.OWED,), (State.LAID,)),),
            NOBODY,
            at="term-reports/<ref:reference>/",
            words=Words(
                "The report to the governing board",
                "Was the report on the suspensions of {term} laid before the governing board?",
                (
                    (
                        "It is the report of {school}: the suspensions up to five days in the term, and those that "
                        "were cancelled. What you say stands in the record with your name and the day."
                    ),
                ),
                "It was laid before the board",
            ),
        ),
    ),
    why_not={State.LAID: "Somebody has said already that this report was laid before the board."},
)
