"""The life of a share. Its state is read from its dates, never stored; narrowing, extending and widening replace it."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Opening, Transition, Words
from agencies.policy import Act, Standing
from agencies.policy.telling import GRANTED, INVITED, NAMED, NOBODY, OFFERED, TO_COUNCIL, TO_LEADS, TO_SECOND, Notice
from referrals.cases.states import ONE as CASE
from referrals.cases.states import TELL_OF_SHARE, TELL_OF_SHARE_BY_COUNCIL
from referrals.cases.states import State as Case
from referrals.referrals.states import SHARE


class State(TextChoices):
    """Where a share stands at an instant."""

    WAITS = "waits", "Waits for a second person"
    REFUSED = "refused", "Refused by the second person"
    OFFERED = "offered", "Offered, not accepted yet"
    TO_BEGIN = "to_begin", "Accepted, begins later"
    LIVE = "live", "Live"
    ENDED = "ended", "Ended by its date"
    LEFT = "left", "Ended: the pupil left the school"
    WITHDRAWN = "withdrawn", "Ended early"
    DECLINED = "declined", "Declined"
    REPLACED = "replaced", "Replaced by a newer share"


ONE = "shares/<ref:reference>/"
ACCEPT = Opening("accept_share", Standing.OFFERED, Act.ACCEPT_SHARE, "see_share")
ANSWER_OFFER = Opening("accept_share", Standing.INVITED, Act.ACCEPT_SHARE, "see_share")
"""A school is asked for a place by a managed move: it reads the summary, and answers by its consent to the move."""
ANSWER = Opening("answer_question", Standing.GRANTED, Act.ANSWER_QUESTION, "answer_question")
RENEW = Opening("renew_share", Standing.OVERSEES, Act.EXTEND_SHARE, "see_share")
RENEW_BY_SCHOOL = Opening("renew_share", Standing.RAISED, Act.EXTEND_SHARE, "see_share")
AGREE = Opening("agree_share", Standing.RAISED, Act.AGREE_SHARE, "see_share")
OFFER = Notice("A case has been offered. Read the terms and accept or decline.", (OFFERED, INVITED))
MORE = Notice("More of a case has been offered. Read the terms and accept or decline.", (OFFERED,))
ASKS_SECOND = Notice("A share of which the family is not told waits for you. Agree or refuse.", (TO_SECOND,))
ACCEPTED = Notice("The terms of a share were accepted.", (TO_LEADS, NAMED, TO_COUNCIL))


def _from_live(new: State) -> tuple[Transition, ...]:
    return (Transition("share", (State.LIVE,), (new,)),)


LIFE = Life(
    "share",
    tuple(State),
    rows=(
        ActRow(
            Act.SHARE_CASE,
            "offered the case to an agency",
            (Transition("case", (Case.OPEN,)), Transition("share", (NEW,), (State.OFFERED, State.WAITS))),
            OFFER,
            may_open=(ACCEPT, ANSWER_OFFER, AGREE, TELL_OF_SHARE, TELL_OF_SHARE_BY_COUNCIL),
            may_meet=frozenset({SHARE.rule}),
            at=CASE,
            words=Words(work="Share it"),
        ),
        ActRow(
            Act.AGREE_SHARE,
            "agreed to a share of which the family is not told",
            (Transition("share", (State.WAITS,), (State.OFFERED,)),),
            OFFER,
            may_open=(ACCEPT, ANSWER_OFFER),
            meets=frozenset({AGREE.rule}),
            may_meet=frozenset({SHARE.rule}),
            at=ONE,
            is_sent_only=True,
            words=Words(work="Agree or refuse"),
        ),
        ActRow(
            Act.REFUSE_SHARE,
            "refused a share of which the family is not told",
            (Transition("share", (State.WAITS,), (State.REFUSED,)),),
            Notice("A share was refused by the second person. Read why.", (TO_LEADS, NAMED, TO_COUNCIL)),
            meets=frozenset({AGREE.rule}),
            at=ONE,
            words=Words(
                "Refuse the share",
                "Refuse the share with {agency}",
                ("{agency} is told nothing: not that it was asked, nor that you refused. Whoever asked reads why.",),
                "Refuse it",
            ),
        ),
        ActRow(
            Act.REFUSE_REQUEST,
            "refused a request to be let in or told",
            (Transition("case", (Case.OPEN, Case.CLOSED)),),
            NOBODY,
            at=CASE,
            words=Words(
                "Refuse a request",
                "Refuse a request about {child}",
                (
                    (
                        "Somebody asked to be let in, or to be told something, by telephone or in writing, and you say "
                        "no. The duty to share asks for a reason. To say yes, share the case instead."
                    ),
                    (
                        "Tell them yourself: nothing goes to them from here. What you write is a restricted line of "
                        "the story: for you, the lead professional and the headteacher. The reason in your words "
                        "stands in the case’s trail too, which the council reads where it helps."
                    ),
                ),
                "Record the refusal",
            ),
        ),
        ActRow(
            Act.ACCEPT_SHARE,
            "accepted the terms of a share",
            (Transition("share", (State.OFFERED,), (State.LIVE,)),),
            ACCEPTED,
            may_open=(ANSWER, RENEW, RENEW_BY_SCHOOL),
            meets=frozenset({ACCEPT.rule}),
            at=ONE,
            is_sent_only=True,
            words=Words(work="Read the offer"),
        ),
        ActRow(
            Act.DECLINE_SHARE,
            "declined a share",
            (Transition("share", (State.OFFERED,), (State.DECLINED,)),),
            Notice("A share was declined. Read why.", (TO_LEADS, NAMED, TO_COUNCIL)),
            meets=frozenset({ACCEPT.rule}),
            at=ONE,
        ),
        ActRow(
            Act.ANSWER_QUESTION,
            "answered the question asked",
            (Transition("share", (State.LIVE,)),),
            Notice("An agency answered your question.", (TO_LEADS, NAMED, TO_COUNCIL)),
            meets=frozenset({ANSWER.rule}),
            at=ONE,
            words=Words(
                "Answer the question",
                "Answer the question about {child}",
                (
                    (
                        "Your answer joins {whose} story. The school and the council read it; other agencies only "
                        "where their share covers it."
                    ),
                ),
                "Send the answer",
                work="Answer",
            ),
        ),
        ActRow(
            Act.EXTEND_SHARE,
            "extended a share",
            _from_live(State.REPLACED),
            Notice("A share of yours was extended.", (GRANTED,)),
            may_open=(RENEW, RENEW_BY_SCHOOL),
            meets=frozenset({RENEW.rule}),
            at=ONE,
            words=Words(
                "Extend the share",
                "Extend the share with {agency}",
                ("It stays accepted. {agency} is told of the new day; nothing else changes.",),
                "Extend it",
                work="Look at it",
            ),
        ),
        ActRow(
            Act.SHOW_OTHER_HALF,
            "said that a share shows both halves of a record that was two",
            (Transition("share", (State.LIVE,)),),
            Notice("A share of yours shows more of a child than before.", (GRANTED,)),
            at=ONE,
            words=Words(
                "Show the other half too",
                "After this, {agency} can also see {what}",
                (
                    (
                        "This share was given of one of two records that are one now. Until now it shows nothing of "
                        "what came with the other. The case stays the one that was shared."
                    ),
                    "Purpose, day and level of the share stay as they are. {agency} is told.",
                ),
                "Show it",
            ),
        ),
        ActRow(
            Act.NARROW_SHARE,
            "narrowed a share",
            _from_live(State.REPLACED),
            Notice("A share of yours was narrowed.", (GRANTED,)),
            may_open=(RENEW, RENEW_BY_SCHOOL),
            at=ONE,
            words=Words(
                "Narrow the share",
                "Narrow the share with {agency}",
                ("From the second you save, they see no more than this. They are told.",),
                "Narrow it",
            ),
        ),
        ActRow(
            Act.WIDEN_SHARE,
            "offered more of the case",
            (Transition("share", (State.LIVE,), (State.REPLACED, State.LIVE)),),
            MORE,
            may_open=(ACCEPT, ANSWER_OFFER, AGREE),
            at=ONE,
            words=Words(
                "Widen the share",
                "Widen the share with {agency}",
                ("They are asked again, and read nothing until they accept. Their question and its answer stay.",),
                "Offer more",
            ),
        ),
        ActRow(
            Act.WITHDRAW_SHARE,
            "ended a share",
            (Transition("share", (State.WAITS, State.OFFERED, State.TO_BEGIN, State.LIVE), (State.WITHDRAWN,)),),
            Notice("A share was withdrawn.", (TO_LEADS, NAMED, TO_COUNCIL)),
            at=ONE,
            words=Words(
                "End the share",
                "End the share with {agency}",
                (
                    (
                        "From that second nobody at {agency} sees the case by it: page, list, search and mail. "
                        "What they wrote stays in the story. They are told when, by whom and why."
                    ),
                ),
                "End it now",
            ),
        ),
        ActRow(
            Act.FINISH_SHARE,
            "ended their agency’s part in a case",
            (Transition("share", (State.LIVE,), (State.WITHDRAWN,)),),
            Notice("An agency ended its part in a case.", (TO_LEADS, NAMED, TO_COUNCIL)),
            at=ONE,
            words=Words(
                "End your part",
                "End the part of {agency} for {child}",
                (
                    (
                        "From that second nobody at {agency} sees the case by this share. What you wrote stays in "
                        "{whose} story, and so do your words here: the school and the council read them."
                    ),
                ),
                "End our part",
            ),
        ),
        ActRow(Act.SEE_SHARE, "looked at a share"),
    ),
    why_not={
        State.WAITS: "This share waits for a second person to agree.",
        State.REFUSED: "This share was refused by the second person.",
        State.OFFERED: "This share has not been accepted yet.",
        State.LIVE: "The terms of this share have already been accepted.",
        State.WITHDRAWN: "This share has been withdrawn.",
        State.ENDED: "This share has ended.",
        State.LEFT: "This share has ended: the pupil left the school.",
        State.DECLINED: "This share was declined.",
        State.REPLACED: "This share was replaced by a newer one.",
    },
)
