"""The door to suspensions: the school's own for those who lead there; for the council the notice that it was given."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from agencies.actors import Actor
from agencies.policy import Act, Standing
from interventions.models import Suspension, SuspensionNotice
from referrals.access.door import NOTHING, enrol
from referrals.access.reasons import SUBJECTS
from referrals.access.ways import agency_ids, on_roll


def _told() -> Any:
    return SuspensionNotice.objects.filter(suspension_id=OuterRef("pk"), recipient="council")


def suspensions(actor: Actor, act: Act) -> QuerySet[Suspension]:
    """The suspensions on which the actor may do the act, as the school's own or by notice."""
    own = agency_ids(actor.seats_for(act, Standing.RAISED))
    allowed = Q(school_id__in=own) if own else NOTHING
    if connected := actor.seats_for(act, Standing.CONNECTED):
        allowed |= Q(school_id__in=agency_ids(connected)) & on_roll(connected, "pupil_id")
    if councils := {seat.authority_id for seat in actor.seats_for(act, Standing.NOTIFIED)}:
        allowed |= Q(authority_id__in=councils) & Q(Exists(_told()))
    return Suspension.objects.filter(allowed)


def hears(reference: str, standing: Standing) -> Q:
    """Whose seats stand so to this suspension now."""
    found = Suspension.objects.filter(reference=reference)
    if standing is Standing.NOTIFIED:
        return Q(agency__authority_id__in=found.filter(Exists(_told())).values("authority_id"))
    return Q(agency_id__in=found.values("school_id"))


enrol(
    Suspension,
    "suspension",
    Act.SEE_SUSPENSION,
    ("pupil", "school", "case", "imposed_by"),
    suspensions,
    "select case_id from interventions_suspension where reference = %s",
)
SUBJECTS["suspension"] = hears
