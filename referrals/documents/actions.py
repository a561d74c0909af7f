"""Documents are added, followed by versions, taken back, restricted, and scanned by nobody's hand."""

import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from agencies.acting import bounds
from agencies.acting.doing import FIRST, Doing, by_token, done, follows, once_only
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.actors import SERVICE, Actor, SeatFacts
from agencies.directory.models import Authority
from agencies.policy import Act
from referrals.cases.actions import touch
from referrals.cases.models import Case
from referrals.documents import keeping
from referrals.documents.facts import NewVersion
from referrals.documents.models import MOST_DRAWINGS, Document, DocumentVersion, LostFile
from referrals.documents.scanning import Verdict, scan
from referrals.documents.states import Kind, Version
from referrals.documents.words import INFECTED, TOO_LARGE
from referrals.entries.models import Entry

NOT_YOURS = "This version waits no more, so it can’t be taken back."
HANGS_ON = "This entry is not part of this case any more."
AT_ONCE, LOST_SECONDS = 200, 5


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document as whoever adds it gives it: on an entry, or with a part of its own."""

    title: str
    sort: str
    section: str
    entry: Entry | None


@keeping.gone_if_undone()
@transaction.atomic
@once_only(by_token(Document))
def add_document(
    case: Case,
    facts: DocumentFacts,
    new: NewVersion,
    *,
    seat: SeatFacts,
    by: Actor,
    at: datetime,
    once: UUID | None = None,
) -> Document:
    """Add a document with its first version, which waits for its scan."""
    leads_to("case", case.state, Act.ADD_DOCUMENT)
    if facts.entry is not None and facts.entry.case_id != case.pk:
        raise NotNow(HANGS_ON)
    written = {"author_id": by.who, "agency_id": seat.agency_id, "added_at": at, "changed_at": at, "once": once}
    told = {"title": facts.title, "sort": facts.sort, "section": "" if facts.entry else facts.section}
    document = Document.objects.create(case=case, entry=facts.entry, **told, **written)
    _put(document, new, 1, seat, by, at)
    touch(case, at)
    done(_doing(Act.ADD_DOCUMENT, document, by, at, facts={"version": 1}))
    return document


@keeping.gone_if_undone()
@transaction.atomic
@once_only(by_token(DocumentVersion))
def add_version(
    document: Document, new: NewVersion, *, seat: SeatFacts, by: Actor, at: datetime, once: UUID | None = None
) -> DocumentVersion:
    """Follow a document by another version."""
    leads_to("document", document.state, Act.ADD_VERSION)
    require_open(document)
    Document.objects.select_for_update(no_key=True, of=("self",)).get(pk=document.pk)
    last = DocumentVersion.objects.filter(document=document).order_by("-number").values_list("number", flat=True)
    version = _put(document, new, last[0] + 1, seat, by, at, once)
    Document.objects.filter(pk=document.pk).update(changed_at=at)
    touch(document.case, at)
    done(_doing(Act.ADD_VERSION, document, by, at, facts={"version": version.number}))
    return version


def require_waiting(number: int) -> None:
    """`NotNow` where nothing of one's own waits."""
    if not number:
        raise NotNow(NOT_YOURS)


def require_open(document: Document) -> None:
    """`NotNow` where its case is closed."""
    leads_to("case", document.case.state, Act.ADD_DOCUMENT)


def _put(
    document: Document,
    new: NewVersion,
    number: int,
    seat: SeatFacts,
    by: Actor,
    at: datetime,
    once: UUID | None = None,
) -> DocumentVersion:
    """The row and its bytes."""
    return DocumentVersion.objects.create(
        document=document,
        number=number,
        kind=new.kind,
        file_name=new.file_name,
        size=len(new.content),
        sha256=sha256(new.content).hexdigest(),
        pages=new.pages,
        what_changed=new.what_changed,
        author_id=by.who,
        agency_id=seat.agency_id,
        added_at=at,
        key=keeping.put(new.content),
        once=once,
    )


@transaction.atomic
def take_back_version(document: Document, number: int, *, by: Actor, at: datetime) -> None:
    """Take back what waits still and was one's own; its bytes are destroyed by the next tick."""
    leads_to("document", document.state, Act.TAKE_BACK_VERSION)
    waiting = DocumentVersion.objects.filter(document=document, number=number, state=Version.WAITING.value)
    if not waiting.filter(author_id=by.who).update(state=Version.TAKEN_BACK.value, decided_at=at, key=""):
        raise NotNow(NOT_YOURS)
    done(_doing(Act.TAKE_BACK_VERSION, document, by, at, facts={"version": number}))


