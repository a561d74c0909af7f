"""The pages of the acts on a document."""

from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Model
from django.urls import reverse

from agencies.policy import Act
from agencies.web.fields import Form
from agencies.web.pages import Page, Said, said
from referrals.cases.models import Case
from referrals.cases.pages import said_of
from referrals.concerns.models import Concern
from referrals.documents import facts
from referrals.documents.models import Document
from referrals.referrals.models import Referral

BACK: dict[type[Model], tuple[str, str]] = {
    Case: ("see_documents", "Documents of the case"),
    Concern: ("see_concern", "The concern"),
    Referral: ("see_referral", "The referral"),
}


@dataclass(frozen=True, kw_only=True)
class AddDocumentPage(Page):
    """A new document of a record, and the way back to that."""

    template: ClassVar[str] = "referrals/document_add.html"
    record: Case | Concern | Referral
    back: tuple[str, str]
    said: Said
    stands_in: str


@dataclass(frozen=True, kw_only=True)
class DocumentActPage(Page):
    """One act on a document."""

    template: ClassVar[str] = "referrals/document_act.html"
    document: Document
    said: Said
    has_file: bool = False
    stands_in: str = ""


def add_page(case: Case, form: Form) -> AddDocumentPage:
    """The page on which a document is added."""
    return _add_page(case, said_of(case, Act.ADD_DOCUMENT), form)


def attach_page(record: Concern | Referral, act: Act, form: Form) -> AddDocumentPage:
    """The page on which a document is attached to a concern or a referral."""
    pupil = record.pupil if isinstance(record, Concern) else record.case.pupil
    return _add_page(record, said(act, child=pupil.first_name), form)


def _add_page(record: Case | Concern | Referral, of_act: Said, form: Form) -> AddDocumentPage:
    return AddDocumentPage(form=form, record=record, back=back_of(record), said=of_act, stands_in=facts.stands_in())


def back_of(record: Case | Concern | Referral) -> tuple[str, str]:
    """Where a page of its documents leads back to."""
    name, words = BACK[type(record)]
    return reverse(name, args=[record.reference]), words


def version_page(document: Document, form: Form) -> DocumentActPage:
    """The page on which a version is added."""
    of_act, stands_in = said(Act.ADD_VERSION), facts.stands_in()
    return DocumentActPage(form=form, said=of_act, document=document, has_file=True, stands_in=stands_in)


def take_back_page(document: Document, number: int, form: Form) -> DocumentActPage:
    """The page on which a version is taken back."""
    return DocumentActPage(form=form, said=said(Act.TAKE_BACK_VERSION, number=str(number)), document=document)


def restrict_page(document: Document, form: Form) -> DocumentActPage:
    """The page on which a document is restricted."""
    of_act = said(Act.RESTRICT_DOCUMENT, author=document.author.name)
    return DocumentActPage(form=form, said=of_act, document=document)
