"""One act on an arrival, as every act says it: it is about the child who was on record before."""

from datetime import datetime
from typing import Any

from agencies.acting.doing import Doing
from agencies.actors import Actor
from agencies.policy import Act
from referrals.arrivals.models import Arrival
from referrals.pupils.models import Pupil
from referrals.pupils.turns import alone


def doing_on(arrival: Arrival, act: Act, by: Actor, at: datetime, **more: Any) -> Doing:
    """The act on this arrival; its facts tell of no child."""
    return Doing(act, by, at, "arrival", arrival, pupil=arrival.known, **more)


def lock_both(arrival: Arrival) -> tuple[Pupil, Pupil]:
    """The new school's record and the one that was there, as they stand once both are locked, in order."""
    known = arrival.known
    alone(arrival.authority_id)
    list(Pupil.objects.filter(pk__in=[arrival.pupil_id, known.pk]).order_by("pk").select_for_update(no_key=True))
    known.refresh_from_db()
    return Pupil.objects.get(pk=arrival.pupil_id), known
