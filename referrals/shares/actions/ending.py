"""Every share of a case ends at once, where the case is closed or goes to another school."""

from datetime import datetime

from django.conf import settings

from agencies.acting.doing import Doing, follows
from agencies.actors import Actor
from agencies.policy import Act
from referrals.cases.models import Case
from referrals.duties import actions as duties
from referrals.shares.models import CaseShare


def end_shares(case: Case, why: str, by: Actor, at: datetime) -> None:
    """End every share of the case; of one that its dates or the pupil's leaving had ended nothing is said."""
    open_shares = CaseShare.objects.filter(case=case, closed_at=None)
    open_shares.lapsed(at).update(closed_at=at)
    open_shares.update(
        closed_at=at, withdrawn_at=at, withdrawn_by_id=by.who, withdrawn_for_id=case.school_id, withdrawn_why=why
    )


@follows(Act.CLOSE_CASE)
def end_with_the_case(doing: Doing) -> None:
    """Nobody outside reads a case that is closed."""
    end_shares(doing.case, "The case was closed.", doing.by, doing.at)


def tidy_ended_shares(at: datetime) -> list[int]:
    """Close the next lapsed rows, for the index alone: the dates had already ended them; the keys of those.

    What was owed on them falls away.
    """
    lapsed = CaseShare.objects.filter(closed_at=None, ends_at__lte=at).order_by("ends_at", "id")
    keys = list(lapsed.values_list("pk", flat=True)[: settings.SWEEP_BATCH])
    if keys:
        duties.void_for_shares(keys, at)
        CaseShare.objects.filter(pk__in=keys, closed_at=None).update(closed_at=at)
    return keys
