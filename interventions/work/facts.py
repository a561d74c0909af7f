"""What somebody has in hand."""

from django.db.models import QuerySet

from agencies.actors import Actor
from agencies.policy import Act
from referrals import door
from referrals.duties.models import Duty
from referrals.duties.states import OWED


def in_own_hands(actor: Actor) -> QuerySet[Duty]:
    """All that the actor has in hand and can do now, tasks among it, the first by date."""
    found = door.within(Duty, actor, Act.SEE_CASE).filter(person_id=actor.person_id or 0, state__in=OWED)
    joined: QuerySet[Duty] = found.select_related("case", "pupil", "agency", "share")
    return joined.order_by("due_at", "id")
