"""Who reaches an arrival: the school that is asked; the school that asked, once joined; the council."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from agencies.acting.nouns import NO_CASE, Noun
from agencies.actors import Actor
from agencies.outbox.models import Letter
from agencies.policy import Act, Standing
from referrals.arrivals.models import WERE_JOINED, Arrival
from referrals.arrivals.states import LIFE, State
from referrals.door import NOTHING, agency_ids

OPENS = {
    Standing.RAISED: Q(state__in=[State.ASKED.value, *WERE_JOINED]) | ~Q(answer=""),
    Standing.RECEIVES: Q(state__in=WERE_JOINED),
    Standing.ASKED: Q(),
}
"""What each standing opens. A clash is the council's alone until it is settled, and who asked is told when joined."""
PLACE = {Standing.RAISED: "known_school_id", Standing.RECEIVES: "school_id", Standing.ASKED: "authority_id"}


def arrivals(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Arrival]:
    """The arrivals on which the actor may do the act."""
    allowed = NOTHING
    for standing, opens in OPENS.items():
        seats = actor.seats_for(act, standing)
        ids = [seat.authority_id for seat in seats] if standing is Standing.ASKED else agency_ids(seats)
        allowed |= opens & Q(**{f"{PLACE[standing]}__in": ids}) if ids else NOTHING
    found: QuerySet[Arrival] = Arrival.objects.filter(allowed)
    return found


def standings(actor: Actor, arrival: Arrival) -> frozenset[Standing]:
    """How the actor stands to an arrival that the door gave."""
    seats = {one: actor.seats_for(Act.SEE_ARRIVAL, one) for one in PLACE}
    return frozenset(
        one
        for one, there in seats.items()
        if getattr(arrival, PLACE[one])
        in {seat.authority_id if one is Standing.ASKED else seat.agency_id for seat in there}
    )


def hears(letter: Letter, standing: Standing) -> Q:
    """Whose seats stand so to the arrival now."""
    if standing not in PLACE:
        return NOTHING
    found = Arrival.objects.filter(OPENS[standing], reference=letter.subject_ref)
    field = "agency__authority_id" if standing is Standing.ASKED else "agency_id"
    return Q(**{f"{field}__in": found.values(PLACE[standing])})


NOUN = Noun(
    "arrival",
    Arrival,
    Act.SEE_ARRIVAL,
    arrivals,
    NO_CASE,
    LIFE,
    joins=("pupil", "known", "school", "known_school", "answered_by", "settled_by", "parted_by"),
    pupil="known",
    is_apart=True,
    hears=hears,
    address=lambda letter: reverse("see_arrival", args=[letter.subject_ref]),
)
