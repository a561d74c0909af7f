"""The life of an entry: plain, and once restricted it stays so."""

from django.db.models import TextChoices

from agencies.acting.rows import ActRow, Life, Transition, Words
from agencies.policy import Act, Section
from agencies.policy.telling import NOBODY
from referrals.cases.states import ONE as CASE
from referrals.cases.states import State as Case
from referrals.concerns.states import CALL

SECTION_CODES = [section.value for section in Section]


class State(TextChoices):
    """Whether an entry is for its author, the lead professional and the head alone: read from its row."""

    PLAIN = "plain"
    RESTRICTED = "restricted"


class Kind(TextChoices):
    """What sort of entry it is: the first three are a person's own, the others follow an act."""

    CONTACT = "contact", "Contact"
    OBSERVATION = "observation", "Observation"
    VOICE = "voice", "The child’s own words"
    CONCERN = "concern", "Concern"
    ACT = "act", "What was done"
    ANSWER = "answer", "Answer"
    SUSPENSION = "suspension", "Suspension"
    DANGER = "danger", "Ticked as danger"


LIFE = Life(
    "entry",
    tuple(State),
    rows=(
        ActRow(
            Act.ADD_ENTRY,
            "added to the story",
            (Transition("case", (Case.OPEN,)),),
            NOBODY,
            may_open=(CALL,),
            at=CASE,
            words=Words(
                "Add to the story",
                "Add to {whose} story",
                ("{child} may read it one day. Write what you saw or heard, and what went well.",),
                "Add it",
            ),
        ),
        ActRow(
            Act.RESTRICT_ENTRY,
            "restricted an entry",
            (Transition("entry", (State.PLAIN,), (State.RESTRICTED,)),),
            NOBODY,
            at="entries/<ref:reference>/",
            words=Words(
                "Restrict an entry",
                "Restrict an entry",
                (
                    (
                        "Afterwards only {writer}, the lead professional and the headteacher can read it. "
                        "Nobody else sees that it is there, and no share shows it."
                    ),
                ),
                "Restrict it",
            ),
        ),
        ActRow(Act.SEE_ENTRY, "looked at an entry"),
    ),
)
