"""One act on an arrival, as every act says it: it is about the child who was on record before."""

from datetime import datetime
from typing import Any

from agencies.acting.doing import Doing
from agencies.actors import Actor
from agencies.policy import Act
from referrals.arrivals.models import Arrival


def doing_on(arrival: Arrival, act: Act, by: Actor, at: datetime, **more: Any) -> Doing:
    """The act on this arrival; its facts tell of no child."""
    return Doing(act, by, at, "arrival", arrival, pupil=arrival.known, **more)
