"""What the referral and the triage pages show."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from agencies.actors import Actor
from agencies.calendar import local_day
from agencies.policy import Act, Standing
from agencies.words import long_day
from referrals import access, lifecycle, words
from referrals.models import Case, Duty, Referral

QUEUE = 40
DECISIONS = (Act.ACCEPT_REFERRAL, Act.RETURN_REFERRAL, Act.REDIRECT_REFERRAL, Act.DECLINE_REFERRAL)


def referral_page(actor: Actor, referral: Referral, at: datetime) -> dict[str, Any]:
    """One referral whole: what is asked, tried and answered, its state, next step, who and by when."""
    questions = list(referral.questions.order_by("id").select_related("asked_by", "answered_by"))
    owed = list(_owed([referral]))
    return {
        "referral": referral,
        "case": referral.case,
        "tried": list(referral.tried.order_by("id")),
        "questions": questions,
        "state": words.REFERRAL_STATES[referral.state],
        "told": words.TOLD.get(referral.family_told, ""),
        "reason": (words.DECLINED | words.REDIRECTED).get(referral.reason, ""),
        "next": next_step(referral, owed),
        "owed": owed,
        "can": _can(actor, referral),
        "sees_case": access.cases(actor, Act.SEE_CASE).filter(pk=referral.case_id).exists(),
        "decided_by": referral.decided_by,
        "at": at,
    }


def _can(actor: Actor, referral: Referral) -> frozenset[Act]:
    """The acts that the life cycle allows now and the door lets this actor do."""
    possible = lifecycle.allows("referral", referral.state)
    if referral.acknowledged_at:
        possible -= {Act.ACKNOWLEDGE_REFERRAL}
    return frozenset(act for act in possible if access.within(Referral, actor, act).filter(pk=referral.pk).exists())


def _owed(referrals: Iterable[Referral]) -> Any:
    refs = [referral.reference for referral in referrals]
    owed = Duty.objects.owed().filter(subject_kind="referral", subject_ref__in=refs)
    return owed.select_related("agency").order_by("due_at", "id")


def next_step(referral: Referral, owed: list[Duty]) -> str:
    """State, next step, who and by when, in one sentence."""
    if referral.state == "returned":
        return f"The school answers by {_by(owed, 'answer_referral')}. The council’s clock has stopped."
    if referral.state == "sent":
        return f"The council’s inclusion team decides by {_by(owed, 'decide_referral')}."
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


def queue(actor: Actor, at: datetime) -> dict[str, Any]:
    """The council's queue, the longest waiting first, each with its nearest clock."""
    waiting = access.within(Referral, actor, Act.ACCEPT_REFERRAL).filter(state__in=["sent", "returned"])
    rows = list(waiting.select_related("case__pupil", "case__school", "sent_by").order_by("sent_at", "id")[: QUEUE + 1])
    duties: dict[str, list[Duty]] = {}
    for duty in _owed(rows):
        duties.setdefault(duty.subject_ref, []).append(duty)
    return {
        "rows": [{"referral": row, "tag": _tag(row, duties.get(row.reference, []), at)} for row in rows[:QUEUE]],
        "has_more": len(rows) > QUEUE,
        "can_see_queue": bool(actor.seats_for(Act.ACCEPT_REFERRAL, Standing.ASKED)),
        "at": at,
    }


def _tag(referral: Referral, owed: list[Duty], at: datetime) -> dict[str, str]:
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
    if local_day(referral.sent_at or at) == today:
        return {"kind": "new", "words": "New"}
    return {"kind": "", "words": f"{verb} by {long_day(nearest.due_on)}" if nearest else "Waits"}


def others_at_work(actor: Actor, referral: Referral) -> list[Case]:
    """Other cases of the same family name and authority that this actor may see anyway: a hint, never a match."""
    name = referral.case.pupil.family_name
    found = access.cases(actor, Act.SEE_CASE).filter(state="open", pupil__family_name=name).exclude(pk=referral.case_id)
    return list(found.select_related("pupil", "school").order_by("-updated_at")[:3])
