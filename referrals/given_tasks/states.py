"""The life of what one gives another to do on a case: done, given back, taken back, or over with its ground."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Opening, Transition, Words
from agencies.policy import HOLDERS, Act, Standing
from agencies.policy.telling import Notice, Tell
from referrals.cases.states import ONE as CASE
from referrals.cases.states import State as Case


class Kind(TextChoices):
    """What is wanted."""

    TASK = "task", "Something to do"
    QUESTION = "question", "A question"


class State(TextChoices):
    """Where it stands. *Over* is also read of an open one whose share has ended, or whose pupil has left."""

    OPEN = "open", "Not done yet"
    DONE = "done", "Done"
    RETURNED = "returned", "Given back"
    TAKEN_BACK = "taken_back", "Taken back"
    OVER = "over", "Over"


ONE = "tasks/<ref:reference>/"
STANDINGS = (Standing.RAISED, Standing.NAMED, Standing.OVERSEES, Standing.GRANTED)
"""How the two agencies stand to the case."""
RULES = {Kind.TASK: "do_task", Kind.QUESTION: "answer_task"}
OPENINGS = {
    (kind, standing): Opening(rule, standing, Act.FINISH_TASK, "see_task")
    for kind, rule in RULES.items()
    for standing in STANDINGS
}
"""What is owed, by what is wanted and how whoever owes it stands."""
EITHER = tuple(Tell(standing, HOLDERS[standing]) for standing in STANDINGS)
"""Of each letter one side alone hears, as the noun says: who has it to do, or who gave it."""


def _moves(new: State) -> tuple[Transition, ...]:
    return (Transition("task", (State.OPEN,), (new,)),)


LIFE = Life(
    "task",
    tuple(State),
    rows=(
        ActRow(
            Act.GIVE_TASK,
            "gave somebody something to do, or asked",
            (Transition("case", (Case.OPEN,)), Transition("task", (NEW,), (State.OPEN,))),
            Notice("You were given something to do on a case, or asked. Read it.", EITHER),
            may_open=tuple(OPENINGS.values()),
            at=CASE,
            words=Words(
                "Give a task, or ask",
                "Give somebody a task for {child}, or ask",
                (
                    (
                        "It is read by whoever can see {whose} case at {own} and, where it goes to another agency, "
                        "there. Nobody else reads it, and it shows them no more of the case than they see."
                    ),
                ),
                "Give it",
            ),
        ),
        ActRow(
            Act.ASSIGN_TASK,
            "said who does a task",
            (Transition("task", (State.OPEN,)),),
            Notice("A task on a case is in your hands now. Read it.", EITHER),
            at=ONE,
            words=Words(
                "Who of us does it",
                "Who of {own} does it?",
                ("Its reminders go to them. Whoever gave it reads who it is.",),
                "Keep it",
            ),
        ),
        ActRow(
            Act.FINISH_TASK,
            "did what they were given to do, or answered",
            _moves(State.DONE),
            Notice("What you gave somebody to do, or asked, is done. Read it.", EITHER),
            meets=frozenset(RULES.values()),
            at=ONE,
            words=Words(
                "Done",
                "{done}",
                ("{giver} is told, and reads what you write.",),
                "{button}",
                work="Look at it",
            ),
        ),
        ActRow(
            Act.RETURN_TASK,
            "gave a task back",
            _moves(State.RETURNED),
            Notice("What you gave somebody to do was given back. Read why.", EITHER),
            at=ONE,
            words=Words(
                "Give it back",
                "Give it back to {giver}",
                ("They are told, and read why. Nothing is owed on it any more.",),
                "Give it back",
            ),
        ),
        ActRow(
            Act.TAKE_BACK_TASK,
            "took a task back",
            _moves(State.TAKEN_BACK),
            Notice("What you were given to do on a case was taken back.", EITHER),
            at=ONE,
            words=Words(
                "Take it back",
                "Take it back from {receiver}",
                ("They are told, and read why. Nothing is owed on it any more.",),
                "Take it back",
            ),
        ),
        ActRow(Act.SEE_TASK, "looked at a task"),
    ),
    why_not={
        State.DONE: "This is done already.",
        State.RETURNED: "This was given back.",
        State.TAKEN_BACK: "This was taken back.",
        State.OVER: "This is over: what it rested on has ended.",
    },
)
