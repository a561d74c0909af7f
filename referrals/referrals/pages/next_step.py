"""State, next step, who and by when, in one sentence."""

from collections.abc import Iterable
from typing import cast

from django.db.models import QuerySet

from agencies.words import long_day
from referrals.duties.models import Duty
from referrals.referrals.models import Referral
from referrals.referrals.states import State


def owed_of(references: Iterable[str]) -> QuerySet[Duty]:
    """What is owed on the referrals of these references: one query."""
    refs = list(references)
    owed = Duty.objects.owed().filter(subject_kind="referral", subject_ref__in=refs)
    return cast("QuerySet[Duty]", owed.select_related("agency").order_by("due_at", "id"))


def next_step(referral: Referral, owed: list[Duty]) -> str:
    """State, next step, who and by when, in one sentence."""
    if referral.state == State.RETURNED:
        return f"The school answers by {_by(owed, 'answer_referral')}. The council’s clock has stopped."
    if referral.state == State.SENT:
        has_read = all(duty.rule != "acknowledge_referral" for duty in owed)
        first = "" if has_read else f"acknowledges it by {_by(owed, 'acknowledge_referral')} and "
        return f"The council’s inclusion team {first}decides by {_by(owed, 'decide_referral')}."
    if referral.state == State.DRAFTED:
        return f"The school finishes and sends it by {_by(owed, 'finish_referral_draft')}."
    if any(duty.rule == "answer_dispute" for duty in owed):
        return f"The school disagrees. The council’s manager answers by {_by(owed, 'answer_dispute')}."
    return _after(referral)


def _after(referral: Referral) -> str:
    if referral.state == State.ACCEPTED:
        return "The council oversees the case now, and asks the agencies that can help."
    if referral.state == State.REDIRECTED:
        return f"Passed on to {referral.redirected_to}."
    if referral.state == State.DECLINED:
        return "The council has decided."
    return "Nothing more happens on it."


def _by(owed: list[Duty], rule: str) -> str:
    due = next((duty.due_on for duty in owed if duty.rule == rule), None)
    return long_day(due) if due else "a day to be worked out"
