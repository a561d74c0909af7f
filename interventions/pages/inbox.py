"""The inbox: letters read and unread, with the child's name only where the door still lets the reader see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from agencies.actors import Actor
from agencies.models import Delivery, Letter
from agencies.policy import Act
from interventions.pages.rows import url_of
from referrals import access
from referrals.models import Duty

PAGE = 50
ADDRESSES = {
    "concern": "see_concern",
    "case": "see_case",
    "entry": "see_entry",
    "referral": "see_referral",
    "share": "see_share",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One letter in the inbox."""

    pk: int
    words: str
    child: str
    at: datetime
    is_read: bool


def unread(actor: Actor, limit: int) -> list[Line]:
    """The newest unread letters."""
    return _lines(actor, Delivery.objects.unread().filter(person_id=actor.who), limit)


def count_unread(actor: Actor) -> int:
    """How many letters wait to be read."""
    return int(Delivery.objects.unread().filter(person_id=actor.who).count())


def inbox(actor: Actor, at: datetime) -> dict[str, Any]:
    """The newest fifty letters."""
    mine = Delivery.objects.filter(person_id=actor.who, channel="inbox", state="sent")
    return {"lines": _lines(actor, mine, PAGE), "at": at}


def _lines(actor: Actor, deliveries: Any, limit: int) -> list[Line]:
    rows = list(deliveries.select_related("letter").order_by("-id")[:limit])
    ids = [row.letter.case_id for row in rows if row.letter.case_id]
    seen = access.cases(actor, Act.SEE_CASE).filter(pk__in=ids).select_related("pupil") if ids else []
    names = {case.pk: case.pupil.name for case in seen}
    return [
        Line(row.pk, row.letter.words, names.get(row.letter.case_id, ""), row.sent_at, row.read_at is not None)
        for row in rows
    ]


def letter_url(letter: Letter) -> str:
    """Where the letter's record stands; a duty leads to where it is met."""
    if letter.subject_kind == "duty":
        duty = Duty.objects.filter(reference=letter.subject_ref).select_related("case").first()
        return url_of(duty) if duty else reverse("my_work")
    if letter.subject_kind == "referral" and letter.tells and letter.tells[0][0] == "asked":
        return reverse("triage_referral", args=[letter.subject_ref])
    name = ADDRESSES.get(letter.subject_kind)
    return reverse(name, args=[letter.subject_ref]) if name else reverse("my_work")
