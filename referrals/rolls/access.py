"""Whose roll a lead may bring up to date from a file."""

from collections import Counter
from dataclasses import dataclass

from agencies.actors import Actor, SeatFacts
from agencies.directory.models import Agency
from agencies.policy import Act, Standing


@dataclass(frozen=True, slots=True)
class School:
    """A school, the seat at it, and its name: of two schools of one name with the council of each."""

    reference: str
    name: str
    seat: SeatFacts


def schools_of(actor: Actor, act: Act = Act.TAKE_ROLL) -> dict[str, School]:
    """The schools where the actor leads and may do the act, by reference."""
    seats = {seat.agency_id: seat for seat in actor.seats_for(act, Standing.ON_ROLL)}
    found = list(Agency.objects.filter(pk__in=seats).select_related("authority").order_by("name", "id"))
    times = Counter(one.name for one in found)
    names = {one.pk: f"{one.name} ({one.authority.name})" if times[one.name] > 1 else one.name for one in found}
    return {one.reference: School(one.reference, names[one.pk], seats[one.pk]) for one in found}
