"""An agency's sort key on a case moves with what one of its live shares shows, and with nothing else."""

from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Greatest

from agencies.acting.doing import Doing, always, follows
from agencies.policy import SETTINGS, Act
from referrals.cases.models import Case
from referrals.documents.models import ALONE, Document
from referrals.door import NOTHING, shows
from referrals.entries.models import Entry
from referrals.shares.models import CaseShare

PARTNERS = ~Q(agency__kind__in=[kind.value for kind in SETTINGS])
"""A school that is asked for a place reads no entry."""


@always
def move_keys(doing: Doing) -> None:
    """After an act on a case: of the agency whose share it is about, and of those who see what it changed.

    What waits for a second person, or was refused by one, moves nothing: its receiver would see that.
    """
    if doing.case is not None:
        own = doing.share.agency_id if doing.share and not doing.share.is_held else None
        show_change(doing.case, doing.at, is_of_lead=doing.act is Act.NAME_LEAD, agency_id=own)


@follows(Act.MOVE_ENTRY)
def move_keys_of_both(doing: Doing) -> None:
    """The case that it was moved from has a line more, and an entry less."""
    show_change(doing.record.moves.latest("id").from_case, doing.at)


def show_change(case: Case, at: datetime, *, is_of_lead: bool = False, agency_id: int | None = None) -> None:
    """Give all open shares of an agency on the case this instant, where one that is live shows what was changed now.

    That is a line of the story or a document, written, edited or unrestricted at this instant, and, if so said, who
    leads, which a summary shows and the law allows no less (`MATRIX`); or it is that agency's own share.
    """
    rows = CaseShare.objects.filter(case_id=case.pk, closed_at=None)
    seen = rows.live(at) if is_of_lead else rows.live(at).filter(_seeing_lines(case, at))
    moved = Q(agency_id__in=seen.values("agency_id")) | Q(agency_id=agency_id or 0)
    rows.filter(moved).update(touched_at=Greatest("touched_at", Value(at)))


def _seeing_lines(case: Case, at: datetime) -> Q:
    """The shares that show an entry or a document which was written at this instant."""
    written = _entries(case, at).union(*_documents(case, at), all=True)
    lines = [shows(Value(section), agency_id) for section, agency_id in written]
    return PARTNERS & reduce(or_, lines) if lines else NOTHING


Lines = QuerySet[Any]
"""Of each its part, and the agency at which it was written."""


def _entries(case: Case, at: datetime) -> Lines:
    written = Entry.objects.filter(Q(at=at) | Q(changed_at=at), case_id=case.pk, is_restricted=False)
    return written.values_list("section", "agency_id")


def _documents(case: Case, at: datetime) -> list[Lines]:
    """One that hangs on an entry stands where that stands."""
    changed = Document.objects.filter(case_id=case.pk, changed_at=at, is_restricted=False)
    of_entries = changed.filter(entry__is_restricted=False).values_list("entry__section", "entry__agency_id")
    return [changed.filter(ALONE).values_list("section", "agency_id"), of_entries]
