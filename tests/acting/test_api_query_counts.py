"""Each address of the API, and the pages of systems, ask as often for many rows as for few."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.register.models import Code
from tests import stories
from tests.machines import System, connect, path_of, pupil, suspension
from tests.people import Cast, make_pupil

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
FEW, MANY = 2, 20
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def grow(cast: Cast, system: System, first: int, last: int) -> None:
    """For each number a pupil with a suspension, another with a referral, a code and a system."""
    own = cast.kofi
    for n in range(first, last):
        sent = pupil(upn=None, born=(date(2012, 1, 1) + timedelta(days=n)).isoformat())
        assert system.ask("PUT", path_of(f"a-{n}"), sent).status_code == 201
        reported = suspension(pupil=f"a-{n}")
        assert system.ask("POST", "/suspensions", reported, Idempotency_Key=f"k-{n}").status_code == 201
        cast.kofi = make_pupil(cast.alder, f"Child{n}", "Grown", date(2013, 1, 1))
        stories.sent(cast, stories.case(cast))
        Code.objects.create(code_set="some", position=n, code=str(n), label=f"Words {n}", source="x", status="check")
        connect(cast, cast.alder)
    cast.kofi = own


def counted(cast: Cast, system: System, lead: Client) -> dict[str, int]:
    """How many queries each address takes."""
    one = system.ask("GET", "/suspensions").json()["items"][0]["id"]
    calls: dict[str, Callable[[], Any]] = {
        "me": lambda: system.ask("GET", "/me"),
        "pupil": lambda: system.ask("GET", path_of("a-0")),
        "put": lambda: system.ask("PUT", path_of("a-0"), pupil(upn=None, born="2012-01-01")),
        "suspensions": lambda: system.ask("GET", "/suspensions"),
        "suspension": lambda: system.ask("GET", f"/suspensions/{one}"),
        "referrals": lambda: system.ask("GET", "/referrals"),
        "codes": lambda: system.ask("GET", "/codes/some"),
        "systems": lambda: lead.get("/systems/"),
        "connect": lambda: lead.get("/systems/make-client/"),
    }
    asked = {}
    for name, call in calls.items():
        with CaptureQueriesContext(connection) as seen:
            assert call().status_code == 200, name
        asked[name] = len(seen)
    return asked


def test_many_rows_ask_as_much_as_few(cast: Cast) -> None:
    system, lead = connect(cast, cast.alder), Client()
    lead.force_login(cast.people["amara"], backend=BACKEND)
    lead.get("/systems/")
    grow(cast, system, 0, FEW)
    few = counted(cast, system, lead)
    grow(cast, system, FEW, MANY)
    assert len(system.ask("GET", "/suspensions").json()["items"]) == MANY
    assert few == counted(cast, system, lead)
    assert max(few.values()) <= 17, few
