"""PostgreSQL away: pages, the API and the token’s address say so with 503 and Retry-After; then all is well."""

import json

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.test import Client
from django.utils import timezone

from referrals.concerns.models import Concern
from tests.browsing import browse
from tests.live import wait_for
from tests.machines import System, connect
from tests.people import Cast, make_cast, set_clock
from tests.whole import Answer, Whole

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PAGES = ("/", "/help/", "/welcome/", "/accounts/login/", "/accounts/password/reset/", "/my-work/", "/nowhere/")
SENT = ("/accounts/login/", "/accounts/password/reset/", "/concerns/log-concern/", "/account/sign-out-everywhere/")
ASKED = (
    ("GET", "/api/v1/me"),
    ("GET", "/api/v1/pupils/a-1"),
    ("POST", "/api/v1/token"),
    ("POST", "/api/v1/suspensions"),
)


@transaction.atomic
def signed_in() -> tuple[Cast, str, System]:
    """A cast, Amara's session as a cookie, and a school's system with a live token."""
    set_clock(timezone.now())
    cast = make_cast()
    cookie = browse(cast, "amara").cookies["inclusion_session"].value
    return cast, f"inclusion_session={cookie}", connect(cast, cast.alder)


def assert_says_so(answer: Answer, url: str) -> None:
    assert (answer.status, int(answer.headers.get("Retry-After", 0)) > 0) == (503, True), (url, answer.text[:300])
    assert answer.headers["Cache-Control"] == "no-store"
    if url.startswith("/api/"):
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert json.loads(answer.text)["type"] == "urn:inclusion:problem:away"
    else:
        assert 'class="i-top"' in answer.text
        assert "nothing of it was saved" in answer.text
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_while_the_database_is_away_everything_says_so_and_nothing_is_lost(whole: Whole) -> None:
    _, cookie, system = signed_in()
    token = {"Authorization": f"Bearer {system.token}", "Content-Type": "application/json"}
    whole.start_web()
    assert whole.ask("GET", "/my-work/", headers={"Cookie": cookie}).status == 200
    assert whole.ask("GET", "/api/v1/me", headers=token).status == 200
    session, concerns = cookie, Concern.objects.count()
    connections.close_all()
    whole.crash_postgres()
    for mine in ({}, {"Cookie": session}):
        for url in PAGES:
            assert_says_so(whole.ask("GET", url, headers=mine), url)
        for url in SENT:
            assert_says_so(whole.ask("POST", url, "email=a@b.example&login=a@b.example&password=x", FORM | mine), url)
    for method, url in ASKED:
        assert_says_so(whole.ask(method, url, "" if method == "GET" else "{}", token), url)
    assert whole.ask("GET", "/readyz").status == 503
    assert whole.ask("GET", "/livez").status == 200
    assert "OperationalError" in whole.background.log("web"), "whoever runs it can read why"
    whole.cluster.start()
    wait_for(lambda: whole.ask("GET", "/readyz").status == 200, 20, "the database")
    assert whole.ask("GET", "/my-work/", headers={"Cookie": cookie}).status == 200
    assert whole.ask("GET", "/api/v1/me", headers=token).status == 200
    assert Concern.objects.count() == concerns


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/my-work/", "/api/v1/me"])
def test_a_database_that_goes_in_the_middle_of_a_request_is_said_too(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def goes(*_: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    cast = make_cast()
    client = browse(cast, "amara")
    client.raise_request_exception = False
    monkeypatch.setattr("interventions.work.pages.my_work", goes)
    headers = {}
    if url.startswith("/api/"):
        headers = {"Authorization": f"Bearer {connect(cast, cast.alder).token}"}
        client = Client(raise_request_exception=False)
        monkeypatch.setattr("agencies.machines.api.own.Me.get", goes)
    answer = client.get(url, headers=headers)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert not connection.needs_rollback
