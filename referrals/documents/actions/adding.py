"""Documents are added to a case or an entry, and attached to a concern or a referral."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from agencies.acting.doing import by_token, done, once_only
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.actors import Actor, SeatFacts
from agencies.policy import Act
from referrals.cases.actions import touch
from referrals.cases.models import Case
from referrals.concerns.models import Concern
from referrals.documents import keeping
from referrals.documents.actions.versions import doing_on, put, require_asked
from referrals.documents.facts import NewVersion
from referrals.documents.models import Document
from referrals.entries.models import Entry
from referrals.referrals.models import Referral

HANGS_ON = "This entry is not part of this case any more."


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document as whoever adds it gives it: on an entry, with a part of its own, or neither where it is attached."""

    title: str
    sort: str
    section: str = ""
    entry: Entry | None = None


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
    section = "" if facts.entry else facts.section
    place = {"case": case, "pupil": case.pupil, "entry": facts.entry, "section": section}
    document = _new(place, facts, new, seat, by, at, once)
    touch(case, at)
    done(doing_on(Act.ADD_DOCUMENT, document, by, at, facts={"version": 1}))
    return document


@keeping.gone_if_undone()
@transaction.atomic
@once_only(by_token(Document))
def attach_to_concern(
    concern: Concern,
    facts: DocumentFacts,
    new: NewVersion,
    *,
    seat: SeatFacts,
    by: Actor,
    at: datetime,
    once: UUID | None = None,
) -> Document:
    """Hang a document on a concern: it moves no date of a case, whose other readers may not know of it."""
    fresh = Concern.objects.select_for_update(no_key=True).get(pk=concern.pk)  # its case is read once it is held
    require_asked(fresh, at)
    place = {"authority_id": fresh.authority_id, "case": fresh.case, "pupil": concern.pupil, "concern": concern}
    document = _new(place, facts, new, seat, by, at, once)
    about = ("concern", concern.reference)
    done(replace(doing_on(Act.ATTACH_TO_CONCERN, document, by, at, facts={"version": 1}), about=about))
    return document


@keeping.gone_if_undone()
@transaction.atomic
@once_only(by_token(Document))
def attach_to_referral(
    referral: Referral,
    facts: DocumentFacts,
    new: NewVersion,
    *,
    seat: SeatFacts,
    by: Actor,
    at: datetime,
    once: UUID | None = None,
) -> Document:
    """Hang a document on a referral."""
    fresh = Referral.objects.select_for_update(no_key=True, of=("self",)).get(pk=referral.pk)
    leads_to("referral", fresh.state, Act.ATTACH_TO_REFERRAL)
    place = {"case": referral.case, "pupil": referral.case.pupil, "referral": referral}
    document = _new(place, facts, new, seat, by, at, once)
    if fresh.sent_at:  # a draft is the school’s alone
        touch(referral.case, at)
    done(doing_on(Act.ATTACH_TO_REFERRAL, document, by, at, facts={"version": 1}))
    return document


def _new(
    place: dict[str, Any],
    facts: DocumentFacts,
    new: NewVersion,
    seat: SeatFacts,
    by: Actor,
    at: datetime,
    once: UUID | None,
) -> Document:
    """The row with its first version; `place`: what it hangs on, or its part."""
    written = {"author_id": by.who, "agency_id": seat.agency_id, "added_at": at, "changed_at": at, "once": once}
    document = Document.objects.create(title=facts.title, sort=facts.sort, **place, **written)
    put(document, new, 1, seat, by, at)
    return document
