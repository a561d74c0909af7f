"""The life of a suspension, and the acts of which it is made."""

from interventions.suspensions.states.kinds import (
    ASK_FACTS,
    ASKED,
    ASKED_FACTS,
    BEFORE_EXAM,
    BOARD,
    CHANGED_SINCE,
    CONSIDER,
    KNOWN,
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
    "ASKED_FACTS",
    "ASK_FACTS",
    "BEFORE_EXAM",
    "BOARD",
    "CHANGED_SINCE",
    "CONSIDER",
    "KNOWN",
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
