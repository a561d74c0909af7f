"""The life of a suspension: imposed, then cancelled, decided on by the governing board, or never to have happened."""

from agencies.acting.rows import NEW, ActRow, Life, Transition, Words
from agencies.deadlines import NOTICE_RULES
from agencies.policy import Act
from agencies.policy.telling import CLERK, COUNCIL_TOLD, HOME, NOBODY, Notice
from interventions.suspensions.states.board import BOARD_ROWS
from interventions.suspensions.states.kinds import (
    ASK_ELSEWHERE,
    ASK_FACTS,
    BEGUN,
    BOARD,
    CONSIDER,
    EDUCATED,
    EDUCATION,
    KNOWN,
    ONE,
    OPEN,
    SAID,
    SETTLE,
    SETTLED,
    State,
    telling_of,
)

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
            may_open=(*telling_of("suspension"), SETTLE, ASK_FACTS, ASK_ELSEWHERE, *EDUCATION),
            at="suspensions/",
        ),
        ActRow(
            Act.REPORT_SUSPENSION,
            "reported a suspension",
            MADE,
            IMPOSED,
            may_open=(*telling_of("suspension"), SETTLE, ASK_FACTS, ASK_ELSEWHERE, *EDUCATION),
        ),
        ActRow(
            Act.RECORD_NOTICE,
            "recorded who was told of a suspension",
            (Transition("suspension", tuple(State)),),
            Notice("A school told the council of a suspension.", (COUNCIL_TOLD,)),
            may_open=(*BOARD, CONSIDER),
            may_meet=frozenset(rule.name for rule in NOTICE_RULES),
            at=ONE,
            words=Words(work="Record it"),
        ),
        ActRow(
            Act.CANCEL_SUSPENSION,
            "cancelled a suspension",
            (Transition("suspension", (State.IMPOSED,), (State.CANCELLED,)),),
            Notice("A suspension was cancelled. Read who has to be told today.", (HOME,)),
            may_open=telling_of("cancellation"),
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
            may_open=telling_of("void"),
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
            may_open=(*telling_of("suspension"), SETTLE),
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
            may_open=telling_of("suspension"),
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
            Act.SETTLE_FACTS,
            "said what is known of a suspended pupil",
            (Transition("suspension", tuple(state for state in State if state is not State.VOID)),),
            NOBODY,
            may_meet=KNOWN,
            at=ONE,
            words=Words(
                "What is known of the pupil",
                "What is known of {child}",
                (
                    (
                        "Say what was so when the head decided, on {decided_on}. A yes is kept with the pupil from "
                        "that day on, and asked no more: a social worker, or the virtual school head, is then to be "
                        "told, also where the suspension is over. A no is kept with this suspension, with your name "
                        "and the day."
                    ),
                ),
                "Keep it",
                work="Say what is known",
            ),
        ),
        ActRow(
            Act.ARRANGE_EDUCATION,
            "wrote down what education is arranged for a suspended pupil",
            (Transition("suspension", (*OPEN, State.DECIDED)),),
            NOBODY,
            may_open=EDUCATION,
            may_meet=EDUCATED,
            at=ONE,
            words=Words(
                "Education meanwhile",
                "What education is arranged for {child}",
                (
                    (
                        "In compulsory school age the school has to give full-time education from the sixth school "
                        "day in a row, by law, unless all exams of Year 11 are sat. The "
                        "family is told in writing where, at what times and to whom the pupil comes, 48 hours or more "
                        "before it begins. For a child who is looked after the guidance wants it from the first day, "
                        "with the virtual school head."
                    ),
                    "What you write stands in the letter. What was arranged before stays on the record.",
                ),
                "Keep it",
                work="Arrange it",
            ),
        ),
        ActRow(
            Act.RECORD_EXAM_DAY,
            "recorded the day of an exam that a suspended pupil would miss",
            (Transition("suspension", (State.IMPOSED,)),),
            Notice("The day of an exam that a suspended pupil would miss was recorded.", (HOME, CLERK)),
            may_open=(*BOARD, *telling_of("suspension")),
            at=ONE,
            words=Words(
                "The exam",
                "Does {child} miss a public exam or national test?",
                (
                    (
                        "Where one is missed, the governing board has to meet within 15 school days of being told, and "
                        "before the exam so far as is reasonably practicable. Where the school lets the pupil sit it, "
                        "none is missed. What was said before stays on the record."
                    ),
                ),
                "Keep it",
            ),
        ),
        ActRow(
            Act.RECORD_DAYS_ELSEWHERE,
            "said how many days of suspension there were at another school",
            (Transition("suspension", (*OPEN, State.DECIDED)),),
            NOBODY,
            may_meet=SAID,
            at=ONE,
            words=Words(
                "Days at another school",
                "Was {child} suspended at another school this year?",
                (
                    (
                        "In the same school year, before the decision on {decided_on}, and not recorded here. Such "
                        "days count towards the 45 of the year, and towards nothing else. What was said before "
                        "stays on the record."
                    ),
                ),
                "Keep it",
                work="Say what is known",
            ),
        ),
        *BOARD_ROWS,
        ActRow(Act.SEE_SUSPENSION, "looked at a suspension"),
        ActRow(Act.SEE_SUSPENSION_LETTER, "looked at the letter on a suspension"),
    ),
    why_not={
        State.IMPOSED: "The governing board’s meeting has not begun.",
        State.BEGUN: BEGUN,
        State.ADJOURNED: f"{BEGUN} It was adjourned.",
        State.DECIDED: "The governing board has decided.",
        State.CANCELLED: "This suspension was cancelled.",
        State.VOID: "This suspension never happened: it was entered in error.",
    },
)
