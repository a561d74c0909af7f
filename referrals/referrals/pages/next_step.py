"""State, next step, who and by when, in one sentence."""

from collections.abc import Iterable
from datetime import date
from typing import cast

from django.db.models import QuerySet

from agencies.words import long_day
from referrals.duties.models import Duty
from referrals.referrals.models import Referral
from referrals.referrals.states import DECIDED_BY, State


def owed_of(references: Iterable[str]) -> QuerySet[Duty]:
    """What is owed on the referrals of these references: one query."""
    refs = list(references)
    owed = Duty.objects.owed().filter(subject_kind="referral", subject_ref__in=refs)
    return cast("QuerySet[Duty]", owed.select_related("agency").order_by("due_at", "id"))


def next_step(referral: Referral, owed: list[Duty], today: date) -> str:
    """State, next step, who and by when, in one sentence; a day that has passed is said to be late."""

    def by(*rules: str) -> str:
        return f"by {_by(owed, rules, today)}"

    if referral.state == State.RETURNED:
        return f"The school answers {by('answer_referral')}. The council’s clock has stopped."
    if referral.state == State.SENT:
        has_read = all(duty.rule != "acknowledge_referral" for duty in owed)
        first = "" if has_read else f"acknowledges it {by('acknowledge_referral')} and "
        return f"The council’s inclusion team {first}decides {by(*DECIDED_BY)}."
    if referral.state == State.DRAFTED:
        return f"The school finishes and sends it {by('finish_referral_draft')}."
    if any(duty.rule == "answer_dispute" for duty in owed):
        return f"The school disagrees. The council’s manager answers {by('answer_dispute')}."
    return _after(referral)


def _after(referral: Referral) -> str:
    if referral.state == State.ACCEPTED:
        return "The council oversees the case now, and asks the agencies that can help."
    if referral.state == State.REDIRECTED:
        return f"Passed on to {referral.redirected_to}."
    if referral.state == State.DECLINED:
        return "The council has decided."
    return "Nothing more happens on it."


def _by(owed: list[Duty], rules: Iterable[str], today: date) -> str:
    duty = next((duty for duty in owed if duty.rule in rules), None)
    if duty is None:
        return "a day to be worked out"
    return long_day(duty.due_on) + (" (late)" if duty.due_on < today else "")
