"""The life of a link between two children: it holds until somebody ends it."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Transition, Words
from agencies.policy import Act
from agencies.policy.telling import NOBODY


class State(TextChoices):
    """It holds until somebody ends it."""

    CURRENT = "current", "Current"
    ENDED = "ended", "Ended"


LIFE = Life(
    "link",
    tuple(State),
    rows=(
        ActRow(
            Act.LINK_FAMILY,
            "linked two children of one family",
            (Transition("link", (NEW,), (State.CURRENT,)),),
            NOBODY,
            at="pupils/<ref:reference>/",
            words=Words(
                "Link to family",
                "Another child in {child} family",
                (
                    "The link stands on the page of each of the two. Who may not see both children sees nothing of it.",
                    (
                        "A school links two children of its own roll. Where the other is at another school, the "
                        "council does so, of two children whose cases it helps on."
                    ),
                ),
                "Link them",
            ),
        ),
        ActRow(
            Act.END_LINK,
            "ended a link between two children",
            (Transition("link", (State.CURRENT,), (State.ENDED,)),),
            NOBODY,
            at="links/<ref:reference>/",
            words=Words(
                "End a link",
                "{one} and {other} are linked no more",
                ("It goes from both pages. That they were linked, and why it ended, is kept.",),
                "End it",
            ),
        ),
        ActRow(Act.SEE_LINKS, "looked at the family of a child among other children"),
    ),
    why_not={State.ENDED: "This link was ended. Link them again where that is so."},
)
