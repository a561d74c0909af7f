"""What is done with a school's own systems."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Transition
from agencies.policy import Act
from agencies.policy.telling import NOBODY


class State(TextChoices):
    """A system is live until it is cut off: read from its dates."""

    LIVE = "live"
    REVOKED = "revoked"


ONE = "systems/<ref:reference>/"

LIFE = Life(
    "client",
    tuple(State),
    rows=(
        ActRow(
            Act.MAKE_CLIENT,
            "connected a system",
            (Transition("client", (NEW,), (State.LIVE,)),),
            NOBODY,
            at="systems/",
        ),
        ActRow(Act.ROTATE_CLIENT, "gave a system a new secret", (Transition("client", (State.LIVE,)),), NOBODY, at=ONE),
        ActRow(
            Act.REVOKE_CLIENT,
            "cut a system off",
            (Transition("client", (State.LIVE,), (State.REVOKED,)),),
            NOBODY,
            at=ONE,
        ),
        ActRow(Act.ISSUE_TOKEN, "was given a token", (Transition("client", (State.LIVE,)),), NOBODY),
        ActRow(Act.REFUSE_TOKEN, "was refused a token", (Transition("client", (State.LIVE,)),), NOBODY),
        ActRow(Act.SEE_CLIENTS, "looked at the connected systems"),
    ),
)
