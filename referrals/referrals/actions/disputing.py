"""A school disagrees with the council's no, and the council's manager answers (law.md 3.4: disagreement)."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from agencies.acting.doing import Doing, Owed, StoryLine, done, follows, transition
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.words import in_sentence, long_day
from referrals.cases.actions import what_was_done
from referrals.cases.models import Case
from referrals.referrals.actions.referring import council_team, doing_on, kept_until, owes_decision
from referrals.referrals.facts import came_since, disagrees_until
from referrals.referrals.models import Dispute, Referral
from referrals.referrals.states import Outcome, State

DECISION = ("reason", "decision_words", "meanwhile", "redirected_to", "decided_at", "decided_by_id")
ANSWERED = "It has already been answered."
DISPUTED = "Your school has already disagreed with this decision."
NOT_THEIRS = "This was decided for the school that the pupil went to before."
ANOTHER = "The school has begun another referral on this case. Let this decision stand, and decide that one."


@transaction.atomic
def dispute_decision(referral: Referral, *, why: str, by: Actor, at: datetime) -> Dispute:
    """Disagree: the council's manager owes an answer. Once a decision, and for ten working days."""
    case = referral.case
    leads_to("referral", referral.state, Act.DISPUTE_DECISION)
    require_time(referral, at)
    dispute = _keep(referral, why, by, at)
    Referral.objects.filter(pk=referral.pk).update(council_sees_until=None)
    story = what_was_done(case, "Disagreed with the council’s decision")
    done(doing_on(Act.DISPUTE_DECISION, referral, by, at, owner_agency_id=council_team(case), story=story))
    return dispute


def require_time(referral: Referral, at: datetime) -> None:
    """`NotNow` on a closed case, after the ten working days, and where it is not this school's or was said before."""
    leads_to("case", referral.case.state, Act.DRAFT_REFERRAL)
    until = disagrees_until(referral)
    if local_day(at) > until:
        raise NotNow(f"A school can disagree for ten working days. They ended on {long_day(until)}.")
    if came_since(referral):
        raise NotNow(NOT_THEIRS)
    decided: Any = referral.decided_at
    if referral.disputes.filter(decided_at=decided).exists():
        raise NotNow(DISPUTED)


def require_dispute(referral: Referral) -> None:
    """`NotNow` where nothing waits for an answer."""
    if not referral.disputes.filter(answered_at=None).exists():
        raise NotNow(ANSWERED)


def _keep(referral: Referral, why: str, by: Actor, at: datetime) -> Dispute:
    try:
        with transaction.atomic():
            made: Dispute = Dispute.objects.create(
                authority_id=referral.authority_id,
                referral=referral,
                why=why,
                disputed_at=at,
                disputed_by_id=by.who,
                decision=referral.state,
                **{name: getattr(referral, name) for name in DECISION},
            )
            return made
    except IntegrityError as there:
        raise NotNow(DISPUTED) from there


@transaction.atomic
def answer_dispute(referral: Referral, *, outcome: Outcome, answer: str, by: Actor, at: datetime) -> None:
    """Answer the school: the decision stands, or the referral is decided again, from today."""
    open_one = referral.disputes.filter(answered_at=None)
    if not open_one.update(outcome=outcome.value, answer=answer, answered_at=at, answered_by_id=by.who):
        raise NotNow(ANSWERED)
    owes: tuple[Owed, ...] = ()
    if outcome is Outcome.AGAIN:
        owes = (owes_decision(referral),)
        _take_back(referral)
    else:
        transition(referral, "referral", Act.ANSWER_DISPUTE, referral.state, council_sees_until=kept_until(at))
    story = StoryLine(f"The council answered: {in_sentence(outcome.label)}", "", council_team(referral.case))
    done(doing_on(Act.ANSWER_DISPUTE, referral, by, at, owes=owes, story=(story,)))


def _take_back(referral: Referral) -> None:
    """The decision is none any more; what it was, the dispute keeps."""
    leads_to("case", referral.case.state, Act.DRAFT_REFERRAL)
    gone = {"decided_at": None, "decided_by_id": None, "council_sees_until": None}
    words = dict.fromkeys(("reason", "decision_words", "meanwhile", "redirected_to"), "")
    try:
        with transaction.atomic():
            transition(referral, "referral", Act.ANSWER_DISPUTE, State.SENT, **gone, **words)
    except IntegrityError as another:
        raise NotNow(ANOTHER) from another


@follows(Act.CLOSE_CASE)
def end_with_the_case(doing: Doing) -> None:
    """A closed case takes what its school disagreed with along."""
    end_disputes(doing.case, "The case was closed.", by=doing.by, at=doing.at)


def end_disputes(case: Case, why: str, *, by: Actor, at: datetime) -> None:
    """Nobody answers any more: the school that asked has closed the case, or is the pupil's no more."""
    waiting = Dispute.objects.filter(referral__case=case, answered_at=None)
    referrals = list(waiting.values_list("referral_id", flat=True))
    waiting.update(outcome=Outcome.OVER.value, answer=why, answered_at=at, answered_by_id=by.who)
    Referral.objects.filter(pk__in=referrals).update(council_sees_until=kept_until(at))
