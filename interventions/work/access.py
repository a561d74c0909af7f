"""Whom somebody may name for what their agency owes, and what there is in colleagues' hands."""

from datetime import datetime

from django.db.models import QuerySet

from agencies.actors import Actor
from agencies.people.models import Seat
from agencies.policy import Act, Role
from agencies.policy.rows import TEAM_LEADERS
from referrals import door
from referrals.duties.facts import who_might_do
from referrals.duties.models import Duty

NAMES_OTHERS = TEAM_LEADERS | {Role.INCLUSION_LEAD}
"""Who says which colleague has something in hand; anybody else takes it themselves, or leaves it to the team."""


def named_by(actor: Actor, duty: Duty, at: datetime) -> list[Seat]:
    """Whom the actor may name for this duty."""
    found = who_might_do(duty, at)
    if any(seat.agency_id == duty.agency_id and seat.role in NAMES_OTHERS for seat in actor.seats):
        return found
    return [seat for seat in found if seat.person_id == actor.person_id]


def colleagues_of(actor: Actor, at: datetime) -> list[Seat]:
    """Who works in an agency of the actor, each by one seat, but for the actor."""
    there = Seat.objects.live(at).filter(agency_id__in=door.agency_ids(actor.seats), person__is_active=True)
    others = there.exclude(person_id=actor.person_id or 0).exclude(role=Role.MIS_CLIENT.value)
    found = others.select_related("person").order_by("person__name", "id")
    return list({seat.person_id: seat for seat in found}.values())


def in_colleagues_hands(actor: Actor, most: int) -> QuerySet[Duty]:
    """What others have in hand at the agencies that the actor leads, the first by date."""
    led = door.agency_ids(actor.seats_of(NAMES_OTHERS))
    found = door.within(Duty, actor, Act.HAND_DUTY).filter(agency_id__in=led, person__isnull=False)
    others = found.exclude(person_id=actor.person_id or 0).filter(state__in=["open", "stopped"])
    return others.order_by("due_at", "id")[:most]
