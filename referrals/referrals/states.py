"""The life of a referral: drafted, sent, perhaps returned with a question, decided by the council."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Opening, Transition, Words
from agencies.policy import Act, Standing
from agencies.policy.telling import COUNCILS_MANAGER, NAMED, NOBODY, QUEUE, TO_LEADS, Notice
from referrals.cases.states import ONE as CASE
from referrals.cases.states import State as Case
from referrals.concerns.states import CALL


class State(TextChoices):
    """Where a referral stands."""

    DRAFTED = "drafted", "Draft, not sent"
    SENT = "sent", "With the council"
    RETURNED = "returned", "The council asks a question"
    ACCEPTED = "accepted", "Accepted by the council"
    DECLINED = "declined", "Declined by the council"
    REDIRECTED = "redirected", "Passed on by the council"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Urgency(TextChoices):
    """How soon the council is asked to decide; an urgent referral never replaces a call to the front door."""

    ROUTINE = "routine", "Routine"
    URGENT = "urgent", "Urgent"


class Outcome(TextChoices):
    """What came of a school's disagreeing."""

    STANDS = "stands", "The decision stands"
    AGAIN = "again", "It is decided again"
    OVER = "over", "It was not answered any more"


OPEN = (State.DRAFTED, State.SENT, State.RETURNED)
"""States in which a referral keeps its case from being closed."""
DECIDED = (State.ACCEPTED, State.DECLINED, State.REDIRECTED)
ONE = "referrals/<ref:reference>/"
TRIAGE = "triage/<ref:reference>/"
FINISH = Opening("finish_referral_draft", Standing.RAISED, Act.SEND_REFERRAL, "see_referral")
ACKNOWLEDGE = Opening("acknowledge_referral", Standing.ASKED, Act.ACKNOWLEDGE_REFERRAL, "triage_referral")
DECIDE = Opening("decide_referral", Standing.ASKED, Act.ACCEPT_REFERRAL, "triage_referral")
DECIDE_TODAY = Opening("decide_urgent_referral", Standing.ASKED, Act.ACCEPT_REFERRAL, "triage_referral")
"""An urgent referral is decided the same working day."""
CONTACT = Opening("record_first_contact", Standing.OVERSEES, Act.RECORD_FIRST_CONTACT, "record_first_contact")
ANSWER = Opening("answer_referral", Standing.RAISED, Act.ANSWER_REFERRAL, "answer_referral")
SHARE = Opening("share_case", Standing.OVERSEES, Act.SHARE_CASE, "share_case", of_case=True)
DISPUTED = Opening("answer_dispute", Standing.ASKED, Act.ANSWER_DISPUTE, "answer_dispute")
DECIDED_BY = frozenset({DECIDE.rule, DECIDE_TODAY.rule})
DECISION = DECIDED_BY | {ACKNOWLEDGE.rule}


NO = (State.DECLINED, State.REDIRECTED)
"""What a school may disagree with."""


def _decides(new: State) -> tuple[Transition, ...]:
    return (Transition("referral", (State.SENT,), (new,)),)


