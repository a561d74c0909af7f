"""The life of an entry: plain or restricted, edited by its author, and restricted or not by who leads."""

from django.db.models import TextChoices

from agencies.acting.rows import ActRow, Life, Transition, Words
from agencies.policy import HOLDERS, Act, Section, Standing
from agencies.policy.telling import GRANTED, NAMED, NOBODY, Notice, Tell
from referrals.cases.states import ONE as CASE
from referrals.cases.states import State as Case
from referrals.concerns.states import CALL

SECTION_CODES = [section.value for section in Section]


class State(TextChoices):
    """Whether an entry is for its author, the lead professional and the head alone: read from its row."""

    PLAIN = "plain"
    RESTRICTED = "restricted"


class Kind(TextChoices):
    """What sort of entry it is: a person's own (`OWN`), or one that follows an act."""

    CONTACT = "contact", "Contact"
    VISIT = "visit", "Visit"
    MEETING = "meeting", "Meeting"
    OBSERVATION = "observation", "Observation"
    DECISION = "decision", "Decision"
    VOICE = "voice", "The child’s own words"
    CONCERN = "concern", "Concern"
    ACT = "act", "What was done"
    ANSWER = "answer", "Answer"
    SUSPENSION = "suspension", "Suspension"
    DANGER = "danger", "Ticked as danger"


TICKED = "A danger was ticked on it"
"""Why an entry is restricted on which its author ticked a danger: said from the first, and no later."""
OWN = (Kind.CONTACT, Kind.VISIT, Kind.MEETING, Kind.OBSERVATION, Kind.DECISION, Kind.VOICE)
ONE = "entries/<ref:reference>/"
MENTION = Notice(
    "You were told of an entry of a story. Read it.",
    (*(Tell(one, HOLDERS[one]) for one in (Standing.RAISED, Standing.OVERSEES)), NAMED, GRANTED),
)
"""To whoever its author ticked, and by which standing they may hear: who that is the noun's `hears` says."""

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
            Act.EDIT_ENTRY,
            "edited an entry",
            (Transition("entry", tuple(State)),),
            NOBODY,
            at=ONE,
            words=Words(
                "Edit an entry",
                "Edit your entry",
                (
                    "What it said before is kept, with your reason. Whoever may read the entry may read that too.",
                    "Its part stays as it is: a share may have shown it.",
                ),
                "Keep the new words",
            ),
        ),
        ActRow(
            Act.MOVE_ENTRY,
            "moved an entry to another child’s case",
            (Transition("entry", tuple(State)),),
            NOBODY,
            at=ONE,
            words=Words(
                "Move an entry",
                "Move an entry to the right child",
                (
                    (
                        "Both stories say so, to whoever may read the entry, and neither names the other child. "
                        "Its documents go with it, and a restriction stays."
                    ),
                    "Whoever read it here by a share reads it no more, unless the other case is shared with them too.",
                ),
                "Move it",
            ),
        ),
        ActRow(
            Act.RESTRICT_ENTRY,
            "restricted an entry",
            (Transition("entry", (State.PLAIN,), (State.RESTRICTED,)),),
            NOBODY,
            at=ONE,
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
        ActRow(
            Act.UNRESTRICT_ENTRY,
            "ended the restriction of an entry",
            (Transition("entry", (State.RESTRICTED,), (State.PLAIN,)),),
            NOBODY,
            at=ONE,
            words=Words(
                "End the restriction",
                "End the restriction of an entry",
                (
                    (
                        "Afterwards everybody who keeps the case reads it, and every share that shows its part: "
                        "with what it said before it was edited, and the documents that hang on it."
                    ),
                ),
                "End the restriction",
            ),
        ),
        ActRow(Act.SEE_ENTRY, "looked at an entry"),
    ),
)
