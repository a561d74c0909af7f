"""One document with its versions, its words, who may read it and who has."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.core import signing

from agencies.actors import Actor
from agencies.people.words import ROLE_WORDS
from agencies.policy import SETTINGS, Act, Kind, Level
from agencies.trail.models import TrailEntry
from agencies.web.pages import Page
from referrals import door
from referrals.cases.models import Case
from referrals.documents import facts, words
from referrals.documents.models import Document, DocumentVersion
from referrals.documents.pages.acts import back_of
from referrals.documents.states import Kind as FileKind
from referrals.documents.states import Version
from referrals.pupils.models import Pupil

MOST_READINGS = 200
SEAL = signing.TimestampSigner(salt="referrals.documents.pages")
SEALED_FOR = 600
"""Seconds in which a page's pictures are fetched."""
MOST_SCANS = 5
"""Whose scan was begun more often needs somebody."""
WHOLE = (Level.FULL.value, Level.RESTRICTED.value)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version: what it is, where it stands, and its pictures by their addresses."""

    version: DocumentVersion
    kind: str
    size: str
    state: str
    tag: str
    by: str
    pictures: list[tuple[int, str]]
    is_open: bool
    is_stuck: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """Who opened which version, or the page, and when."""

    line: TrailEntry
    role: str
    version: int


@dataclass(frozen=True, kw_only=True)
class DocumentPage(Page):
    """One document, its versions newest first, and who may read it. `readings`: for who may see the trail."""

    template: ClassVar[str] = "referrals/document.html"
    document: Document
    pupil: Pupil
    back: tuple[str, str]
    sort: str
    part: str
    versions: list[VersionRow]
    waiting: int
    why_it_waits: str
    stands_in: str
    readers: list[tuple[str, str]]
    can: frozenset[Act]
    own_waiting: int
    sees_trail: bool
    readings: list[Reading]


@dataclass(frozen=True, kw_only=True)
class TextPage(Page):
    """The words of one version."""

    template: ClassVar[str] = "referrals/document_text.html"
    document: Document
    version: DocumentVersion
    is_picture: bool


def document_page(actor: Actor, document: Document, at: datetime) -> DocumentPage:
    """The whole of it, for who may read it."""
    can = door.may_now(actor, document, document.state)
    on_case = door.may_on_case(actor, document.case) if document.case else frozenset()
    found = DocumentVersion.objects.filter(document=document).select_related("author").defer("text")
    versions = [_version(actor, document, one) for one in found.order_by("-number")]
    waiting = [row.version for row in versions if row.version.state == Version.WAITING]
    sees_trail = Act.SEE_TRAIL in on_case
    return DocumentPage(
        document=document,
        pupil=document.pupil,
        back=back_of(document.place),
        sort=words.SORTS[document.sort],
        part=facts.part_words(document),
        versions=versions,
        waiting=len(waiting),
        stands_in=facts.stands_in(),
        why_it_waits=facts.why_it_waits(at) if waiting else "",
        readers=_readers(actor, document),
        can=can if facts.takes_versions(document, at) else can - {Act.ADD_VERSION},
        own_waiting=max((one.number for one in waiting if one.author_id == actor.person_id), default=0),
        sees_trail=sees_trail,
        readings=_readings(actor, document, document.case) if document.case and sees_trail else [],
    )


def _version(actor: Actor, document: Document, one: DocumentVersion) -> VersionRow:
    state = Version(one.state)
    seal = _seal(actor, document, one.number)
    pictures = [(n, seal) for n in range(1, len(one.pictures) + 1)]
    kind, size = FileKind(one.kind).label, words.size_words(one.size)
    by, is_open = one.author.name, state is Version.CLEAN
    is_stuck = state is Version.WAITING and one.tries > MOST_SCANS
    return VersionRow(one, kind, size, state.label, words.TAGS[state], by, pictures, is_open, is_stuck)


def _seal(actor: Actor, document: Document, number: int) -> str:
    what = f"{actor.person_id}.{document.reference}.{number}"
    return SEAL.sign(what)[len(what) + 1 :]


def is_own_seal(actor: Actor, document: Document, number: int, seal: str) -> bool:
    """Whether this page was drawn for this person a moment ago."""
    try:
        SEAL.unsign(f"{actor.person_id}.{document.reference}.{number}:{seal}", max_age=SEALED_FOR)
    except signing.BadSignature:
        return False
    return True


def _readers(actor: Actor, document: Document) -> list[tuple[str, str]]:
    """Who may read it, agency by agency, for who keeps the case: a receiver reads of nobody else.

    What hangs on a concern or a referral is read by whoever may read that, who is not the readers of a case.
    """
    case, hung = document.case, document.concern or document.referral
    if case is None or hung or document.is_shut or not door.kept(actor, Act.SEE_CASE).filter(pk=case.pk).exists():
        return []
    found = [one for one in door.explain(case) if one.share is None or _is_shown(document, one)]
    return [(one.agency, _people(one)) for one in found]


def _people(one: door.Reason) -> str:
    more = one.count - len(one.people)
    return ", ".join(one.people) + (f" and {more} more" if more else "")


def _is_shown(document: Document, reason: door.Reason) -> bool:
    share = reason.share
    if share is None or Kind(share.agency.kind) in SETTINGS:
        return False
    agency_id = document.entry.agency_id if document.entry else document.agency_id
    by_part = share.level == Level.SECTIONS.value and document.part in share.sections
    return share.level in WHOLE or by_part or share.agency_id == agency_id


def _readings(actor: Actor, document: Document, case: Case) -> list[Reading]:
    """Who opened it, newest first; also on a case from which its entry was moved, for who keeps that trail too."""
    cases = [case.reference]
    if document.entry:
        left = door.cases(actor, Act.SEE_TRAIL).filter(pk__in=document.entry.moves.values("from_case"))
        cases += left.values_list("reference", flat=True)
    found = TrailEntry.objects.filter(subject_kind="document", subject_ref=document.reference, outcome="opened")
    lines = found.filter(case_ref__in=cases).order_by("-at", "-id")[:MOST_READINGS]
    return [Reading(line, ROLE_WORDS.get(line.by_role, ""), line.facts.get("version", 0)) for line in lines]


def text_page(document: Document, version: DocumentVersion) -> TextPage:
    """The words of a version, or that it has none."""
    is_picture = version.kind in (FileKind.JPEG, FileKind.PNG, FileKind.WEBP)
    return TextPage(document=document, version=version, is_picture=is_picture)
