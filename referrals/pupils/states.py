"""What is done with a pupil."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Transition, Words
from agencies.policy import Act
from agencies.policy.telling import NOBODY


class State(TextChoices):
    """A pupil is known from the first day on; on whose roll is read from enrolments."""

    KNOWN = "known"


class Fact(TextChoices):
    """What of the pupil's legal position changes who must agree or be told."""

    DISABILITY = "disability", "Has a disability"
    EHC_PLAN = "ehc_plan", "Education, health and care plan"
    LOOKED_AFTER = "looked_after", "Looked after by a council"
    PREVIOUSLY_LOOKED_AFTER = "previously_looked_after", "Previously looked after"
    SOCIAL_WORKER = "social_worker", "Has a social worker"


LIFE = Life(
    "pupil",
    tuple(State),
    rows=(
        ActRow(
            Act.ADD_PUPIL,
            "added a pupil to the roll",
            (Transition("pupil", (NEW, State.KNOWN), (State.KNOWN,)),),
            NOBODY,
            at="pupils/",
        ),
        ActRow(
            Act.TAKE_ROLL,
            "took over a file of the roll",
            (Transition("pupil", (NEW, State.KNOWN), (State.KNOWN,)),),
            NOBODY,
            at="pupils/",
        ),
        ActRow(
            Act.PLAN_ROLL,
            "planned the forms of the next school year",
            (Transition("pupil", (State.KNOWN,)),),
            NOBODY,
            at="school-years/<ref:reference>/<int:year>/",
            words=Words(
                "Next school year: forms and leavers",
                "{school} on {day}",
                (
                    "On {day} each pupil is a year further, by their birthday: nothing has to be done for that.",
                    (
                        "Say what each form is called from then on, and which forms leave. Forms change on that day; "
                        "whoever leaves has their last day in their record at once."
                    ),
                ),
                "Plan it",
            ),
        ),
        ActRow(
            Act.ROLL_ON,
            "gave a pupil the form of the new school year",
            (Transition("pupil", (State.KNOWN,)),),
            NOBODY,
        ),
        ActRow(
            Act.RECORD_PUPIL_FACT,
            "recorded a plan, care or a social worker",
            (Transition("pupil", (State.KNOWN,)),),
            NOBODY,
            at="pupils/<ref:reference>/",
        ),
        ActRow(
            Act.KEEP_FORMER_NAMES,
            "kept the names that a pupil had before",
            (Transition("pupil", (State.KNOWN,)),),
            NOBODY,
            at="pupils/<ref:reference>/",
            words=Words(
                "Former names",
                "{pupil}: former names",
                (
                    (
                        "Whoever may find {pupil} finds them by these names too. They stand on no other page and in "
                        "no letter; what was changed of them stands under What was changed."
                    ),
                    (
                        "Leave out each name that must not lead to this child: after an adoption, after a move for "
                        "protection, or where the child no longer wants to be known by it."
                    ),
                ),
                "Keep these names",
            ),
        ),
        ActRow(
            Act.PUT_BACK_CHANGE,
            "put back what was changed of a pupil",
            (Transition("pupil", (State.KNOWN,)),),
            NOBODY,
            at="pupils/<ref:reference>/changes/<ref:change>/",
            is_sent_only=True,
        ),
        ActRow(
            Act.KEEP_PUPIL,
            "kept a pupil of the roll",
            (Transition("pupil", (NEW, State.KNOWN), (State.KNOWN,)),),
            NOBODY,
        ),
        ActRow(Act.SEE_CHANGES, "looked at what was changed of a pupil"),
        ActRow(Act.SEE_PUPIL, "looked at pupils of the roll"),
        ActRow(Act.SEE_CHILD, "opened a child’s page"),
        ActRow(Act.SEE_FLAGS, "looked at a plan, care or a social worker"),
    ),
)
