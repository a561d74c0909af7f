"""The pages of the acts on a document."""

from dataclasses import dataclass
from typing import ClassVar

from agencies.policy import Act
from agencies.web.fields import Form
from referrals.cases.models import Case
from referrals.cases.pages import CaseActPage, said_of
from referrals.documents import facts
from referrals.documents.models import Document


@dataclass(frozen=True, kw_only=True)
class AddDocumentPage(CaseActPage):
    """A new document."""

    template: ClassVar[str] = "referrals/document_add.html"
    stands_in: str


@dataclass(frozen=True, kw_only=True)
class DocumentActPage(CaseActPage):
    """One act on a document."""

    template: ClassVar[str] = "referrals/document_act.html"
    document: Document
    has_file: bool = False
    stands_in: str = ""


def add_page(case: Case, form: Form) -> AddDocumentPage:
    """The page on which a document is added."""
    return AddDocumentPage(form=form, case=case, said=said_of(case, Act.ADD_DOCUMENT), stands_in=facts.stands_in())


def version_page(document: Document, form: Form) -> DocumentActPage:
    """The page on which a version is added."""
    said = said_of(document.case, Act.ADD_VERSION)
    stands_in = facts.stands_in()
    return DocumentActPage(
        form=form, case=document.case, said=said, document=document, has_file=True, stands_in=stands_in
    )


def take_back_page(document: Document, number: int, form: Form) -> DocumentActPage:
    """The page on which a version is taken back."""
    said = said_of(document.case, Act.TAKE_BACK_VERSION, number=str(number))
    return DocumentActPage(form=form, case=document.case, said=said, document=document)


def restrict_page(document: Document, form: Form) -> DocumentActPage:
    """The page on which a document is restricted."""
    said = said_of(document.case, Act.RESTRICT_DOCUMENT, author=document.author.name)
    return DocumentActPage(form=form, case=document.case, said=said, document=document)
