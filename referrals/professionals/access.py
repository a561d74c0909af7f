"""Who reaches the professionals around a child: the school that wrote them down, its council, and by a whole share."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from agencies.acting.nouns import NO_CASE, Noun
from agencies.actors import Actor
from agencies.policy import Act, Standing
from agencies.schoolday import LONDON
from referrals import door
from referrals.professionals.models import Professional
from referrals.professionals.states import LIFE, State
from referrals.pupils.models import Enrolment
from referrals.shares.querysets import WHOLE

TODAY = TruncDate(door.AT, tzinfo=LONDON)
OF_CASE = {"pupil_id": OuterRef("pupil_id"), "school_id": OuterRef("school_id")}


def professionals(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Professional]:
    """Those on whom the actor may do the act: of the school by which they reach the child."""
    allowed = door.NOTHING
    if seats := actor.seats_for(act, Standing.ON_ROLL):
        roll = Enrolment.objects.on(TODAY).filter(**OF_CASE)
        allowed |= Q(Exists(roll), school_id__in=door.agency_ids(seats))
    if actor.seats_for(act, Standing.OVERSEES):
        allowed |= Q(Exists(door.only(actor, act, Standing.OVERSEES).filter(**OF_CASE)))
    if seats := actor.seats_for(act, Standing.GRANTED):
        of_case = {f"case__{name}": ref for name, ref in OF_CASE.items()}
        shares = door.live_shares(seats).filter(door.of_its_half("professional"), level__in=WHOLE, **of_case)
        allowed |= Q(Exists(shares)) & Q(state=State.CURRENT.value)
    return Professional.objects.filter(allowed)


NOUN = Noun(
    "professional",
    Professional,
    Act.SEE_PROFESSIONALS,
    professionals,
    NO_CASE,
    LIFE,
    joins=("pupil", "school", "added_by", "ended_by"),
    pupil="pupil",
)
