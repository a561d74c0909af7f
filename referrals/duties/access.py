"""Who owes a duty: an agency, by an act that one of its seats may do, while it stands so."""

from datetime import datetime
from typing import cast

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from agencies.acting.nouns import Noun
from agencies.actors import Actor, SeatFacts
from agencies.outbox.models import Letter
from agencies.policy import AFTER_LEAVING, HELD_BY_ROLL, Act, Standing, may
from referrals import door
from referrals.door import AT, BY_SHARE, NOTHING, keeps, receives
from referrals.duties.facts import where_met
from referrals.duties.models import Duty
from referrals.duties.states import LIFE, State

WITH_THE_ROLL = Q(standing__in=[one.value for one in HELD_BY_ROLL]) & ~Q(act__in=[act.value for act in AFTER_LEAVING])
CAN_BE_MET = (Q(case__left_at=None) | Q(case__left_at__gt=AT) | ~WITH_THE_ROLL) & (
    Q(share__left_at=None) | Q(share__left_at__gt=AT)
)
"""What some act can still meet. What the old school, or a share, owed of a pupil who left is asked of nobody."""


def duties(actor: Actor, _act: Act, _at: datetime | None = None) -> QuerySet[Duty]:
    """What the actor owes: in an agency of theirs, by an act that they may do, while they stand so."""
    allowed = NOTHING
    for seat in actor.seats:
        allowed |= Q(agency_id=seat.agency_id) & _owed_by(seat, actor)
    return cast(
        "QuerySet[Duty]", Duty.objects.filter(allowed, CAN_BE_MET, Q(person=None) | Q(person_id=actor.person_id))
    )


def _owed_by(seat: SeatFacts, actor: Actor) -> Q:
    live, offered = door.shares_of(seat.agency_id, live=True), door.shares_of(seat.agency_id, live=False)
    still = {
        Standing.RAISED: Q(case=None) | Q(case__school_id=seat.agency_id),
        Standing.NAMED: Q(case__lead_id=actor.person_id or 0),
        Standing.ASKED: Q(),
        Standing.OVERSEES: Q(case__overseen_from__isnull=False),
        Standing.OFFERED: Q(share__in=offered),
        Standing.GRANTED: Q(share__in=live),
        Standing.INVITED: Q(share__in=offered),
        Standing.RECEIVES: Q(share=None) | Q(share__in=live),
    }
    owed = NOTHING
    for standing, condition in still.items():
        acts = [act.value for act in Act if may(act, seat.role, standing)]
        owed |= Q(standing=standing.value, act__in=acts) & condition
    return owed


def names(actor: Actor) -> QuerySet[Duty]:
    """What the actor owes but for answering an offer, and everything that is owed on a case that they keep."""
    waits = Q(standing__in=[Standing.OFFERED.value, Standing.INVITED.value])
    mine = duties(actor, Act.SEE_CASE).exclude(waits).values("pk")
    keeps_it = Q(case_id__in=door.kept(actor, Act.SEE_CASE).values("pk"))
    return cast("QuerySet[Duty]", Duty.objects.filter(Q(pk__in=mine) | keeps_it))


def hears(letter: Letter, standing: Standing) -> Q:
    """Whoever owes the duty, or their manager, in its agency, while it can be met; others as they stand to its case."""
    found = Duty.objects.filter(CAN_BE_MET, reference=letter.subject_ref)
    duty = found.annotate(share_ref=F("share__reference")).first()
    if duty is None or duty.state != State.OPEN:
        return NOTHING
    if standing is Standing.OVERSEES and standing.value != duty.standing:
        return keeps(duty.case_id, standing)
    if duty.share_id is not None and standing in (Standing.OFFERED, Standing.INVITED, *BY_SHARE):
        return receives(duty.share_ref, standing)
    if duty.case_id is not None and standing.value != duty.standing:
        return keeps(duty.case_id, standing)
    if duty.standing == Standing.OVERSEES:
        return keeps(duty.case_id, Standing.OVERSEES)
    return Q(agency_id=duty.agency_id) if standing.value == duty.standing or standing is Standing.RAISED else NOTHING


def address(letter: Letter) -> str:
    """To where it is met."""
    duty = Duty.objects.filter(reference=letter.subject_ref).select_related("case").first()
    return where_met(duty) if duty else reverse("my_work")


NOUN = Noun(
    "duty",
    Duty,
    Act.SEE_CASE,
    duties,
    "case",
    LIFE,
    joins=("pupil", "case", "agency", "share__granting_agency", "share__agency"),
    pupil="pupil",
    names=names,
    hears=hears,
    address=address,
)
