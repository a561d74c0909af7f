"""What the ground floor shows: the codes of a set, and a school's systems."""

from datetime import date
from typing import Any

from django.http import Http404

from agencies.actors import Actor
from agencies.models import Code, MisClient
from agencies.policy import SCOPES, Scope

MOST_CLIENTS = 200


def codes_on(code_set: str, on: date) -> dict[str, Any]:
    """The codes of a set that hold on a day; *not found* for a set that is none."""
    rows = list(Code.objects.on(code_set, on))
    if not rows and not Code.objects.filter(code_set=code_set).exists():
        raise Http404
    return {"set": code_set, "on": on.isoformat(), "codes": [_code(row) for row in rows]}


def _code(row: Code) -> dict[str, Any]:
    return {
        "code": row.code,
        "label": row.label,
        "valid_from": row.starts_on and row.starts_on.isoformat(),
        "valid_to": row.ends_on and row.ends_on.isoformat(),
        "source": row.source,
        "status": row.status,
    }


def client_list(actor: Actor, found: list[MisClient]) -> dict[str, Any]:
    """The systems with their school, what each may do, and when it last got an answer."""
    return {
        "rows": [{"client": one, "scopes": scopes_in_words(one), "is_live": one.revoked_at is None} for one in found],
        "is_council": any(seat.kind.value == "council" for seat in actor.seats),
    }


def scopes_in_words(client: MisClient) -> list[str]:
    """What the system may do, as the page on which it was given says it."""
    return [SCOPES[Scope(scope)] for scope in client.scopes]
