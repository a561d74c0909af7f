"""The pages of documents: those of a case, one with its versions, its words, and the acts on it."""

from referrals.documents.pages.acts import add_page, attach_page, restrict_page, take_back_page, version_page
from referrals.documents.pages.document import document_page, is_own_seal, text_page
from referrals.documents.pages.listing import list_page

__all__ = [
    "add_page",
    "attach_page",
    "document_page",
    "is_own_seal",
    "list_page",
    "restrict_page",
    "take_back_page",
    "text_page",
    "version_page",
]
