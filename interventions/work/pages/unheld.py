"""What waits at schools where nobody leads: for the council's manager, in numbers, and no child."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from agencies.actors import Actor
from agencies.people.models import Seat
from agencies.policy import Role
from referrals.duties.facts import without_anybody
from referrals.duties.models import Duty

MOST_UNHELD = 50


@dataclass(frozen=True, slots=True)
class Unheld:
    """One school with how many matters wait there, and since when."""

    school: str
    count: int
    since: datetime


def unheld(actor: Actor, at: datetime) -> list[Unheld]:
    """The schools of the actor's council where nobody holds what is owed, what has waited longest first.

    What one gave another to do is of those two alone, and is not counted.
    """
    councils = _answers_for(actor, at)
    if not councils:
        return []
    waits = Duty.objects.owed().filter(authority_id__in=councils, agency__in=without_anybody(at), from_agency=None)
    found = waits.values("agency__name", "agency_id").annotate(count=Count("pk"), since=Min("opened_at"))
    return [
        Unheld(row["agency__name"], row["count"], row["since"])
        for row in found.order_by("since", "agency_id")[:MOST_UNHELD]
    ]


def _answers_for(actor: Actor, at: datetime) -> set[int]:
    """The councils whose manager the actor is, or whose officer where nobody manages: who is told by letter too."""
    managed = {seat.authority_id for seat in actor.seats_of((Role.COUNCIL_MANAGER,))}
    served = {seat.authority_id for seat in actor.seats_of((Role.COUNCIL_OFFICER,))} - managed
    if not served:
        return managed
    managers = Seat.objects.live(at).filter(role=Role.COUNCIL_MANAGER.value, person__is_active=True)
    there = managers.filter(agency__authority_id__in=served).values_list("agency__authority_id", flat=True)
    return managed | (served - set(there))
