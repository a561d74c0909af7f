"""The life of a concern: noted, until a lead of the school has looked at it."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Opening, Transition, Words
from agencies.policy import Act, Standing
from agencies.policy.telling import AUTHOR, NOBODY, TO_LEADS, Notice


class State(TextChoices):
    """Where a concern stands."""

    NOTED = "noted", "Waits to be looked at"
    OPENED = "opened", "Looked at: a case is open"
    JOINED = "joined", "Looked at: joined to work under way"
    DISMISSED = "dismissed", "Looked at: answered"
    WITHDRAWN = "withdrawn", "Withdrawn by its author"


ONE = "concerns/<ref:reference>/"
LOOK = Opening("look_at_concern", Standing.RAISED, Act.OPEN_CASE, "see_concern")
LOOK_TODAY = Opening("look_at_concern_very", Standing.RAISED, Act.OPEN_CASE, "see_concern")
"""A concern of somebody very worried is looked at the same day."""
CALL = Opening("record_call", Standing.RAISED, Act.RECORD_CALL, "record_call")
"""What was ticked as danger: whoever safeguards sees to the call the same day, whatever its author says of it."""
HANDED = Opening("answer_handed", Standing.RAISED, Act.ANSWER_HANDED, "answer_handed")
"""What was handed over is seen to the same day."""
LOOKED_AT = frozenset({LOOK.rule, LOOK_TODAY.rule})
SAFEGUARDED = frozenset({CALL.rule, HANDED.rule})

LIFE = Life(
    "concern",
    tuple(State),
    rows=(
        ActRow(
            Act.LOG_CONCERN,
            "logged a concern",
            (Transition("concern", (NEW,), (State.NOTED,)),),
            Notice("A concern was logged. Look at it in My work.", (TO_LEADS,)),
            may_open=(LOOK, LOOK_TODAY, CALL),
            at="concerns/",
        ),
        ActRow(
            Act.ADD_TO_CONCERN,
            "added to a concern",
            (Transition("concern", (State.NOTED,)),),
            NOBODY,  # nobody has read it yet, and the look at it is owed
            at=ONE,
        ),
        ActRow(
            Act.WITHDRAW_CONCERN,
            "withdrew a concern",
            (Transition("concern", (State.NOTED,), (State.WITHDRAWN,)),),
            Notice("A concern was withdrawn by its author. Read why.", (TO_LEADS,)),
            at=ONE,
        ),
        ActRow(
            Act.DISMISS_CONCERN,
            "answered a concern without a case",
            (Transition("concern", (State.NOTED,), (State.DISMISSED,)),),
            Notice("The concern you logged was looked at. Read the answer.", (AUTHOR,)),
            meets=LOOKED_AT,
            at=ONE,
        ),
        ActRow(
            Act.RECORD_CALL,
            "recorded whether the front door was rung",
            (Transition("concern", tuple(State)),),
            Notice("The danger that you ticked was followed up. Read how.", (AUTHOR,)),
            meets=frozenset({CALL.rule}),
            at=ONE,
            words=Words(work="Record the call"),
        ),
        ActRow(
            Act.HAND_TO_SAFEGUARDING,
            "handed a concern to the safeguarding lead",
            (Transition("concern", tuple(State)),),
            NOBODY,  # the duty tells, at once
            opens=(HANDED,),
            at=ONE,
        ),
        ActRow(
            Act.ANSWER_HANDED,
            "said what is done about a concern that was handed over",
            (Transition("concern", tuple(State)),),
            Notice("The concern that was handed to the safeguarding lead was seen to. Read how.", (AUTHOR,)),
            meets=frozenset({HANDED.rule}),
            at=ONE,
            words=Words(work="Say what is done"),
        ),
        ActRow(Act.SEE_CONCERN, "looked at a concern"),
    ),
    why_not={
        State.OPENED: "A case has already been opened on this concern.",
        State.JOINED: "This concern has already been joined to a case.",
        State.DISMISSED: "This concern has already been answered.",
        State.WITHDRAWN: "This concern was withdrawn by its author.",
    },
)