LIFE = Life(
    "referral",
    tuple(State),
    rows=(
        ActRow(
            Act.DRAFT_REFERRAL,
            "worked on the referral",
            (Transition("case", (Case.OPEN,)), Transition("referral", (NEW, State.DRAFTED), (State.DRAFTED,))),
            NOBODY,
            opens=(FINISH,),
            may_open=(CALL,),
            at=CASE,
        ),
        ActRow(
            Act.SEND_REFERRAL,
            "sent the referral",
            (Transition("referral", (State.DRAFTED,), (State.SENT,)),),
            Notice("A referral was sent to the council.", (QUEUE,)),
            opens=(ACKNOWLEDGE,),
            may_open=(DECIDE, DECIDE_TODAY),
            meets=frozenset({FINISH.rule}),
            at=ONE,
            words=Words(work="Go on with it"),
        ),
        ActRow(
            Act.ACKNOWLEDGE_REFERRAL,
            "acknowledged the referral",
            (Transition("referral", (State.SENT,)),),
            NOBODY,  # quietly: the school reads it on the referral
            meets=frozenset({ACKNOWLEDGE.rule}),
            at=TRIAGE,
            is_sent_only=True,
            words=Words(
                "Acknowledge",
                "Acknowledge: {name}",
                ("The school sees that you have read it, and when. No letter goes out.",),
                "Acknowledge",
                work="Read it",
            ),
        ),
        ActRow(
            Act.RETURN_REFERRAL,
            "asked a question on the referral",
            _decides(State.RETURNED),
            Notice("The council asks a question about your referral.", (TO_LEADS,)),
            opens=(ANSWER,),
            meets=frozenset({ACKNOWLEDGE.rule}),
            stops=DECIDED_BY,
            at=TRIAGE,
            words=Words(
                "Ask a question",
                "Ask a question: {name}",
                ("Your clock stops. The school is asked to answer by {answer}.",),
                "Send the question",
            ),
        ),
        ActRow(
            Act.ANSWER_REFERRAL,
            "answered the council’s question",
            (Transition("referral", (State.RETURNED,), (State.SENT,)),),
            Notice("A school answered your question.", (QUEUE,)),
            meets=frozenset({ANSWER.rule}),
            resumes=DECIDED_BY,
            at=ONE,
            words=Words(work="Answer"),
        ),
        ActRow(
            Act.ACCEPT_REFERRAL,
            "accepted the referral",
            _decides(State.ACCEPTED),
            Notice("The council accepted your referral.", (TO_LEADS, NAMED)),
            opens=(SHARE, CONTACT),
            meets=DECISION,
            at=TRIAGE,
            words=Words(
                "Accept",
                "Accept: {name}",
                ("The school is told that the council takes it up, and asks an agency by {share}.",),
                "Accept and tell the school",
                work="Decide",
            ),
        ),
        ActRow(
            Act.RECORD_FIRST_CONTACT,
            "recorded the first contact",
            (Transition("referral", (State.ACCEPTED,)),),
            Notice("The council recorded its first contact on your referral.", (TO_LEADS, NAMED)),
            meets=frozenset({CONTACT.rule}),
            at=TRIAGE,
            words=Words(
                "Record the first contact",
                "First contact: {name}",
                ("Say when it truly was: a contact in time that is written down later is in time.",),
                "Record it",
                work="Record it",
            ),
        ),
        ActRow(
            Act.DECLINE_REFERRAL,
            "declined the referral",
            _decides(State.DECLINED),
            Notice("The council declined your referral. Read why, and what to do meanwhile.", (TO_LEADS, NAMED)),
            meets=DECISION,
            at=TRIAGE,
            words=Words(
                "Decline",
                "Decline: {name}",
                ("The school is told why, what to do meanwhile, and how to disagree.",),
                "Decline and tell the school",
            ),
        ),
        ActRow(
            Act.REDIRECT_REFERRAL,
            "told the school where else to go",
            _decides(State.REDIRECTED),
            Notice("The council passed your referral on. Read to whom.", (TO_LEADS, NAMED)),
            meets=DECISION,
            at=TRIAGE,
            words=Words(
                "Redirect",
                "Redirect: {name}",
                ("The school is told whom it belongs to, and what to do meanwhile.",),
                "Redirect and tell the school",
            ),
        ),
        ActRow(
            Act.WITHDRAW_REFERRAL,
            "withdrew the referral",
            (Transition("referral", OPEN, (State.WITHDRAWN,)),),
            Notice("A school withdrew its referral.", (QUEUE,)),
            at=ONE,
        ),
        ActRow(
            Act.DISPUTE_DECISION,
            "disagreed with the council’s decision",
            (Transition("referral", NO, NO),),
            Notice("A school disagrees with a decision. Read why, and answer.", (COUNCILS_MANAGER,)),
            opens=(DISPUTED,),
            at=ONE,
        ),
        ActRow(
            Act.ANSWER_DISPUTE,
            "answered the school that disagreed",
            (Transition("referral", NO, (*NO, State.SENT)),),
            Notice("The council’s manager answered: you had disagreed with a decision.", (TO_LEADS, NAMED)),
            may_open=(DECIDE, DECIDE_TODAY),
            meets=frozenset({DISPUTED.rule}),
            at=TRIAGE,
            words=Words(work="Answer the school"),
        ),
        ActRow(Act.SEE_REFERRAL, "looked at the referral"),
        ActRow(Act.SEE_QUEUE, "looked at the queue"),
        ActRow(Act.SEE_STATUS, "read how referrals stand"),
    ),
    why_not={
        State.SENT: "This referral is with the council.",
        State.ACCEPTED: "The council has already accepted this referral.",
        State.DECLINED: "The council has already declined this referral.",
        State.REDIRECTED: "The council has already redirected this referral.",
        State.WITHDRAWN: "The school has withdrawn this referral.",
        State.RETURNED: "This referral is with the school: it has a question to answer.",
    },
)
