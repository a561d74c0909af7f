"""The life of a suspension: imposed, then cancelled, looked at by the governing board, or never to have happened."""

from datetime import date

from django.db.models import TextChoices

from agencies.acting.refusals import NotNow
from agencies.acting.rows import NEW, ActRow, Life, Opening, Transition, Words
from agencies.deadlines import NOTICE_RULES
from agencies.policy import Act, Standing
from agencies.policy.telling import COUNCIL_TOLD, HOME, NOBODY, Notice


class State(TextChoices):
    """Where a suspension stands."""

    IMPOSED = "imposed"
    BEGUN = "begun"
    DECIDED = "decided"
    CANCELLED = "cancelled"
    VOID = "void"


class NoSchoolDay(NotNow):
    """A session on a day on which the school is not open to pupils: `day` says which."""

    def __init__(self, day: date, why: str) -> None:
        super().__init__(f"{day:%-d %B %Y} is no school day: {why}.")
        self.day = day


WRITTEN = frozenset({"by_hand", "left_at_address", "first_class_post", "email_agreed"})
"""How a notice is given to a family (Education Act 1996 s.572; by e-mail where they agreed to it)."""
SPOKEN = frozenset({"phone", "in_person"})


def ways_of_telling(recipient: str) -> frozenset[str]:
    """How this recipient may be told of a suspension: the family in writing, through this service the council alone."""
    if recipient in ("parents", "pupil"):
        return WRITTEN
    return WRITTEN | SPOKEN | {"here"} if recipient == "council" else WRITTEN | SPOKEN


CHANGED_SINCE = "It was changed, cancelled or decided meanwhile. Look again at what they are to be told of."
NOT_THAT_WAY = "A notice goes to the family in writing, and through this service to the council alone."
ONE = "suspensions/<ref:reference>/"
TELL = {
    rule: Opening(rule.name, Standing.RAISED, Act.RECORD_NOTICE, "record_notice", query=f"to={rule.recipient}")
    for rule in NOTICE_RULES
}
"""By what has to be told to whom."""
MEETS = Opening("board_within_15", Standing.RAISED, Act.RECORD_BOARD_DECISION, "see_suspension")
ASKED = Opening("board_within_50", Standing.RAISED, Act.RECORD_BOARD_DECISION, "see_suspension")
BOARD = (MEETS, ASKED)
SETTLE = Opening("settle_days", Standing.RAISED, Act.CORRECT_SUSPENSION, "see_suspension")
SETTLED = frozenset({SETTLE.rule})


def _telling(of: str) -> tuple[Opening, ...]:
    return tuple(opening for rule, opening in TELL.items() if rule.of == of)


RETOLD = "A suspension was {}. Read who has to be told of it again."
IMPOSED = Notice("A pupil was suspended. Read who has to be told today.", (HOME,))
MADE = (Transition("suspension", (NEW,), (State.IMPOSED,)),)

