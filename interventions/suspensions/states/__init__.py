"""The life of a suspension, and the acts of which it is made."""

from interventions.suspensions.states.kinds import (
    ASKED,
    BEFORE_EXAM,
    BOARD,
    CHANGED_SINCE,
    CONSIDER,
    MEETS,
    NOT_THAT_WAY,
    OPEN,
    SETTLE,
    SETTLED,
    TELL,
    NoSchoolDay,
    State,
    ways_of_telling,
)
from interventions.suspensions.states.life import LIFE

__all__ = [
    "ASKED",
    "BEFORE_EXAM",
    "BOARD",
    "CHANGED_SINCE",
    "CONSIDER",
    "LIFE",
    "MEETS",
    "NOT_THAT_WAY",
    "OPEN",
    "SETTLE",
    "SETTLED",
    "TELL",
    "NoSchoolDay",
    "State",
    "ways_of_telling",
]
