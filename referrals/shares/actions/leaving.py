"""When a pupil leaves the school of their case, worked out again wherever a place of theirs on a roll is written."""

from dataclasses import replace
from datetime import datetime

from django.db.models import Q

from agencies.acting.doing import Doing, follows
from agencies.policy import Act
from referrals.cases.models import Case
from referrals.door import NOTHING
from referrals.pupils.facts import leaves_at
from referrals.shares.models import CaseShare


@follows(
    Act.ADD_PUPIL,
    Act.KEEP_PUPIL,
    Act.TAKE_ROLL,
    Act.PLAN_ROLL,
    Act.PUT_BACK_CHANGE,
    Act.OPEN_CASE,
    Act.ADMIT_MOVE,
    Act.JOIN_RECORDS,
    Act.APPROVE_MERGE,
)
def keep_leaving(doing: Doing) -> None:
    """An end that was recorded late or in advance, changed or taken back counts from now on."""
    for case in Case.objects.filter(pupil=doing.pupil).order_by("pk").select_for_update(no_key=True):
        left_at = leaves_at(case.pupil_id, case.school_id)
        if left_at != case.left_at:
            _keep(case, left_at)


@follows(Act.APPROVE_SPLIT)
def keep_leaving_of_both(doing: Doing) -> None:
    """Each of two records has its own places again."""
    for pupil in (doing.record.stays, doing.record.goes):
        keep_leaving(replace(doing, pupil=pupil))


def _keep(case: Case, left_at: datetime | None) -> None:
    """On the case, and on its open shares, but for one that the council gave when the pupil had left."""
    Case.objects.filter(pk=case.pk).update(left_at=left_at)
    case.left_at = left_at
    open_ones = CaseShare.objects.filter(case=case, closed_at=None)
    by_council = Q(granted_at__gte=left_at) & ~Q(granting_agency_id=case.school_id) if left_at else NOTHING
    open_ones.exclude(by_council).update(left_at=left_at)
    open_ones.filter(by_council).update(left_at=None)
