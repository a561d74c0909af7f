"""A version is put under a document, taken back, and the whole restricted."""

from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from agencies.acting.doing import FIRST, Doing, by_token, done, once_only
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.actors import Actor, SeatFacts
from agencies.policy import Act
from referrals.cases.actions import touch
from referrals.concerns.actions import require_here
from referrals.concerns.models import Concern
from referrals.documents import keeping
from referrals.documents.facts import NewVersion
from referrals.documents.models import ALONE, Document, DocumentVersion
from referrals.documents.states import Version

NOT_YOURS = "This version waits no more, so it can’t be taken back."


@keeping.gone_if_undone()
@transaction.atomic
@once_only(by_token(DocumentVersion))
def add_version(
    document: Document, new: NewVersion, *, seat: SeatFacts, by: Actor, at: datetime, once: UUID | None = None
) -> DocumentVersion:
    """Follow a document by another version."""
    leads_to("document", document.state, Act.ADD_VERSION)
    require_open(document, at)
    Document.objects.select_for_update(no_key=True, of=("self",)).get(pk=document.pk)
    last = DocumentVersion.objects.filter(document=document).order_by("-number").values_list("number", flat=True)
    version = put(document, new, last[0] + 1, seat, by, at, once)
    Document.objects.filter(pk=document.pk).update(changed_at=at)
    _touch(document, at)
    done(doing_on(Act.ADD_VERSION, document, by, at, facts={"version": version.number}))
    return version


@transaction.atomic
def take_back_version(document: Document, number: int, *, by: Actor, at: datetime) -> None:
    """Take back what waits still and was one's own; its bytes are destroyed by the next tick."""
    leads_to("document", document.state, Act.TAKE_BACK_VERSION)
    waiting = DocumentVersion.objects.filter(document=document, number=number, state=Version.WAITING.value)
    if not waiting.filter(author_id=by.who).update(state=Version.TAKEN_BACK.value, decided_at=at, key=""):
        raise NotNow(NOT_YOURS)
    done(doing_on(Act.TAKE_BACK_VERSION, document, by, at, facts={"version": number}))


@transaction.atomic
def restrict_document(document: Document, *, why: str, by: Actor, at: datetime) -> None:
    """Restrict it to whoever added it, the lead professional and the head."""
    leads_to("document", document.state, Act.RESTRICT_DOCUMENT)
    fresh = Document.objects.filter(ALONE, pk=document.pk, is_restricted=False)
    if not fresh.update(is_restricted=True, restricted_at=at, restricted_by_id=by.who, restricted_why=why):
        raise NotNow(FIRST)
    if document.case:
        touch(document.case, at)
    done(doing_on(Act.RESTRICT_DOCUMENT, document, by, at, why=why))


def require_waiting(number: int) -> None:
    """`NotNow` where nothing of one's own waits."""
    if not number:
        raise NotNow(NOT_YOURS)


def require_open(document: Document, at: datetime) -> None:
    """`NotNow` where its case is closed, its concern answered without one, or its referral decided."""
    if document.concern:
        require_asked(document.concern, at)
    elif document.referral:
        leads_to("referral", document.referral.state, Act.ATTACH_TO_REFERRAL)
    elif document.case:
        leads_to("case", document.case.state, Act.ADD_DOCUMENT)


def require_asked(concern: Concern, at: datetime) -> None:
    """`NotNow` where its pupil left, or a concern was answered without a case, or its case is closed."""
    require_here(concern, at)
    leads_to("concern", concern.state, Act.ATTACH_TO_CONCERN)
    if concern.case is not None:
        leads_to("case", concern.case.state, Act.ADD_DOCUMENT)


def _touch(document: Document, at: datetime) -> None:
    """Move the last change of its case where all who keep that may know: of no concern, and no draft of a referral."""
    is_draft = document.referral is not None and document.referral.sent_at is None
    if document.case and not document.concern and not is_draft:
        touch(document.case, at)


def put(
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


def doing_on(
    act: Act, document: Document, by: Actor, at: datetime, *, why: str = "", facts: dict[str, Any] | None = None
) -> Doing:
    case, pupil = document.case, document.pupil
    return Doing(act, by, at, "document", document, case=case, pupil=pupil, why=why, facts=facts or {})
