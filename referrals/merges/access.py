"""Who reaches a merge: the council of both records, and nobody else."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from agencies.acting.nouns import NO_CASE, Noun
from agencies.actors import Actor
from agencies.outbox.models import Letter
from agencies.policy import Act, Standing
from referrals.door import NOTHING
from referrals.merges.models import Merge
from referrals.merges.states import LIFE


def merges(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Merge]:
    """The merges on which the actor may do the act."""
    councils = {seat.authority_id for seat in actor.seats_for(act, Standing.ASKED)}
    found: QuerySet[Merge] = Merge.objects.filter(authority_id__in=sorted(councils))
    return found


def walks(actor: Actor) -> list[QuerySet[Merge]]:
    """The same for a list, a walk for each council of the actor's."""
    councils = {seat.authority_id for seat in actor.seats_for(Act.SEE_MERGES, Standing.ASKED)}
    return [Merge.objects.filter(authority_id=one) for one in sorted(councils)]


def hears(letter: Letter, standing: Standing) -> Q:
    """Whose seats stand so to the merge now."""
    if standing is not Standing.ASKED:
        return NOTHING
    return Q(agency__authority_id__in=Merge.objects.filter(reference=letter.subject_ref).values("authority_id"))


NOUN = Noun(
    "merge",
    Merge,
    Act.SEE_MERGE,
    merges,
    NO_CASE,
    LIFE,
    joins=("pair", "stays", "goes", "proposed_by", "decided_by", "undo_by", "undone_by"),
    pupil="stays",
    hears=hears,
    address=lambda letter: reverse("see_merge", args=[letter.subject_ref]),
)
