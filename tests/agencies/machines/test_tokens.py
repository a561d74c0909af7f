"""A school's own system and its tokens: whose they are, how long they live, what they open."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from oauth2_provider.models import AbstractApplication, AccessToken

from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.machines import actions as machines
from agencies.machines.models import IdempotencyKey, MisClient
from agencies.people.models import Session
from agencies.policy import Scope
from agencies.trail.models import TrailEntry
from tests.browsing import browse
from tests.machines import OTHER_URN, URN, System, connect
from tests.people import AT, Cast

WIRE = ("password", "authorization_code", "refresh_token", "implicit", "urn:ietf:params:oauth:grant-type:device_code")
GRANTS = sorted({one for one, _ in AbstractApplication.GRANT_TYPES} - {"client-credentials"} | {*WIRE})
"""Every grant of the toolkit, as it names them and as the wire does."""

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def test_a_token_says_whose_it_is_and_sets_no_cookie(system: System) -> None:
    answer = system.ask("GET", "/me")
    assert answer.status_code == 200, answer.content
    assert answer.json() == {
        "name": "MIS of Alder Hythe School",
        "school": {"urn": URN, "name": "Alder Hythe School"},
        "scopes": sorted(Scope),
    }
    assert answer.cookies == {}
    assert answer["Cache-Control"] == "no-store"
    assert system.ask("GET", "/me", If_None_Match=answer["ETag"]).status_code == 304


@pytest.mark.parametrize("token", ["", "wrong", "x" * 3000, "pässwörd"])
def test_without_a_live_token_everything_is_401(system: System, token: str) -> None:
    system.token = token
    for method, path in (("GET", "/me"), ("GET", "/referrals"), ("POST", "/suspensions"), ("GET", "/codes/sex")):
        answer = system.ask(method, path)
        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["WWW-Authenticate"].startswith("Bearer ")


def test_a_session_opens_nothing_here(cast: Cast) -> None:
    assert browse(cast, "amara").get("/api/v1/me").status_code == 401


def test_a_token_in_the_address_opens_nothing(system: System) -> None:
    assert Client().get(f"/api/v1/me?access_token={system.token}").status_code == 401


def test_a_token_lives_an_hour(system: System) -> None:
    with time_machine.travel(AT + timedelta(minutes=59), tick=False):
        assert system.ask("GET", "/me").status_code == 200
    with time_machine.travel(AT + timedelta(minutes=61), tick=False):
        assert system.ask("GET", "/me").status_code == 401


def test_a_wrong_secret_gets_no_token(system: System) -> None:
    system.secret += "x"
    answer = system.fetch_token()
    assert answer.status_code == 401
    assert answer.json()["error"] == "invalid_client"


@pytest.mark.parametrize("grant", [*GRANTS, "", "client_credentials password"])
def test_no_other_grant_is_given_nor_tells_whether_a_password_is_right(
    cast: Cast, system: System, grant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = cast.people["amara"]
    person.set_password("quiet otters wade upstream")
    person.save()
    hashed: list[str] = []
    monkeypatch.setattr("django.contrib.auth.hashers.verify_password", lambda *_: hashed.append("") or (True, False))
    for password in ("quiet otters wade upstream", "wrong"):
        with CaptureQueriesContext(connection) as caught:
            answer = system.fetch_token(grant_type=grant, username=person.email, password=password)
        assert (answer.status_code, "access_token" in answer.json()) == (400, False)
        assert not [one for one in caught.captured_queries if "oauth2" in one["sql"] or "person" in one["sql"]]
    assert hashed == []


def test_a_grant_named_twice_or_in_the_address_is_none(system: System) -> None:
    twice = {"grant_type": ["client_credentials", "password"]}
    assert system.browser.post("/api/v1/token", twice).status_code == 400
    assert system.browser.post("/api/v1/token?grant_type=password").status_code == 400


def test_a_client_gets_the_scopes_that_a_person_gave_it_and_no_more(cast: Cast) -> None:
    system = connect(cast, cast.alder, scopes=[Scope.CODES_READ])
    assert system.ask("GET", "/me").json()["scopes"] == ["codes:read"]
    assert system.fetch_token(scope="pupils:write").json()["error"] == "invalid_scope"
    system.fetch_token(scope="codes:read")
    answer = system.ask("GET", "/referrals")
    assert answer.status_code == 403
    assert answer.json()["scope"] == "referrals:read"
    assert 'error="insufficient_scope"' in answer["WWW-Authenticate"]


def test_a_scope_taken_away_is_gone_from_tokens_that_live(system: System) -> None:
    MisClient.objects.update(scopes=["codes:read"])
    assert system.ask("GET", "/me").json()["scopes"] == ["codes:read"]


def test_revoked_is_out_at_that_second(cast: Cast, system: System) -> None:
    machines.revoke_client(system.client, by=cast.actor("amara"), at=AT)
    assert system.ask("GET", "/me").status_code == 401
    system.client.refresh_from_db()
    assert system.client.application is None
    with pytest.raises(AlreadyDone):
        machines.revoke_client(system.client, by=cast.actor("amara"), at=AT)


def test_a_new_secret_ends_the_old_one_and_its_tokens(cast: Cast, system: System) -> None:
    made = machines.rotate_client(system.client, by=cast.actor("amara"), at=AT)
    assert system.ask("GET", "/me").status_code == 401
    assert system.fetch_token().status_code == 401
    fresh = System(made.client, made.secret)
    assert fresh.fetch_token().status_code == 200


def test_a_closed_school_has_no_system(cast: Cast, system: System) -> None:
    cast.alder.closed_at = AT
    cast.alder.save(update_fields=["closed_at"])
    assert system.ask("GET", "/me").status_code == 401


def test_what_has_run_out_is_deleted_and_nothing_before(system: System) -> None:
    kept = {"body_hash": "", "status": 201, "headers": {}, "body": "{}", "made_at": AT}
    IdempotencyKey.objects.create(client=system.client, key="one", **kept)
    Session.objects.create(session_key="one", session_data="", expire_date=AT + timedelta(hours=48))
    tables = (IdempotencyKey, AccessToken, Session)
    machines.forget_expired(AT + timedelta(minutes=59))
    assert [table.objects.count() for table in tables] == [1, 1, 1]
    machines.forget_expired(AT + timedelta(hours=47))
    assert [table.objects.count() for table in tables] == [1, 0, 1]
    machines.forget_expired(AT + timedelta(hours=48))
    assert [table.objects.count() for table in tables] == [0, 0, 0]


def test_one_urn_is_one_schools(cast: Cast, system: System) -> None:
    with pytest.raises(NotNow):
        connect(cast, cast.merrow, URN, "helen")
    connect(cast, cast.merrow, OTHER_URN, "helen")


def test_when_it_last_got_an_answer_is_kept_once_a_minute(system: System) -> None:
    system.ask("GET", "/me")
    system.client.refresh_from_db()
    assert system.client.last_success_at == AT
    with time_machine.travel(AT + timedelta(seconds=30), tick=False):
        system.ask("GET", "/me")
    system.client.refresh_from_db()
    assert system.client.last_success_at == AT


def test_guessing_secrets_is_slowed_down_for_who_guesses_alone(cast: Cast, system: System) -> None:
    other = connect(cast, cast.merrow, OTHER_URN, "helen")
    honest, system.secret = system.secret, "wrong"
    answers = [system.fetch_token().status_code for _ in range(20)]
    assert answers == [401] * 5 + [429] * 15
    system.secret = honest
    slowed = system.fetch_token()
    assert (slowed.status_code, slowed["Retry-After"]) == (429, "1")
    assert other.fetch_token().status_code == 200
    elsewhere = System(system.client, honest, browser=Client(REMOTE_ADDR="192.0.2.7"))
    assert elsewhere.fetch_token().status_code == 200
    with time_machine.travel(AT + timedelta(seconds=1), tick=False):
        assert system.fetch_token().status_code == 200


def test_a_claim_beside_the_true_one_is_refused_before_a_secret_is_looked_at(system: System) -> None:
    answer = system.fetch_token(client_id="another")
    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})


def test_a_header_that_is_no_ascii_is_no_fault_of_ours(cast: Cast) -> None:
    for method, path in (("POST", "/api/v1/token"), ("GET", "/api/v1/me")):
        answer = Client().generic(method, path, headers={"Authorization": "Basic \xe9"})
        assert answer.status_code == 401


def test_a_body_of_unknown_length_is_refused_and_not_taken_for_an_empty_one(system: System) -> None:
    for path in ("/api/v1/token", "/api/v1/suspensions"):
        answer = system.browser.post(path, {}, headers={"Transfer-Encoding": "chunked"})
        assert (answer.status_code, answer["Content-Type"]) == (411, "application/problem+json")


def test_a_client_asks_from_its_own_networks_alone(system: System) -> None:
    MisClient.objects.update(networks=["203.0.113.0/24", "2001:db8::/32"])
    assert system.ask("GET", "/me").status_code == 401
    assert system.fetch_token().status_code == 401
    for sender in ("203.0.113.77", "2001:db8::7"):
        at_home = System(system.client, system.secret, browser=Client(REMOTE_ADDR=sender))
        assert at_home.fetch_token().status_code == 200
        assert at_home.ask("GET", "/me").status_code == 200


def test_a_client_ends_with_its_day_and_goes_on_with_a_new_secret(system: System, cast: Cast) -> None:
    MisClient.objects.update(expires_at=AT + timedelta(minutes=10))
    with time_machine.travel(AT + timedelta(minutes=10), tick=False):
        assert system.ask("GET", "/me").status_code == 401
        assert system.fetch_token().status_code == 401
        made = machines.rotate_client(system.client, by=cast.actor("amara"), at=AT + timedelta(minutes=10))
        assert System(system.client, made.secret).fetch_token().status_code == 200


def test_the_old_secret_works_beside_the_new_one_for_as_long_as_was_said(system: System, cast: Cast) -> None:
    made = machines.rotate_client(system.client, by=cast.actor("amara"), at=AT, overlap=timedelta(days=1))
    renewed = System(system.client, made.secret)
    assert system.ask("GET", "/me").status_code == 200, "its token goes on"
    assert (system.fetch_token().status_code, renewed.fetch_token().status_code) == (200, 200)
    with time_machine.travel(AT + timedelta(days=1), tick=False):
        assert (system.fetch_token().status_code, renewed.fetch_token().status_code) == (401, 200)
    machines.rotate_client(system.client, by=cast.actor("amara"), at=AT)
    assert (system.fetch_token().status_code, renewed.fetch_token().status_code) == (401, 401)


def test_the_trail_knows_each_token_that_was_given_or_refused(system: System) -> None:
    system.secret += "x"
    system.fetch_token()
    system.browser.post("/api/v1/token", {"grant_type": "client_credentials", "client_id": "nobody"})
    lines = TrailEntry.objects.filter(subject_kind="client", act__contains="token").order_by("id")
    assert list(lines.values_list("act", "by_name")) == [
        ("issue_token", system.client.name),
        ("refuse_token", system.client.name),
    ]