@transaction.atomic
def restrict_document(document: Document, *, why: str, by: Actor, at: datetime) -> None:
    """Restrict it to whoever added it, the lead professional and the head."""
    leads_to("document", document.state, Act.RESTRICT_DOCUMENT)
    fresh = Document.objects.filter(pk=document.pk, entry=None, is_restricted=False)
    if not fresh.update(is_restricted=True, restricted_at=at, restricted_by_id=by.who, restricted_why=why):
        raise NotNow(FIRST)
    touch(document.case, at)
    done(_doing(Act.RESTRICT_DOCUMENT, document, by, at, why=why))


@follows(Act.MOVE_ENTRY)
def move_documents(doing: Doing) -> None:
    """What hangs on an entry goes with it to the other case."""
    Document.objects.filter(entry=doing.record).update(case=doing.case)


def next_to_scan(but: Collection[int]) -> int | None:
    """The version that waits longest of those asked for least often, counted before it is looked at.

    So a file on which the scanner or the worker dies keeps nobody else's waiting.
    """
    with bounds.within(_everywhere()):
        waiting = DocumentVersion.objects.filter(state=Version.WAITING.value).exclude(pk__in=but)
        found = waiting.order_by("tries", "id").values_list("pk", flat=True).first()
        DocumentVersion.objects.filter(pk=found or 0).update(tries=F("tries") + 1)
    return found


@transaction.atomic
def scan_version(pk: int, *, at: datetime) -> None:
    """Ask the scanner, and keep what it says; `Silent` and the version waits on where it says nothing."""
    with bounds.within(_everywhere()):
        found = DocumentVersion.objects.filter(pk=pk, state=Version.WAITING.value)
        version = found.select_related("document__case__pupil").first()
        if version is None:
            return
        with keeping.opened(version.key) as file:
            verdict, name = scan(file)
        is_clean = verdict is Verdict.CLEAN
        kept = {"state": Version.CLEAN.value, "tries": 0} if is_clean else _refused(verdict, name)
        if found.update(decided_at=at, **kept):
            told = {"version": version.number, "found": str(kept["state"])}
            done(_doing(Act.SCAN_VERSION, version.document, SERVICE, at, facts=told))


def next_to_draw(but: Collection[int]) -> tuple[int, Kind, bytes] | None:
    """A clean version that is not drawn yet, counted before that; with its bytes, b"" where they can't be read now."""
    with bounds.within(_everywhere()):
        clean = DocumentVersion.objects.filter(state=Version.CLEAN.value, tries__lt=MOST_DRAWINGS).exclude(pk__in=but)
        version = clean.order_by("tries", "id").first()
        if version is None:
            return None
        clean.filter(pk=version.pk).update(tries=F("tries") + 1)
        with suppress(OSError), keeping.opened(version.key) as file:
            return version.pk, Kind(version.kind), file.read()
        return version.pk, Kind(version.kind), b""


@transaction.atomic
def keep_drawing(pk: int, text: str, pictures: Sequence[bytes]) -> None:
    """Keep what was drawn, where the version is there still and clean."""
    with bounds.within(_everywhere()):
        found = DocumentVersion.objects.filter(pk=pk, state=Version.CLEAN.value)
        if found.select_for_update(no_key=True, of=("self",)).first() is not None:
            keys = [keeping.put(one) for one in pictures]
            found.update(text=text, pictures=keys, tries=MOST_DRAWINGS)


def _refused(verdict: Verdict, name: str) -> dict[str, object]:
    why = TOO_LARGE if verdict is Verdict.TOO_LARGE else INFECTED.format(name[:100])
    return {"state": Version.REFUSED.value, "why": why, "key": ""}


def destroy_lost_files() -> list[int]:
    """Destroy the bytes that no row names any more: a batch. A key goes when its bytes are gone.

    Those that can't be destroyed now are passed over, however many they are.
    """
    gone: list[int] = []
    ends = time.monotonic() + LOST_SECONDS
    for pk, key in LostFile.objects.order_by("id").values_list("pk", "key"):
        with suppress(OSError):
            keeping.destroy(key)
            gone.append(pk)
        if len(gone) >= AT_ONCE or time.monotonic() > ends:
            break
    LostFile.objects.filter(pk__in=gone).delete()
    return gone


def _everywhere() -> list[int]:
    return list(Authority.objects.values_list("pk", flat=True))


def _doing(
    act: Act, document: Document, by: Actor, at: datetime, *, why: str = "", facts: dict[str, Any] | None = None
) -> Doing:
    case = document.case
    return Doing(act, by, at, "document", document, case=case, pupil=case.pupil, why=why, facts=facts or {})
