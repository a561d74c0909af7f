"""How a referral stands, for a school's own system."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from referrals.referrals.models import Referral
from referrals.referrals.pages.next_step import next_step, owed_of

CLOCK_OF = {"sent": "decide_referral", "returned": "answer_referral"}
"""The clock that runs in a state; while the school has a question to answer the council’s stands still."""


def referrals_for_system(rows: list[Referral], external_ids: Mapping[int, str]) -> list[dict[str, Any]]:
    """State, next step, clock and link of each; one query for the clocks of all."""
    owed = list(owed_of(rows))
    return [_referral(row, [duty for duty in owed if duty.subject_ref == row.reference], external_ids) for row in rows]


def _referral(row: Referral, owed: list[Any], external_ids: Mapping[int, str]) -> dict[str, Any]:
    due = next((duty.due_on for duty in owed if duty.rule == CLOCK_OF.get(row.state)), None)
    return {
        "id": row.reference,
        "pupil": external_ids.get(row.case.pupil_id),
        "state": row.state,
        "next_step": next_step(row, owed),
        "due": due and due.isoformat(),
        "sent_at": row.sent_at and row.sent_at.isoformat().replace("+00:00", "Z"),
        "href": settings.SITE_URL + reverse("see_referral", args=[row.reference]),
    }
