"""What a school's own system is shown: the pupil as it sent them, and how a referral stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from agencies.calendar import local_day
from referrals.models import Enrolment, ExternalId, Referral
from referrals.pages.referrals import next_step, owed_of

STATUS_OF = {"main": "C", "dual": "S", "guest": "G"}
CLOCK_OF = {"sent": "decide_referral", "returned": "answer_referral"}
"""The clock that runs in a state; while the school has a question to answer the council’s stands still."""


def pupil_for_system(link: ExternalId, at: datetime) -> dict[str, Any]:
    """The pupil while the school has a place for them; of one who has left only the place is the school's own."""
    place = Enrolment.objects.filter(pupil=link.pupil, school_id=link.school_id).order_by("-starts_on", "-id").first()
    own = {"external_id": link.value, "enrolment": _place(place) if place else None}
    has_left = place is None or (place.ends_on is not None and place.ends_on < local_day(at))
    return own if has_left else _pupil(link) | own


def _pupil(link: ExternalId) -> dict[str, Any]:
    pupil = link.pupil
    return {
        "upn": link.upn or None,
        "legal": {"given": pupil.given_name, "family": pupil.family_name},
        "known_as": {"given": pupil.known_as},
        "born": pupil.born_on.isoformat(),
    }


def _place(place: Enrolment) -> dict[str, Any]:
    return {
        "status": STATUS_OF[place.kind],
        "form": place.form,
        "from": place.starts_on.isoformat(),
        "to": place.ends_on and place.ends_on.isoformat(),
    }


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
