"""The life of a contact: what a person is to a child is added, changed, restricted and ended."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Transition, Words
from agencies.policy import Act
from agencies.policy.telling import NOBODY


class State(TextChoices):
    """It holds until somebody ends it."""

    CURRENT = "current", "Current"
    ENDED = "ended", "Ended"


ONE = "contacts/<ref:reference>/"

LIFE = Life(
    "contact",
    tuple(State),
    rows=(
        ActRow(
            Act.ADD_CONTACT,
            "added somebody to the people around a child",
            (Transition("contact", (NEW,), (State.CURRENT,)),),
            NOBODY,
            at="pupils/<ref:reference>/",
            words=Words(
                "Add a person",
                "Somebody in {child} life",
                (
                    "Whoever leads or safeguards at your school reads this, and the council while it helps on a case.",
                    (
                        "An agency reads it by a share that it accepted, so far as the purpose gives it: of who has "
                        "parental responsibility, may be told and is not restricted."
                    ),
                ),
                "Add them",
            ),
        ),
        ActRow(
            Act.CHANGE_CONTACT,
            "changed what is known of a person around a child",
            (Transition("contact", (State.CURRENT,)),),
            NOBODY,
            at=ONE,
            words=Words("Change a person", "{name}", ("What stood before is kept, with who changed it.",), "Change it"),
        ),
        ActRow(
            Act.RESTRICT_CONTACT,
            "restricted a person around a child, or lifted that",
            (Transition("contact", (State.CURRENT,)),),
            NOBODY,
            at=ONE,
            words=Words(
                "Restrict a person",
                "Restrict {name}",
                (
                    (
                        "No letter is addressed to who is restricted, and no agency that the case is shared with reads "
                        "of them. Your school and the council while it helps on a case do, with the reason."
                    ),
                ),
                "Keep it",
            ),
        ),
        ActRow(
            Act.END_CONTACT,
            "ended what a person is to a child",
            (Transition("contact", (State.CURRENT,), (State.ENDED,)),),
            NOBODY,
            at=ONE,
            words=Words(
                "End a contact",
                "{name} is no contact of {child} any more",
                ("From now on no letter is addressed to them about {child}. What was recorded is kept.",),
                "End it",
            ),
        ),
        ActRow(
            Act.KEEP_CONTACTS,
            "kept what the school’s system or the roll’s file says of a person around a child",
            (
                Transition("contact", (NEW,), (State.CURRENT,)),
                Transition("contact", (State.CURRENT,), (State.CURRENT, State.ENDED)),
            ),
            NOBODY,
        ),
        ActRow(
            Act.TAKE_SYSTEMS_WORD,
            "took over what the school’s system says of a person around a child",
            (Transition("contact", (State.CURRENT,)),),
            NOBODY,
            at=ONE,
            words=Words(
                "Take what your system says",
                "Your school’s system or file says otherwise of {name}",
                (
                    "What you tick takes the place of what stands here, and what stood before is kept.",
                    "What you don’t tick stays as it is. Have it put right in your own system, or it comes again.",
                ),
                "Take what is ticked",
            ),
        ),
        ActRow(Act.SEE_CONTACT, "looked at a person around a child"),
        ActRow(Act.SEE_CONTACTS, "looked at the people around a child"),
    ),
    why_not={State.ENDED: "This contact was ended. Add the person again where that is so."},
)
