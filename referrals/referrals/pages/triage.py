"""What the council's triage shows: the queue, and what each decision tells the school."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from agencies.actors import Actor
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.lists import walk
from agencies.words import day_month, long_day
from referrals import door
from referrals.cases.models import Case
from referrals.duties.facts import would_be_due
from referrals.duties.models import Duty
from referrals.referrals.models import Question, Referral
from referrals.referrals.pages.next_step import owed_of
from referrals.referrals.pages.referral import referral_page

QUEUE = 40
DECISIONS = (
    (Act.ACCEPT_REFERRAL, "a", "Accept"),
    (Act.RETURN_REFERRAL, "q", "Ask a question"),
    (Act.REDIRECT_REFERRAL, "r", "Redirect"),
    (Act.DECLINE_REFERRAL, "d", "Decline"),
)


def decide_page(actor: Actor, referral: Referral, act: Act, at: datetime) -> dict[str, Any]:
    """The page of one decision, or of an acknowledgement: the referral, and what the school will be told."""
    context = referral_page(actor, referral, at)
    chosen = decisions(referral, frozenset({act}), at)
    quiet = {"label": "Acknowledge", "tells": "The school sees that you have read it, and when. No letter goes out."}
    return {**context, "act": act, "decision": chosen[0] if chosen else quiet, "is_open": act in context["can"]}


def decisions(referral: Referral, can: frozenset[Act], at: datetime) -> list[dict[str, str]]:
    """The council's four decisions, of equal weight, each with what the school will be told and by when."""
    school, authority = referral.case.school_id, referral.authority_id
    share, answer = (
        long_day(would_be_due(rule, school_id=school, authority_id=authority, at=at))
        for rule in ("share_case", "answer_referral")
    )
    tells = {
        Act.ACCEPT_REFERRAL: f"The school is told that the council takes it up, and asks an agency by {share}.",
        Act.RETURN_REFERRAL: f"Your clock stops. The school is asked to answer by {answer}.",
        Act.REDIRECT_REFERRAL: "The school is told whom it belongs to, and what to do meanwhile.",
        Act.DECLINE_REFERRAL: "The school is told why, what to do meanwhile, and how to disagree.",
    }
    return [
        {"key": key, "label": label, "tells": tells[act], "url": reverse(act.value, args=[referral.reference])}
        for act, key, label in DECISIONS
        if act in can
    ]


def queue(actor: Actor, at: datetime, after: str = "") -> dict[str, Any]:
    """The council's queue, the longest waiting first, each with its nearest clock."""
    waiting = door.within(Referral, actor, Act.ACCEPT_REFERRAL).filter(state__in=["sent", "returned"])
    answered = Question.objects.filter(referral=OuterRef("pk"), answered_at__isnull=False)
    found = waiting.select_related("case__pupil", "case__school", "sent_by").annotate(is_answered=Exists(answered))
    walked = walk(found, ["sent_at", "id"], after, QUEUE)
    duties: dict[str, list[Duty]] = {}
    for duty in owed_of(walked.rows):
        duties.setdefault(duty.subject_ref, []).append(duty)
    return {
        "rows": [{"referral": row, "tag": _tag(row, duties.get(row.reference, []), at)} for row in walked.rows],
        "walked": walked,
        "after": "" if walked.is_first else after,
        "can_see_queue": bool(actor.seats_for(Act.ACCEPT_REFERRAL, Standing.ASKED)),
        "at": at,
    }


def _tag(referral: Any, owed: list[Duty], at: datetime) -> dict[str, str]:
    """The word and the kind of tag: late, due today, waiting, answered or new."""
    if referral.state == "returned":
        return {"kind": "wait", "words": "Waits for the school"}
    nearest = next((duty for duty in owed if duty.state == "open"), None)
    verb = "Acknowledge" if nearest and nearest.rule == "acknowledge_referral" else "Decide"
    today = local_day(at)
    if nearest and nearest.due_on < today:
        return {"kind": "late", "words": f"{verb}: late"}
    if nearest and nearest.due_on == today:
        return {"kind": "due", "words": f"{verb} today"}
    if nearest is None:
        return {"kind": "", "words": "Waits"}
    is_new = local_day(referral.sent_at or at) == today and referral.acknowledged_at is None
    first = "Answered" if referral.is_answered else "New" if is_new else ""
    by = f"by {day_month(nearest.due_on)}"
    return {"kind": "new", "words": f"{first}, {verb.lower()} {by}"} if first else {"kind": "", "words": f"{verb} {by}"}


def others_at_work(actor: Actor, referral: Referral) -> list[Case]:
    """Other cases of the same family name and authority that this actor may see anyway: a hint, never a match."""
    name = referral.case.pupil.family_name
    found = door.cases(actor, Act.SEE_CASE).filter(state="open", pupil__family_name=name).exclude(pk=referral.case_id)
    return list(found.select_related("pupil", "school").order_by("-updated_at")[:3])
