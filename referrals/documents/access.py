"""Who reaches a document: whoever may read its entry, or may read an entry of its part and restriction."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from agencies.acting.nouns import Noun
from agencies.actors import Actor
from agencies.policy import Act
from referrals import door
from referrals.cases.models import Case
from referrals.documents.models import Document, DocumentVersion
from referrals.documents.states import LIFE, Version
from referrals.entries.access import entries, readable
from referrals.entries.models import Entry

NEWEST = ("-changed_at", "-id")


def documents(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Document]:
    """The documents on which the actor may do the act, by the rule of entries; taking back is its adder's alone."""
    own = Q(entry=None) & readable(actor, act, ticked=door.NOTHING)
    found = Document.objects.filter(own | Q(entry_id__in=entries(actor, act).values("pk")))
    if act is Act.TAKE_BACK_VERSION:
        theirs = DocumentVersion.objects.filter(document=OuterRef("pk"), author_id=actor.person_id or 0)
        return found.filter(Exists(theirs))
    return found


def of_case(actor: Actor, case: Case) -> QuerySet[Document]:
    """Those of a case that the actor may read, with what a list of them shows."""
    found = door.within(Document, actor, Act.SEE_DOCUMENT).filter(case_id=case.pk)
    return found.select_related("entry", "author", "agency")


def with_words(found: QuerySet[Document], sought: str) -> QuerySet[Document]:
    """Those with each of these words in the title, or in the text of a clean version."""
    for word in sought.split():
        clean = DocumentVersion.objects.filter(document=OuterRef("pk"), state=Version.CLEAN.value, text__icontains=word)
        found = found.filter(Q(title__icontains=word) | Exists(clean))
    return found


def entries_of(actor: Actor, case: Case) -> QuerySet[Entry]:
    """The entries on which the actor may hang a document, the newest first."""
    return entries(actor, Act.ADD_DOCUMENT).filter(case_id=case.pk).order_by("-happened_on", "-id")


NOUN = Noun(
    "document",
    Document,
    Act.SEE_DOCUMENT,
    documents,
    "case",
    LIFE,
    joins=("case__pupil", "case__school", "entry", "author", "agency", "restricted_by"),
    pupil="case__pupil",
    address=lambda letter: reverse("see_document", args=[letter.subject_ref]),
    state=lambda document, _at: document.state,
)
