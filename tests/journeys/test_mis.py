"""A school's own system from its connection in the browser to the council's notice, over HTTP, by a client not ours."""

import re
from typing import Any

import pytest
from oauthlib.oauth2 import BackendApplicationClient
from requests_oauthlib import OAuth2Session

from interventions.suspensions.models import Suspension
from tests.browsing import browse
from tests.machines import URN, path_of, pupil, suspension
from tests.people import AT, Cast, make_cast

MAY = ["pupils:read", "pupils:write", "suspensions:read", "suspensions:write", "referrals:read"]


@pytest.fixture
def cast(server: str, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    return make_cast()


def connected(cast: Cast, server: str) -> Any:
    """A session with the client id and the secret that the lead reads off the page."""
    form = {"agency": cast.alder.pk, "name": "SchoolBase", "scopes": MAY, "urn": URN, "until": "31 8 2027"}
    page = browse(cast, "amara").post("/systems/make-client/", form).content.decode()
    client_id, secret, *_ = re.findall(r"<code>([^<]*)</code>", page)
    made = OAuth2Session(client=BackendApplicationClient(client_id))
    made.fetch_token(f"{server}/api/v1/token", client_secret=secret)
    return made


def test_a_suspension_of_the_mis_reaches_the_head_and_the_council(server: str, cast: Cast) -> None:
    with connected(cast, server) as mis:
        base = f"{server}/api/v1"
        made = mis.put(base + path_of("a-1"), json=pupil())
        assert (made.status_code, made.cookies.get_dict()) == (201, {})
        told = mis.post(f"{base}/suspensions", json=suspension(), headers={"Idempotency-Key": "1"})
        assert told.status_code == 201, told.text
        one = Suspension.objects.get()
        head, officer = browse(cast, "colm"), browse(cast, "sandra")
        assert "Sam Boateng" in head.get(f"/suspensions/{one.reference}/").content.decode()
        assert "Sam Boateng" in head.get("/my-work/").content.decode()
        assert "Sam Boateng" in officer.get(f"/suspensions/{one.reference}/").content.decode()
        states = {duty["rule"]: duty["state"] for duty in mis.get(server + told.headers["Location"]).json()["duties"]}
        assert states == dict.fromkeys(("tell_parents_suspension", "settle_facts", "ask_days_elsewhere"), "open")
        assert mis.get(f"{base}/referrals").json()["items"] == []
        assert mis.get(f"{base}/codes/exclusion_reason").status_code == 403
        reference = re.findall(r"/systems/([^/]*)/revoke-client/", head.get("/systems/").content.decode())[0]
        assert head.post(f"/systems/{reference}/revoke-client/").status_code == 302
        assert mis.get(f"{base}/me").status_code == 401
