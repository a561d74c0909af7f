"""Who reaches a suspension: those who lead at its school; the council by the notice that it was given."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from agencies.acting.nouns import Noun
from agencies.actors import Actor
from agencies.outbox.models import Letter
from agencies.policy import Act, Standing, stands
from interventions.suspensions.models import Suspension, SuspensionNotice
from interventions.suspensions.states import LIFE
from referrals.door import NOTHING, agency_ids, on_roll


def _told() -> QuerySet[SuspensionNotice]:
    told: QuerySet[SuspensionNotice] = SuspensionNotice.objects.filter(
        suspension_id=OuterRef("pk"), recipient="council"
    )
    return told


def suspensions(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Suspension]:
    """The suspensions on which the actor may do the act, as the school's own or by notice."""
    own = agency_ids(actor.seats_for(act, Standing.RAISED))
    allowed = Q(school_id__in=own) if own else NOTHING
    if connected := actor.seats_for(act, Standing.CONNECTED):
        allowed |= Q(school_id__in=agency_ids(connected)) & on_roll(connected, "pupil_id")
    if councils := {seat.authority_id for seat in actor.seats_for(act, Standing.NOTIFIED)}:
        allowed |= Q(authority_id__in=councils) & Q(Exists(_told()))
    return Suspension.objects.filter(allowed)


def may(actor: Actor, suspension: Suspension) -> frozenset[Act]:
    """The acts that the law allows by the actor's seats at its school: asked of the seats alone, without a query."""
    at_school = [seat for seat in actor.seats if seat.agency_id == suspension.school_id]
    return frozenset(act for act in Act if any(Standing.RAISED in stands(act, seat.role) for seat in at_school))


def hears(letter: Letter, standing: Standing) -> Q:
    """Whose seats stand so to this suspension now."""
    found = Suspension.objects.filter(reference=letter.subject_ref)
    if standing is Standing.NOTIFIED:
        return Q(agency__authority_id__in=found.filter(Exists(_told())).values("authority_id"))
    return Q(agency_id__in=found.values("school_id"))


NOUN = Noun(
    "suspension",
    Suspension,
    Act.SEE_SUSPENSION,
    suspensions,
    "case",
    LIFE,
    joins=("pupil", "school", "case", "imposed_by"),
    pupil="pupil",
    hears=hears,
    address=lambda letter: reverse("see_suspension", args=[letter.subject_ref]),
    may=may,
)
