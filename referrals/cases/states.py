"""The life of a case: open, closed, and open again."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Opening, Transition, Words
from agencies.policy import Act, Standing
from agencies.policy.telling import AUTHOR, NAMED, NOBODY, TO_COUNCIL, TO_HEADS, TO_LEADS, Notice
from referrals.concerns.states import LOOKED_AT
from referrals.concerns.states import State as Concern


class State(TextChoices):
    """Where a case stands."""

    OPEN = "open"
    CLOSED = "closed"


ON_CONCERN = "concerns/<ref:reference>/"
ONE = "cases/<ref:reference>/"
NAME_LEAD = Opening("name_lead", Standing.RAISED, Act.NAME_LEAD, "name_lead", of_case=True)
TELL_FAMILY = Opening("tell_family", Standing.RAISED, Act.RECORD_FAMILY_TOLD, "record_family_told", of_case=True)
REVIEW_NOT_TOLD = Opening(
    "review_not_told", Standing.RAISED, Act.RECORD_FAMILY_TOLD, "record_family_told", of_case=True
)
TELL_OF_SHARE = Opening("tell_of_share", Standing.RAISED, Act.RECORD_FAMILY_TOLD, "record_family_told", of_case=True)
TELL_OF_SHARE_BY_COUNCIL = Opening(
    "tell_of_share", Standing.OVERSEES, Act.RECORD_FAMILY_TOLD, "record_family_told", of_case=True
)

AGAIN = "looked at again within 20 working days"
"""What becomes of a reason for not telling the family: the rule `review_not_told`."""

LIFE = Life(
    "case",
    tuple(State),
    rows=(
        ActRow(
            Act.OPEN_CASE,
            "opened the case on a concern",
            (
                Transition("case", (NEW,), (State.OPEN,)),
                Transition("concern", (Concern.NOTED,), (Concern.OPENED,)),
            ),
            Notice("The concern you logged was looked at, and a case is open.", (AUTHOR,)),
            opens=(NAME_LEAD, TELL_FAMILY),
            meets=LOOKED_AT,
            at=ON_CONCERN,
            words=Words(work="Read it"),
        ),
        ActRow(
            Act.JOIN_CONCERN,
            "joined a concern to the case",
            (Transition("concern", (Concern.NOTED,), (Concern.JOINED,)),),
            Notice("The concern you logged was added to work that is under way.", (AUTHOR,)),
            meets=LOOKED_AT,
            at=ON_CONCERN,
        ),
        ActRow(
            Act.NAME_LEAD,
            "named the lead professional",
            (Transition("case", (State.OPEN,), (State.OPEN,)),),
            Notice("You were named lead professional of a case.", (NAMED,)),
            meets=frozenset({NAME_LEAD.rule}),
            at=ONE,
            words=Words(
                "Name the lead professional",
                "Who leads on {whose} case?",
                (
                    (
                        "One person whom {child}, the family and the agencies can ring. {today} "
                        "Whoever you name reads the whole case."
                    ),
                ),
                "Name them",
                work="Name someone",
            ),
        ),
        ActRow(
            Act.RECORD_FAMILY_TOLD,
            "recorded what the family was told",
            (Transition("case", (State.OPEN,)),),
            Notice("", ()),
            may_open=(REVIEW_NOT_TOLD,),
            may_meet=frozenset({TELL_FAMILY.rule, REVIEW_NOT_TOLD.rule, TELL_OF_SHARE.rule}),
            at=ONE,
            words=Words(
                "What the family was told",
                "What {whose} family was told",
                (
                    (
                        "Families are told what is written and who reads it, unless telling puts somebody at risk. "
                        f"A reason for not telling is {AGAIN}."
                    ),
                    "{of_shares}",
                ),
                "Record it",
                work="Record it",
            ),
        ),
        ActRow(
            Act.CLOSE_CASE,
            "closed the case",
            (Transition("case", (State.OPEN,), (State.CLOSED,)),),
            Notice("A case was closed, and its shares ended.", (TO_HEADS, NAMED, TO_COUNCIL)),
            at=ONE,
            words=Words(
                "Close the case",
                "Close {whose} case",
                ("A closed case can be read by those who keep it, and reopened. {ends}",),
                "Close the case",
            ),
        ),
        ActRow(
            Act.REOPEN_CASE,
            "reopened the case",
            (Transition("case", (State.CLOSED,), (State.OPEN,)),),
            Notice("A case was reopened. Its shares did not come back.", (TO_LEADS, NAMED, TO_COUNCIL)),
            may_open=(NAME_LEAD,),
            at=ONE,
            words=Words(
                "Reopen the case",
                "Reopen {whose} case",
                (
                    (
                        "{since} Those who kept it go on with it. "
                        "The shares that ended stay ended: offer them again where they are needed."
                    ),
                ),
                "Reopen the case",
            ),
        ),
        ActRow(
            Act.TAKE_RECORD,
            "took the record away",
            (Transition("case", tuple(State)),),
            NOBODY,
            at=ONE,
            words=Words(
                "Take the record away",
                "Take {whose} record away",
                (
                    (
                        "Look through what leaves before it leaves, and keep out what does not belong in it. What is "
                        "restricted is never in it. That you took it, and for whom, stands in the trail of the case."
                    ),
                ),
                "Take the PDF",
            ),
        ),
        ActRow(Act.SEE_CASE, "looked at the case"),
        ActRow(Act.SEE_REASONS, "read who can see it"),
        ActRow(Act.SEE_TRAIL, "read who has opened it"),
    ),
    why_not={State.OPEN: "This case is open.", State.CLOSED: "This case is closed. Reopen it first."},
)
