"""How a referral stands, for a school's own system."""

from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from django.conf import settings
from django.urls import reverse

from referrals.duties.models import Duty
from referrals.referrals.models import Referral
from referrals.referrals.pages.next_step import next_step, owed_of

CLOCK_OF = {
    "sent": "decide_referral",
    "returned": "answer_referral",
    "declined": "answer_dispute",
    "redirected": "answer_dispute",
}
"""The clock that runs in a state; while the school has a question to answer the council’s stands still."""


class ReferralBody(TypedDict):
    """The JSON of how one referral stands."""

    id: str
    pupil: str | None
    state: str
    next_step: str
    due: str | None
    sent_at: str | None
    href: str


def referrals_for_system(rows: list[Referral], external_ids: Mapping[int, str], today: date) -> list[ReferralBody]:
    """State, next step, clock and link of each; one query for the clocks of all."""
    owed = list(owed_of(row.reference for row in rows))
    mine = {row.pk: [duty for duty in owed if duty.subject_ref == row.reference] for row in rows}
    return [_referral(row, mine[row.pk], external_ids, today) for row in rows]


def _referral(row: Referral, owed: list[Duty], external_ids: Mapping[int, str], today: date) -> ReferralBody:
    due = next((duty.due_on for duty in owed if duty.rule == CLOCK_OF.get(row.state)), None)
    return {
        "id": row.reference,
        "pupil": external_ids.get(row.case.pupil_id),
        "state": row.state,
        "next_step": next_step(row, owed, today),
        "due": due.isoformat() if due else None,
        "sent_at": row.sent_at.isoformat().replace("+00:00", "Z") if row.sent_at else None,
        "href": settings.SITE_URL + reverse("see_referral", args=[row.reference]),
    }
