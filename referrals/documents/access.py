"""Who reaches a document: whoever may read what it hangs on, or an entry of its part and restriction."""

from datetime import datetime

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.urls import reverse

from agencies.acting.nouns import Noun
from agencies.actors import Actor
from agencies.policy import Act
from referrals import door
from referrals.cases.models import Case
from referrals.concerns.access import concerns
from referrals.concerns.models import Concern
from referrals.documents.models import ALONE, Document, DocumentVersion
from referrals.documents.states import LIFE, Version
from referrals.entries.access import entries, readable
from referrals.entries.models import Entry
from referrals.referrals.access import referrals
from referrals.referrals.models import Referral

NEWEST = ("-changed_at", "-id")


def documents(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Document]:
    """The documents on which the actor may do the act: by the rule of what each hangs on, or by that of entries.

    Taking back is its adder's alone.
    """
    own = ALONE & readable(actor, act, ticked=door.NOTHING)
    of_entry = Q(entry_id__in=entries(actor, act).values("pk"))
    of_concern = Q(concern_id__in=concerns(actor, act).values("pk"))
    attaches = Act.ATTACH_TO_REFERRAL if act is Act.ADD_VERSION else act
    of_referral = Q(referral_id__in=referrals(actor, attaches).values("pk"))
    found = Document.objects.filter(own | of_entry | of_concern | of_referral)
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


def on_record(actor: Actor, record: Model) -> QuerySet[Document]:
    """Those that hang on a record and that the actor may read, the latest change first."""
    on = {Entry: "entry", Concern: "concern", Referral: "referral"}[type(record)]
    found = door.within(Document, actor, Act.SEE_DOCUMENT).filter(**{f"{on}_id": record.pk})
    return found.select_related("entry", "author").order_by(*NEWEST)


NOUN = Noun(
    "document",
    Document,
    Act.SEE_DOCUMENT,
    documents,
    "case",
    LIFE,
    joins=(
        "pupil",
        "case__pupil",
        "case__school",
        "entry",
        "concern__school",
        "referral",
        "author",
        "agency",
        "restricted_by",
    ),
    pupil="pupil",
    address=lambda letter: reverse("see_document", args=[letter.subject_ref]),
    state=lambda document, _at: document.state,
)
