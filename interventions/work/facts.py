"""What somebody has in hand."""

from django.db.models import QuerySet

from agencies.actors import Actor
from referrals.duties.models import Duty


def in_own_hands(actor: Actor) -> QuerySet[Duty]:
    """All that the actor has in hand, tasks among it, the first by date."""
    found = Duty.objects.owed().filter(person_id=actor.person_id or 0)
    joined: QuerySet[Duty] = found.select_related("case", "pupil", "agency", "share")
    return joined.order_by("due_at", "id")
