"""The documents of a case, or those in which some words are found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db.models import Model
from django.urls import reverse

from agencies.acting.hanging import Hanging, hangs
from agencies.actors import Actor
from agencies.policy import Act
from agencies.web.lists import Stretch, walk
from agencies.web.pages import Page
from referrals import door
from referrals.cases.models import Case
from referrals.documents import access, facts, words
from referrals.documents.models import Document, DocumentVersion
from referrals.documents.states import Kind as FileKind
from referrals.documents.states import Version

SIZE = 50


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document of a list, with its newest version in words."""

    document: Document
    sort: str
    part: str
    number: int
    kind: str
    state: str
    tag: str


@dataclass(frozen=True, kw_only=True)
class DocumentsPage(Page):
    """The documents of a case that the reader may read, the latest change first, or those with some words."""

    template: ClassVar[str] = "referrals/document_list.html"
    case: Case
    rows: list[DocumentRow]
    walked: Stretch
    sought: str
    can_add: bool
    why_it_waits: str
    stands_in: str

    @property
    def shown(self) -> list[str]:
        """The references of those on it."""
        return [row.document.reference for row in self.rows]


def list_page(actor: Actor, case: Case, at: datetime, sought: str, after: str) -> DocumentsPage:
    """The list, or what is found in it."""
    found = access.with_words(access.of_case(actor, case), sought)
    walked = walk(found, access.NEWEST, after, SIZE)
    newest = _newest(walked.rows)
    rows = [_row(one, newest[one.pk]) for one in walked.rows]
    return DocumentsPage(
        case=case,
        rows=rows,
        walked=walked,
        sought=sought,
        can_add=case.state == "open" and Act.ADD_DOCUMENT in door.may_on_case(actor, case),
        stands_in=facts.stands_in(),
        why_it_waits=facts.why_it_waits(at) if any(row.tag == "wait" for row in rows) else "",
    )


@hangs
def on_record(actor: Actor, record: Model) -> list[Hanging]:
    """The documents that hang on a record, each with its newest version."""
    found = list(access.on_record(actor, record))
    newest = _newest(found)
    return [_hanging(_row(one, newest[one.pk])) for one in found]


def _hanging(row: DocumentRow) -> Hanging:
    one = row.document
    url, what = reverse("see_document", args=[one.reference]), f"{row.sort}, {row.kind}, version {row.number}"
    return Hanging(one.title, url, what, row.state, row.tag, one.author.name, one.changed_at)


def _newest(documents: Sequence[Document]) -> dict[int, DocumentVersion]:
    """Of each its newest version."""
    found = DocumentVersion.objects.filter(document__in=documents).defer("text").order_by("number")
    return {one.document_id: one for one in found}


def _row(document: Document, newest: DocumentVersion) -> DocumentRow:
    sort, part, kind = words.SORTS[document.sort], facts.part_words(document), FileKind(newest.kind).label
    state = Version(newest.state)
    return DocumentRow(document, sort, part, newest.number, kind, state.label, words.TAGS[state])
