"""Who reaches a share: the keepers of its case, and its own agency while it is live or offered."""

from datetime import datetime
from typing import cast

from django.db.models import OuterRef, Q, QuerySet
from django.urls import reverse

from agencies.acting.nouns import Noun
from agencies.acting.querysets import Probe
from agencies.actors import Actor
from agencies.outbox.models import Letter
from agencies.policy import Act, Standing
from referrals.door import AT, BY_SHARE, agency_ids, keeps, kept, receives
from referrals.shares.facts import share_state
from referrals.shares.models import CaseShare
from referrals.shares.states import LIFE


def shares(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[CaseShare]:
    """Shares of the cases that one keeps; of one's own agency, those that are live or offered.

    Who would answer an offer that their agency declined reaches it, to be told so; nobody there sees it any more.
    """
    granted = agency_ids([seat for standing in BY_SHARE for seat in actor.seats_for(act, standing)])
    offered = agency_ids([seat for one in (Standing.OFFERED, Standing.INVITED) for seat in actor.seats_for(act, one)])
    allowed = Q(Probe(kept(actor, act), pk=OuterRef("case_id")))
    if granted:
        allowed |= Q(Probe(CaseShare.objects.live(AT), pk=OuterRef("pk")), agency_id__in=granted)
    if offered:
        allowed |= Q(Probe(CaseShare.objects.offered(AT), pk=OuterRef("pk")), agency_id__in=offered)
    if offered and act in (Act.ACCEPT_SHARE, Act.DECLINE_SHARE):
        allowed |= Q(agency_id__in=offered, declined_at__isnull=False)
    return cast("QuerySet[CaseShare]", CaseShare.objects.filter(allowed))


def names(actor: Actor) -> QuerySet[CaseShare]:
    """Not those that are offered: of whom they are is shown once the terms are accepted."""
    kept_ones = Q(Probe(kept(actor, Act.SEE_CASE), pk=OuterRef("case_id")))
    return shares(actor, Act.SEE_SHARE).filter(kept_ones | Q(accepted_at__isnull=False))


def hears(letter: Letter, standing: Standing) -> Q:
    """Its receiver while it is offered or live; others as they stand to the case."""
    if standing in (Standing.OFFERED, Standing.INVITED, *BY_SHARE):
        return receives(letter.subject_ref, standing)
    return keeps(letter.case_id, standing)


def newest(reference: str) -> str:
    """The share that took this one's place, or this one: who received the one goes on with the other."""
    while newer := CaseShare.objects.filter(replaces__reference=reference).values_list("reference", flat=True).first():
        reference = newer
    return reference


NOUN = Noun(
    "share",
    CaseShare,
    Act.SEE_SHARE,
    shares,
    "case",
    LIFE,
    joins=("case__pupil", "case__school", "agency", "granted_by", "granting_agency"),
    pupil="case__pupil",
    names=names,
    hears=hears,
    address=lambda letter: reverse("see_share", args=[letter.subject_ref]),
    state=share_state,
)
