"""What the referral and the triage pages show."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from agencies import deadlines
from agencies.actors import Actor
from agencies.calendar import local_day
from agencies.policy import Act, Standing
from agencies.querysets import walk
from agencies.words import day_month, listed, long_day
from referrals import access, lifecycle, words
from referrals.actions.referrals import still_missing
from referrals.models import Case, Duty, Question, Referral
from referrals.pages import dates

QUEUE = 40
DECISIONS = (
    (Act.ACCEPT_REFERRAL, "a", "Accept"),
    (Act.RETURN_REFERRAL, "q", "Ask a question"),
    (Act.REDIRECT_REFERRAL, "r", "Redirect"),
    (Act.DECLINE_REFERRAL, "d", "Decline"),
)
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
        "state": words.REFERRAL_STATES[referral.state],
        "told": words.TOLD.get(referral.family_told, ""),
        "reason": (words.DECLINED | words.REDIRECTED).get(referral.reason, ""),
        "next": next_step(referral, owed),
        "tag_kind": TAGS[referral.state],
        "clocks": _clocks(actor, owed, at),
        "can": _can(actor, referral),
        "missing": listed(still_missing(referral)) if referral.state == "drafted" else "",
        "sees_case": access.cases(actor, Act.SEE_CASE).filter(pk=referral.case_id).exists(),
        "decided_by": referral.decided_by,
        "acknowledged_by": referral.acknowledged_by,
        "withdrawn_by": referral.withdrawn_by,
        "at": at,
    }


def _clocks(actor: Actor, owed: list[Duty], at: datetime) -> list[dict[str, Any]]:
    """The clocks that run or stand, each with how its day was worked out where the actor owes it."""
    own = set(access.within(Duty, actor, Act.SEE_CASE).filter(pk__in=[d.pk for d in owed]).values_list("pk", flat=True))
    return [
        {
            "what": deadlines.rule_for(duty.rule, duty.rule_from_on).what,
            "due_on": duty.due_on,
            "limit": dates.limit_in_words(duty),
            "is_stopped": duty.state == "stopped",
            "kind": "wait" if duty.state == "stopped" else dates.nearness(duty.due_on, local_day(at)),
            "url": reverse("see_duty", args=[duty.reference]) if duty.pk in own else "",
        }
        for duty in owed
    ]


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
        long_day(dates.would_be_due(rule, school_id=school, authority_id=authority, at=at))
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


def _can(actor: Actor, referral: Referral) -> frozenset[Act]:
    """The acts that the life cycle allows now and the door lets this actor do."""
    possible = lifecycle.allows("referral", referral.state)
    if referral.acknowledged_at:
        possible -= {Act.ACKNOWLEDGE_REFERRAL}
    return frozenset(act for act in possible if access.within(Referral, actor, act).filter(pk=referral.pk).exists())


def owed_of(referrals: Iterable[Referral]) -> Any:
    """What is owed on these referrals: one query."""
    refs = [referral.reference for referral in referrals]
    owed = Duty.objects.owed().filter(subject_kind="referral", subject_ref__in=refs)
    return owed.select_related("agency").order_by("due_at", "id")


def next_step(referral: Referral, owed: list[Duty]) -> str:
    """State, next step, who and by when, in one sentence."""
    if referral.state == "returned":
        return f"The school answers by {_by(owed, 'answer_referral')}. The council’s clock has stopped."
    if referral.state == "sent":
        has_read = all(duty.rule != "acknowledge_referral" for duty in owed)
        first = "" if has_read else f"acknowledges it by {_by(owed, 'acknowledge_referral')} and "
        return f"The council’s inclusion team {first}decides by {_by(owed, 'decide_referral')}."
    if referral.state == "drafted":
        return f"The school finishes and sends it by {_by(owed, 'finish_referral_draft')}."
    return _after(referral)


def _after(referral: Referral) -> str:
    if referral.state == "accepted":
        return "The council oversees the case now, and asks the agencies that can help."
    if referral.state == "redirected":
        return f"Passed on to {referral.redirected_to}."
    if referral.state == "declined":
        return "If you disagree, ring the inclusion team and ask for the manager: you have ten working days."
    return "Nothing more happens on it."


def _by(owed: list[Duty], rule: str) -> str:
    due = next((duty.due_on for duty in owed if duty.rule == rule), None)
    return long_day(due) if due else "a day to be worked out"


def queue(actor: Actor, at: datetime, after: str = "") -> dict[str, Any]:
    """The council's queue, the longest waiting first, each with its nearest clock."""
    waiting = access.within(Referral, actor, Act.ACCEPT_REFERRAL).filter(state__in=["sent", "returned"])
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
    found = access.cases(actor, Act.SEE_CASE).filter(state="open", pupil__family_name=name).exclude(pk=referral.case_id)
    return list(found.select_related("pupil", "school").order_by("-updated_at")[:3])