LIFE = Life(
    "suspension",
    tuple(State),
    rows=(
        ActRow(
            Act.IMPOSE_SUSPENSION,
            "imposed a suspension",
            MADE,
            IMPOSED,
            may_open=(*_telling("suspension"), SETTLE),
            at="suspensions/",
        ),
        ActRow(
            Act.REPORT_SUSPENSION,
            "reported a suspension",
            MADE,
            IMPOSED,
            may_open=(*_telling("suspension"), SETTLE),
        ),
        ActRow(
            Act.RECORD_NOTICE,
            "recorded who was told of a suspension",
            (Transition("suspension", tuple(State)),),
            Notice("A school told the council of a suspension.", (COUNCIL_TOLD,)),
            may_open=BOARD,
            may_meet=frozenset(rule.name for rule in NOTICE_RULES),
            at=ONE,
            words=Words(work="Record it"),
        ),
        ActRow(
            Act.CANCEL_SUSPENSION,
            "cancelled a suspension",
            (Transition("suspension", (State.IMPOSED,), (State.CANCELLED,)),),
            Notice("A suspension was cancelled. Read who has to be told today.", (HOME,)),
            may_open=_telling("cancellation"),
            at=ONE,
            words=Words(
                "Cancel the suspension",
                "Cancel {whose} suspension",
                (
                    (
                        "{child} is back without delay. Sessions from then on no longer count; those before were "
                        "served, and count towards 5, 15 and 45 days. It stays on the record as cancelled."
                    ),
                ),
                "Cancel the suspension",
            ),
        ),
        ActRow(
            Act.VOID_SUSPENSION,
            "said that a suspension never happened",
            (Transition("suspension", (State.IMPOSED, State.CANCELLED), (State.VOID,)),),
            Notice("A suspension never happened, it is said. Read who has to be told today.", (HOME,)),
            may_open=_telling("void"),
            may_meet=SETTLED,
            at=ONE,
            words=Words(
                "It never happened",
                "{whose} suspension never happened",
                (
                    (
                        "For what was entered in error: another pupil, or a suspension that the head never decided. "
                        "No day of it ever counted. It stays on the record, struck through, with your reason; "
                        "whoever was told of it is told that it was wrong."
                    ),
                    "One that was decided, and is taken back, is cancelled instead: its days that were served count.",
                ),
                "It never happened",
            ),
        ),
        ActRow(
            Act.CORRECT_SUSPENSION,
            "corrected a suspension",
            (Transition("suspension", (State.IMPOSED,)),),
            Notice(RETOLD.format("corrected"), (HOME,)),
            may_open=(*_telling("suspension"), SETTLE),
            may_meet=SETTLED,
            at=ONE,
            words=Words(
                "Correct the suspension",
                "Correct {whose} suspension",
                (
                    (
                        "Days or reasons that were entered wrongly. It can’t become longer: more days out are a new "
                        "suspension. What it was before stays on the record, and whoever was told is told again."
                    ),
                ),
                "Correct it",
                work="Open it",
            ),
        ),
        ActRow(
            Act.SHORTEN_SUSPENSION,
            "shortened a suspension",
            (Transition("suspension", (State.IMPOSED,)),),
            Notice(RETOLD.format("shortened"), (HOME,)),
            may_open=_telling("suspension"),
            may_meet=SETTLED,
            at=ONE,
            words=Words(
                "Shorten the suspension",
                "Shorten {whose} suspension",
                (
                    (
                        "{child} is back before it ends. The days until then stand and count; those after it fall "
                        "away. Whoever was told is told again."
                    ),
                ),
                "Shorten it",
            ),
        ),
        ActRow(
            Act.RECORD_REPRESENTATIONS,
            "recorded representations on a suspension",
            (Transition("suspension", (State.IMPOSED,)),),
            Notice("Representations on a suspension reached the governing board.", (HOME,)),
            may_open=BOARD,
            at=ONE,
            words=Words(
                "Record representations",
                "Record representations to the governing board",
                (
                    (
                        "Over five days in the term the board then has to meet and decide, within 50 school days of "
                        "being told. Up to five it considers them, and has no power to reinstate."
                    ),
                ),
                "Record it",
            ),
        ),
        ActRow(
            Act.BEGIN_BOARD_MEETING,
            "began the governing board’s meeting",
            (Transition("suspension", (State.IMPOSED,), (State.BEGUN,)),),
            NOBODY,
            at=ONE,
            words=Words(
                "Begin the board’s meeting",
                "The governing board’s meeting begins now",
                (
                    (
                        "From this moment on the suspension can’t be cancelled. Press it as the chair opens the "
                        "meeting: the time is kept."
                    ),
                ),
                "Begin the meeting",
            ),
        ),
        ActRow(
            Act.RECORD_BOARD_DECISION,
            "recorded the governing board’s decision",
            (Transition("suspension", (State.BEGUN,), (State.DECIDED,)),),
            Notice("The governing board decided on a suspension. Read who has to be told today.", (HOME,)),
            may_open=_telling("decision"),
            may_meet=frozenset(one.rule for one in BOARD),
            at=ONE,
            words=Words(
                "Record the board’s decision",
                "What the governing board decided",
                (
                    (
                        "The board looks at the head’s decision. It can reinstate, now or from a day on, or decline; "
                        "it can’t lengthen a suspension or turn it into an exclusion. Tell the parents, the head and "
                        "the council the decision and its reasons in writing, without delay."
                    ),
                ),
                "Record it",
                work="Open it",
            ),
        ),
        ActRow(Act.SEE_SUSPENSION, "looked at a suspension"),
        ActRow(Act.SEE_SUSPENSION_LETTER, "looked at the letter on a suspension"),
    ),
    why_not={
        State.IMPOSED: "The governing board’s meeting has not begun.",
        State.BEGUN: "The governing board’s meeting has begun: from then on a suspension is no longer cancelled.",
        State.DECIDED: "The governing board has decided.",
        State.CANCELLED: "This suspension was cancelled.",
        State.VOID: "This suspension never happened: it was entered in error.",
    },
)
