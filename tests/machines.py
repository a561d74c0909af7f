"""A school's own system, connected, and its requests: for tests that speak to the API through Django's test client."""

import base64
import json
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.machines import actions as machines
from agencies.machines.models import MisClient
from agencies.policy import Scope
from tests.people import AT, Cast

URN, OTHER_URN = "990001", "990002"
API = "/api/v1"


@dataclass
class System:
    """A client with its secret; `ask` sends with the token it has."""

    client: MisClient
    secret: str
    token: str = ""
    browser: Client = field(default_factory=Client)

    def fetch_token(self, **more: str) -> Any:
        """Client credentials for a token, as RFC 6749 says it."""
        pair = f"{self.client.application.client_id}:{self.secret}".encode()
        basic = f"Basic {base64.b64encode(pair).decode()}"
        body = {"grant_type": "client_credentials", **more}
        answer = self.browser.post(f"{API}/token", body, headers={"Authorization": basic})
        self.token = answer.json().get("access_token", "")
        return answer

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One request; header names with underscores for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = "" if body is None else body if isinstance(body, str) else json.dumps(body)
        return self.browser.generic(
            method,
            f"{API}{path}",
            sent,
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.token}", **named},
        )


def connect(
    cast: Cast,
    school: Agency,
    urn: str = URN,
    who: str = "amara",
    scopes: Any = tuple(Scope),
    *,
    is_known: bool = True,
) -> System:
    """Connect a school's system with these scopes, and fetch its token; `is_known`: as the one before, if any."""
    by: Actor = cast.actor(who)
    asked = {"name": f"MIS of {school.name}", "scopes": list(scopes), "urn": urn, "is_known": is_known}
    made = machines.make_client(school, **asked, by=by, at=AT)
    system = System(made.client, made.secret)
    assert system.fetch_token().status_code == 200
    return system


def known_system(school: Agency, by: Any) -> MisClient:
    """The first of the school's systems: one without a secret, where none was connected."""
    there = MisClient.objects.filter(agency=school).order_by("id").first()
    made = {"made_at": AT, "made_by": by, "secret_made_at": AT, "expires_at": AT, "scopes": []}
    return there or MisClient.objects.create(agency=school, name="MIS", **made)  # type: ignore[no-any-return]


def pupil(**changes: Any) -> dict[str, Any]:
    """A pupil as a system sends them."""
    sent = {
        "legal": {"given": "Samuel", "family": "Boateng"},
        "known_as": {"given": "Sam"},
        "born": "2013-09-01",
        "upn": "R201100018042",
        "enrolment": {"status": "C", "from": "2025-09-02", "to": None, "form": "8B"},
    }
    return {**sent, **changes}


def path_of(external_id: str, urn: str = URN) -> str:
    """The address of a pupil by the system's own id."""
    return f"/schools/{urn}/pupils/by-external-id/{external_id}"


def suspension(**changes: Any) -> dict[str, Any]:
    """A suspension as a system reports it: Monday 23 November 2026, decided that morning."""
    sent = {
        "pupil": "a-1",
        "reasons": ["PA", "VA"],
        "sessions": [["2026-11-23", "AM"], ["2026-11-23", "PM"]],
        "decided_at": "2026-11-23T08:20:00Z",
        "decided_by_role": "head",
    }
    return {**sent, **changes}
