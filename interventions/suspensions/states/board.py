"""What the family writes to the governing board, and what its clerk records of it."""

from agencies.acting.rows import ActRow, Transition, Words
from agencies.policy import Act
from agencies.policy.telling import CLERK, HOME, NOBODY, Notice
from interventions.suspensions.states.kinds import BOARD, CONSIDER, ONE, OPEN, State, telling_of

BOARD_ROWS = (
    ActRow(
        Act.RECORD_REPRESENTATIONS,
        "recorded representations on a suspension",
        (Transition("suspension", OPEN),),
        Notice("Representations on a suspension reached the governing board.", (HOME, CLERK)),
        may_open=(*BOARD, CONSIDER),
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
        Act.CONSIDER_REPRESENTATIONS,
        "recorded that the governing board considered representations",
        (Transition("suspension", (State.IMPOSED,)),),
        Notice("The governing board considered what a family wrote on a suspension.", (HOME,)),
        meets=frozenset({CONSIDER.rule}),
        at=ONE,
        words=Words(
            "Representations considered",
            "The governing board considered what was written",
            (
                (
                    "Up to five days in the term, the board has no duty to meet and can’t reinstate. It considers "
                    "what the family wrote, and may put its view on the record."
                ),
            ),
            "Record it",
            work="Record it",
        ),
    ),
    ActRow(
        Act.BEGIN_BOARD_MEETING,
        "recorded that the governing board’s meeting began",
        (Transition("suspension", (State.IMPOSED, State.ADJOURNED), (State.BEGUN,)),),
        NOBODY,
        at=ONE,
        words=Words(
            "The board’s meeting began",
            "When the governing board’s meeting began",
            (
                (
                    "The time at which the chair opened it, also where that was days ago: by it the meeting is in "
                    "time or late. From then on the suspension can’t be cancelled."
                ),
            ),
            "Record it",
        ),
    ),
    ActRow(
        Act.ADJOURN_BOARD_MEETING,
        "recorded that the governing board’s meeting was adjourned",
        (Transition("suspension", (State.BEGUN,), (State.ADJOURNED,)),),
        Notice("The governing board’s meeting on a suspension was adjourned. Its limit stands.", (HOME,)),
        at=ONE,
        words=Words(
            "The board adjourned",
            "When the governing board adjourned",
            ("The limit stands: the board meets again and decides by the same day. It still can’t be cancelled.",),
            "Record it",
        ),
    ),
    ActRow(
        Act.CORRECT_BOARD_MEETING,
        "corrected the times of the governing board’s meeting",
        (Transition("suspension", (State.BEGUN, State.ADJOURNED, State.DECIDED)),),
        Notice("The times of a governing board’s meeting were corrected.", (HOME,)),
        at=ONE,
        words=Words(
            "Correct the times",
            "Correct the times of the board’s meeting",
            (
                (
                    "For a time or a day that was written down wrongly. What it was stays on the record, with your "
                    "reason. Whether the board decided in time is worked out again. A letter that gave another day is "
                    "printed again, for whoever has it."
                ),
            ),
            "Correct them",
        ),
    ),
    ActRow(
        Act.RECORD_BOARD_DECISION,
        "recorded the governing board’s decision",
        (Transition("suspension", (State.BEGUN,), (State.DECIDED,)),),
        Notice("The governing board decided on a suspension. Read who has to be told today.", (HOME,)),
        may_open=telling_of("decision"),
        may_meet=frozenset(one.rule for one in BOARD),
        at=ONE,
        words=Words(
            "Record the board’s decision",
            "What the governing board decided",
            (
                (
                    "The board looks at the head’s decision. It can reinstate, now or from a day on, or decline; "
                    "it can’t lengthen a suspension or turn it into an exclusion. Write down when it decided, also "
                    "where that was days ago. The parents, the head and the council are told the decision and its "
                    "reasons in writing, without delay."
                ),
            ),
            "Record it",
            work="Open it",
        ),
    ),
)
