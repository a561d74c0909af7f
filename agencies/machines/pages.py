"""What the page of a school's systems shows."""

from typing import Any

from agencies.actors import Actor
from agencies.machines.models import MisClient
from agencies.policy import SCOPES, Scope

MOST_CLIENTS = 200


def client_list(actor: Actor, found: list[MisClient]) -> dict[str, Any]:
    """The systems with their school, what each may do, and when it last got an answer."""
    return {
        "rows": [{"client": one, "scopes": scopes_in_words(one), "is_live": one.revoked_at is None} for one in found],
        "is_council": any(seat.kind.value == "council" for seat in actor.seats),
    }


def scopes_in_words(client: MisClient) -> list[str]:
    """What the system may do, as the page on which it was given says it."""
    return [SCOPES[Scope(scope)] for scope in client.scopes]
