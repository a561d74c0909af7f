"""Whom somebody may name for what their agency owes, and what there is in colleagues' hands."""

from datetime import datetime

from django.db.models import OuterRef, QuerySet

from agencies.acting.querysets import Probe
from agencies.actors import Actor
from agencies.people.models import Seat
from agencies.policy import Act, Role
from agencies.policy.rows import TEAM_LEADERS
from referrals import door
from referrals.duties.access import CAN_BE_MET
from referrals.duties.facts import who_might_do
from referrals.duties.models import Duty
from referrals.duties.states import OWED
from referrals.given_tasks.models import GivenTask

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
    """What others have in hand where the actor leads, tasks that the actor reads among it, the first by date."""
    led = door.agency_ids(actor.seats_of(NAMES_OTHERS))
    read = door.within(GivenTask, actor, Act.ASSIGN_TASK)
    tasks = Duty.objects.filter(CAN_BE_MET, Probe(read, reference=OuterRef("subject_ref")), subject_kind="task")
    walks = []
    for found in (door.within(Duty, actor, Act.HAND_DUTY), tasks):
        there = found.filter(agency_id__in=led, person__isnull=False, state__in=OWED)
        others = there.exclude(person_id=actor.person_id or 0)
        walks.append(others.order_by("due_at", "id").values("pk")[:most])
    return Duty.objects.filter(pk__in=walks[0].union(walks[1])).order_by("due_at", "id")[:most]
