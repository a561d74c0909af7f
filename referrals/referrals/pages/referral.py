"""What the referral's page shows."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from agencies import deadlines
from agencies.acting.lives import allows
from agencies.actors import Actor
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.words import listed
from referrals import door
from referrals.cases.words import TOLD
from referrals.duties.facts import limit_in_words, nearness
from referrals.duties.models import Duty
from referrals.referrals import words
from referrals.referrals.facts import still_missing
from referrals.referrals.models import Referral
from referrals.referrals.pages.next_step import next_step, owed_of
from referrals.referrals.states import State

TAGS = {
    "drafted": "wait",
    "sent": "",
    "returned": "due",
    "accepted": "ok",
    "declined": "no",
    "redirected": "no",
    "withdrawn": "no",
}


def referral_page(actor: Actor, referral: Referral, at: datetime) -> dict[str, Any]:
    """One referral whole: what is asked, tried and answered, its state, next step, who and by when."""
    questions = list(referral.questions.order_by("id").select_related("asked_by", "answered_by"))
    owed = list(owed_of([referral]))
    return {
        "referral": referral,
        "case": referral.case,
        "tried": list(referral.tried.order_by("id")),
        "questions": questions,
        "state": State(referral.state).label,
        "told": TOLD.get(referral.family_told, ""),
        "reason": (words.DECLINED | words.REDIRECTED).get(referral.reason, ""),
        "next": next_step(referral, owed),
        "tag_kind": TAGS[referral.state],
        "clocks": _clocks(actor, owed, at),
        "can": _can(actor, referral),
        "missing": listed(still_missing(referral)) if referral.state == "drafted" else "",
        "sees_case": door.cases(actor, Act.SEE_CASE).filter(pk=referral.case_id).exists(),
        "decided_by": referral.decided_by,
        "acknowledged_by": referral.acknowledged_by,
        "withdrawn_by": referral.withdrawn_by,
        "at": at,
    }


def _clocks(actor: Actor, owed: list[Duty], at: datetime) -> list[dict[str, Any]]:
    """The clocks that run or stand, each with how its day was worked out where the actor owes it."""
    own = set(door.within(Duty, actor, Act.SEE_CASE).filter(pk__in=[d.pk for d in owed]).values_list("pk", flat=True))
    return [
        {
            "what": deadlines.rule_for(duty.rule, duty.rule_from_on).what,
            "due_on": duty.due_on,
            "limit": limit_in_words(duty),
            "is_stopped": duty.state == "stopped",
            "kind": "wait" if duty.state == "stopped" else nearness(duty.due_on, local_day(at)),
            "url": reverse("see_duty", args=[duty.reference]) if duty.pk in own else "",
        }
        for duty in owed
    ]


def _can(actor: Actor, referral: Referral) -> frozenset[Act]:
    """The acts that the life cycle allows now and the door lets this actor do."""
    possible = allows("referral", referral.state)
    if referral.acknowledged_at:
        possible -= {Act.ACKNOWLEDGE_REFERRAL}
    return frozenset(act for act in possible if door.within(Referral, actor, act).filter(pk=referral.pk).exists())
