"""The life of a professional around a child: added, changed and ended."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Transition, Words
from agencies.policy import Act
from agencies.policy.telling import NOBODY


class State(TextChoices):
    """It holds until somebody ends it."""

    CURRENT = "current", "Current"
    ENDED = "ended", "Ended"


ONE = "professionals/<ref:reference>/"

LIFE = Life(
    "professional",
    tuple(State),
    rows=(
        ActRow(
            Act.ADD_PROFESSIONAL,
            "added a professional around a child",
            (Transition("professional", (NEW,), (State.CURRENT,)),),
            NOBODY,
            at="pupils/<ref:reference>/",
            words=Words(
                "Add a professional",
                "Somebody who works with {child}",
                (
                    "For who has no account here: such as a family’s social worker, a mentor or a nurse.",
                    (
                        "Whoever leads or safeguards at your school reads this, the council while it helps on a case, "
                        "and an agency with which the whole case is shared."
                    ),
                ),
                "Add them",
            ),
        ),
        ActRow(
            Act.CHANGE_PROFESSIONAL,
            "changed what is known of a professional around a child",
            (Transition("professional", (State.CURRENT,)),),
            NOBODY,
            at=ONE,
            words=Words("Change a professional", "{name}", ("What stood before is kept.",), "Change it"),
        ),
        ActRow(
            Act.END_PROFESSIONAL,
            "ended what a professional is to a child",
            (Transition("professional", (State.CURRENT,), (State.ENDED,)),),
            NOBODY,
            at=ONE,
            words=Words(
                "End a professional",
                "{name} works with {child} no more",
                ("What was recorded is kept.",),
                "End it",
            ),
        ),
        ActRow(Act.SEE_PROFESSIONALS, "looked at the professionals around a child"),
    ),
    why_not={State.ENDED: "This was ended. Add the person again where that is so."},
)
