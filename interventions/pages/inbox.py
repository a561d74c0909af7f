"""The inbox: letters read and unread, with the child's name only where the door still lets the reader see it."""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db.models import Model
from django.urls import reverse

from agencies.actors import Actor
from agencies.models import Delivery, Letter
from agencies.policy import Act
from agencies.querysets import walk
from interventions.models import Move, Suspension
from interventions.pages.rows import url_of
from referrals import access
from referrals.models import Case, CaseShare, Concern, Duty, Entry, Referral

PAGE = 50
ADDRESSES = {
    "suspension": "see_suspension",
    "concern": "see_concern",
    "case": "see_case",
    "entry": "see_entry",
    "referral": "see_referral",
    "share": "see_share",
    "move": "see_move",
}


MODELS: dict[str, tuple[type[Model], Act]] = {
    "concern": (Concern, Act.SEE_CONCERN),
    "case": (Case, Act.SEE_CASE),
    "entry": (Entry, Act.SEE_ENTRY),
    "referral": (Referral, Act.SEE_REFERRAL),
    "share": (CaseShare, Act.SEE_SHARE),
    "duty": (Duty, Act.SEE_CASE),
    "move": (Move, Act.SEE_MOVE),
    "suspension": (Suspension, Act.SEE_SUSPENSION),
}
"""What letters are about: whether it is still the reader's to see is asked by the act of seeing it."""
PUPIL_OF = {"concern": "pupil", "duty": "pupil", "move": "pupil", "suspension": "pupil", "referral": "case__pupil"}


@dataclass(frozen=True, slots=True)
class Line:
    """One letter in the inbox."""

    pk: int
    words: str
    child: str
    about: str
    at: datetime
    is_read: bool


def unread(actor: Actor, limit: int) -> list[Line]:
    """The newest unread letters."""
    found = Delivery.objects.unread().filter(person_id=actor.who).select_related("letter").order_by("-id")
    return _lines(actor, list(found[:limit]))


def count_unread(actor: Actor) -> int:
    """How many letters wait to be read."""
    return int(Delivery.objects.unread().filter(person_id=actor.who).count())


def inbox(actor: Actor, at: datetime, after: str = "") -> dict[str, Any]:
    """A page of the letters, newest first."""
    mine = Delivery.objects.filter(person_id=actor.who, channel="inbox", state="sent").select_related("letter")
    walked = walk(mine, ["-id"], after, PAGE)
    lines = _lines(actor, walked.rows)
    return {"lines": lines, "walked": walked, "shown": [line.about for line in lines if line.child], "at": at}


def _lines(actor: Actor, rows: list[Any]) -> list[Line]:
    names = _names(actor, [row.letter for row in rows])
    return [
        Line(
            pk=row.pk,
            words=row.letter.words,
            child=names.get(row.letter_id, ""),
            about=row.letter.subject_ref,
            at=row.sent_at,
            is_read=row.read_at is not None,
        )
        for row in rows
    ]


def _names(actor: Actor, letters: list[Letter]) -> dict[int, str]:
    """The child of each letter, where the door lets the reader see whom it is about: one query a kind."""
    cases = access.cases(actor, Act.SEE_CASE).filter(pk__in=[letter.case_id for letter in letters if letter.case_id])
    by_case = {case.pk: case.pupil.name for case in cases.select_related("pupil")}
    by_ref: dict[str, str] = {}
    for kind, pupil in PUPIL_OF.items():
        if refs := [letter.subject_ref for letter in letters if letter.subject_kind == kind]:
            model, act = MODELS[kind]
            seen: Any = access.within(model, actor, act).filter(reference__in=refs).select_related(pupil)
            by_ref |= {record.reference: attrgetter(pupil.replace("__", "."))(record).name for record in seen}
    return {one.pk: by_case.get(one.case_id or 0) or by_ref.get(one.subject_ref, "") for one in letters}


def is_there(actor: Actor, letter: Letter) -> bool:
    """Whether what the letter is about is still the reader's to see."""
    model, act = MODELS[letter.subject_kind]
    return access.within(model, actor, act).filter(reference=letter.subject_ref).exists()


def letter_url(letter: Letter) -> str:
    """Where the letter's record stands; a duty leads to where it is met."""
    if letter.subject_kind == "duty":
        duty = Duty.objects.filter(reference=letter.subject_ref).select_related("case").first()
        return url_of(duty) if duty else reverse("my_work")
    if letter.subject_kind == "referral" and letter.tells and letter.tells[0][0] == "asked":
        return reverse("triage_referral", args=[letter.subject_ref])
    name = ADDRESSES.get(letter.subject_kind)
    return reverse(name, args=[letter.subject_ref]) if name else reverse("my_work")
