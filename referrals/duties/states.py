"""The states of a duty: *due* and *overdue* are read from the date. Acts of other nouns open, meet and end it."""

from django.db.models import TextChoices

from agencies.acting.rows import ActRow, Life
from agencies.policy import Act


class State(TextChoices):
    """Where a duty stands."""

    OPEN = "open"
    STOPPED = "stopped"
    MET = "met"
    WAIVED = "waived"
    VOID = "void"


OWED = (State.OPEN, State.STOPPED)
LIFE = Life("duty", tuple(State), rows=(ActRow(Act.SEE_OVERVIEW, "looked at the overview"),))
