"""What the rows say of a document: its newest version and what waits; and of the scanner, when it answered last."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from agencies.outbox.models import Sweep
from agencies.words import clock, short_day
from referrals.cases.states import State as Case
from referrals.documents.models import Document, DocumentVersion
from referrals.documents.scanning import is_stand_in
from referrals.documents.states import WHILE_ASKED, Version
from referrals.entries.words import SECTIONS
from referrals.pupils.facts import left_words
from referrals.referrals.states import OPEN as OPEN_REFERRAL

ANSWERED = "clamd_answered"
"""The name under which the tick notes that the scanner answered it."""
GRACE = timedelta(minutes=3)
NO_SCANNER = "No virus scanner is set up here, so documents wait."
STANDS_IN = (
    "This is the demonstration: no virus scanner is set up here. A stand-in says “clean” of every file but the EICAR "
    "test file."
)
NEVER = "The virus scanner has not answered yet."


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A file as it was judged, under the name that it is kept by, and what is new in it."""

    kind: str
    content: bytes
    pages: int | None
    file_name: str
    what_changed: str = ""


def part_words(document: Document) -> str:
    """The part of the story in which it stands, or what it is read with instead."""
    if document.concern_id:
        return "Read with its concern"
    return "Read with its referral" if document.referral_id else SECTIONS[document.part]


def numbered(document: Document, number: int) -> DocumentVersion | None:
    """The version of this number."""
    return DocumentVersion.objects.filter(document=document, number=number).first()


def takes_versions(document: Document, at: datetime) -> bool:
    """Whether a version may follow: while its case is open, its concern not answered, its referral not decided."""
    if document.referral and document.referral.state not in OPEN_REFERRAL:
        return False
    concern = document.concern
    if concern and (concern.state not in WHILE_ASKED or left_words(document.pupil, concern.school, at)):
        return False
    return document.case is None or document.case.state == Case.OPEN.value


def own_waiting(document: Document, person_id: int | None) -> int:
    """The number of the newest version that waits and that this person added; 0 where none does."""
    mine = DocumentVersion.objects.filter(document=document, state=Version.WAITING.value, author_id=person_id or 0)
    return mine.order_by("-number").values_list("number", flat=True).first() or 0


def stands_in() -> str:
    """That no scanner looks here, in a sentence; "" where one is named, or none at all."""
    return STANDS_IN if is_stand_in() else ""


def why_it_waits(at: datetime) -> str:
    """Why nothing is scanned now, in a sentence; "" where the scanner answers."""
    if not settings.CLAMD_URL:
        return NO_SCANNER
    last = Sweep.objects.filter(name=ANSWERED).values_list("ran_at", flat=True).first()
    if last is None:
        return NEVER
    if at - last <= GRACE:
        return ""
    return f"The virus scanner has not answered since {clock(last)} on {short_day(last)}."
