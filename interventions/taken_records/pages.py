"""What of a case can be taken away, looked at before it leaves; and what then leaves."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db.models import OuterRef, Subquery

from agencies.actors import Actor
from agencies.policy import Act
from agencies.web.pages import Page, Said, said
from agencies.words import possessive
from interventions.case_page.pages import case_sight
from interventions.case_page.pages.case import CaseSight
from interventions.case_page.pages.story import IS_EDITED, Line, lines
from interventions.taken_records import words
from interventions.taken_records.forms import TakeRecord
from referrals import door
from referrals.cases.models import Case
from referrals.documents.access import of_case
from referrals.documents.models import Document, DocumentVersion
from referrals.documents.states import Kind, Version
from referrals.entries.models import Entry

OLDEST, MOST_ENTRIES, MOST_DOCUMENTS = ("happened_on", "id"), 300, 200
Story = list[tuple[Entry, Line]]


@dataclass(frozen=True, slots=True)
class There:
    """What its reader may take of a case and of these days: nothing that is restricted, which is counted."""

    sight: CaseSight
    story: Story
    restricted: int
    is_too_much: bool
    documents: list[Document]
    shut_documents: int
    papers: list[DocumentVersion]

    @property
    def stands(self) -> str:
        """A digest of all that can leave."""
        case = self.sight.case
        parts: list[object] = [case.version, self.restricted]
        parts += [(entry.reference, entry.version, entry.changed_at) for entry, _ in self.story]
        parts += [(one.reference, one.title, one.changed_at) for one in self.documents]
        parts += [(one.pk, one.state) for one in self.papers]
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


@dataclass(frozen=True, kw_only=True)
class TakeRecordPage(Page):
    """The story of the days that are looked at, each entry with the question whether it is printed."""

    template: ClassVar[str] = "interventions/record_take.html"
    form: TakeRecord
    case: Case
    there: There
    said: Said
    too_much: str = words.TOO_MUCH.format(most=MOST_ENTRIES)


def there(actor: Actor, case: Case, at: datetime, days: tuple[date | None, date | None]) -> There:
    """What there is to take."""
    entries = _entries(actor, case, *days)
    open_ones = [one for one in entries[:MOST_ENTRIES] if not one.is_restricted]
    read = list(of_case(actor, case).order_by("added_at", "id")[:MOST_DOCUMENTS])
    documents = [one for one in read if not one.is_shut]
    return There(
        sight=case_sight(actor, case, at),
        story=list(zip(open_ones, lines(open_ones, case.pupil.first_name, links=False), strict=True)),
        restricted=len(entries[:MOST_ENTRIES]) - len(open_ones),
        is_too_much=len(entries) > MOST_ENTRIES,
        documents=documents,
        shut_documents=len(read) - len(documents),
        papers=_papers(documents),
    )


def _entries(actor: Actor, case: Case, first: date | None, last: date | None) -> list[Entry]:
    found = door.within(Entry, actor, Act.SEE_ENTRY).filter(case_id=case.pk)
    if first:
        found = found.filter(happened_on__gte=first)
    if last:
        found = found.filter(happened_on__lte=last)
    found = found.select_related("author", "agency").annotate(is_edited=IS_EDITED)
    return list(found.order_by(*OLDEST)[: MOST_ENTRIES + 1])


def _papers(documents: list[Document]) -> list[DocumentVersion]:
    """The newest clean version of each document, where it is a PDF, in the order of the documents."""
    clean = DocumentVersion.objects.filter(state=Version.CLEAN.value)
    newest = clean.filter(document=OuterRef("document")).order_by("-number").values("number")[:1]
    found = clean.filter(document__in=documents, kind=Kind.PDF.value, number=Subquery(newest))
    of = {one.document_id: one for one in found}
    for one in documents:
        if one.pk in of:
            of[one.pk].document = one
    return [of[one.pk] for one in documents if one.pk in of]


def take_page(case: Case, what: There, form: TakeRecord) -> TakeRecordPage:
    """The page that is looked through before anything leaves."""
    its = said(Act.TAKE_RECORD, whose=possessive(case.pupil.first_name))
    return TakeRecordPage(form=form, case=case, there=what, said=its)


def kept_in(what: There, left_out: Collection[str]) -> list[Line]:
    """The entries that are printed."""
    return [line for entry, line in what.story if entry.reference not in left_out]
