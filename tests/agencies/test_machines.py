"""A school's own system: connected by a person, let in by its token, and out again at that second."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from oauth2_provider.models import AccessToken

from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.machines import actions as machines
from agencies.machines.models import IdempotencyKey, MisClient
from agencies.people.models import Session
from agencies.policy import Scope
from agencies.register.models import Code
from agencies.trail.models import TrailEntry
from tests.machines import OTHER_URN, URN, System, connect, path_of
from tests.people import AT, Cast, make_cast, set_clock

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def cast() -> Iterator[Cast]:
    set_clock(AT)
    with time_machine.travel(AT, tick=False):
        yield make_cast()


@pytest.fixture
def system(cast: Cast) -> System:
    return connect(cast, cast.alder)


def browse(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.people[name], backend=BACKEND)
    return client


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


@pytest.mark.parametrize("token", ["", "wrong", "x" * 3000])
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


@pytest.mark.parametrize("grant", ["password", "authorization_code", "refresh_token", "implicit"])
def test_no_other_grant_is_given(system: System, grant: str) -> None:
    answer = system.fetch_token(grant_type=grant, username="amara@example.test", password="x")
    assert answer.status_code in (400, 401)
    assert "access_token" not in answer.json()


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


def test_an_address_that_is_none_is_a_problem_of_the_same_bytes(system: System) -> None:
    one, other = system.ask("GET", "/nothing"), system.ask("GET", "/codes/no_such_set")
    assert one.status_code == other.status_code == 404
    assert one.content == other.content
    assert one["Content-Type"] == other["Content-Type"] == "application/problem+json"
    wrong = system.ask("DELETE", "/me")
    assert wrong.status_code == 405
    assert wrong["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(("accept", "status"), [("text/html", 406), ("application/xml", 406), ("*/*", 200)])
def test_json_is_all_that_is_given(system: System, accept: str, status: int) -> None:
    answer = system.ask("GET", "/me", Accept=accept)
    assert answer.status_code == status
    assert answer["Content-Type"] == ("application/json" if status == 200 else "application/problem+json")


@pytest.mark.parametrize("kind", ["application/json; charset=bogus", "application/json; charset=utf-16", "x", ""])
def test_an_odd_content_type_is_no_fault_of_ours(system: System, kind: str) -> None:
    headers = {"Authorization": f"Bearer {system.token}"}
    answer = system.browser.generic("PUT", "/api/v1" + path_of("a-1"), "{}", content_type=kind, headers=headers)
    assert answer.status_code in (400, 415, 422)


def test_codes_hold_by_day(system: System) -> None:
    rows = {"code_set": "made_up", "source": "Test", "status": "check"}
    Code.objects.create(**rows, code="A", label="Old", position=1, ends_on=AT.date() - timedelta(days=1))
    Code.objects.create(**rows, code="B", label="New", position=2, starts_on=AT.date())

    def on(day: str) -> list[str]:
        return [row["code"] for row in system.ask("GET", f"/codes/made_up?on={day}").json()["codes"]]

    assert on("") == on("2026-11-23") == ["B"]
    assert on("2026-11-22") == ["A"]
    bad = system.ask("GET", "/codes/made_up?on=yesterday")
    assert bad.status_code == 422
    assert bad.json()["errors"][0]["pointer"] == "/on"


PAGES = ("/systems/", "/systems/make-client/")


@pytest.mark.parametrize("name", ["tom", "priti", "ruth", "support", "dpo", "nobody"])
def test_systems_are_for_leads_and_the_council(cast: Cast, name: str) -> None:
    assert {browse(cast, name).get(page).status_code for page in PAGES} == {403}


def test_a_lead_connects_a_system_and_sees_its_secret_once(cast: Cast) -> None:
    lead = browse(cast, "amara")
    page = lead.get("/systems/make-client/")
    once = page.context["form"]["once"].value()
    sent = {"agency": cast.alder.pk, "name": "Arbor", "urn": URN, "scopes": ["pupils:read"], "once": once}
    shown = lead.post("/systems/make-client/", sent)
    assert shown.status_code == 200
    assert shown["Cache-Control"] == "no-store"
    client = MisClient.objects.get()
    client_id, secret, *_ = re.findall(r"<code>([^<]+)</code>", shown.content.decode())
    assert client_id == client.application.client_id
    assert System(client, secret).fetch_token().status_code == 200
    again = lead.post("/systems/make-client/", sent, follow=True)
    assert MisClient.objects.count() == 1
    assert secret not in again.content.decode()
    assert "shown once" in again.content.decode()
    assert "Arbor" in lead.get("/systems/").content.decode()
    line = TrailEntry.objects.get(act="make_client")
    assert (line.by_name, line.facts["name"], line.facts["urn"]) == ("Amara Adeyemi", "Arbor", URN)
    assert secret not in str(line.facts)


@pytest.mark.parametrize("urn", ["", "12345", "abcdef", "1234567"])
def test_a_urn_that_is_none_is_said_and_nothing_is_lost(cast: Cast, urn: str) -> None:
    sent = {"agency": cast.alder.pk, "name": "Arbor", "urn": urn, "scopes": ["pupils:read"]}
    page = browse(cast, "amara").post("/systems/make-client/", sent)
    assert page.status_code == 422
    assert 'value="Arbor"' in page.content.decode()
    assert not MisClient.objects.exists()


def test_a_lead_connects_her_own_school_alone(cast: Cast) -> None:
    sent = {"agency": cast.merrow.pk, "name": "Arbor", "urn": URN, "scopes": ["pupils:read"]}
    assert browse(cast, "amara").post("/systems/make-client/", sent).status_code == 422
    assert not MisClient.objects.exists()
    assert browse(cast, "sandra").post("/systems/make-client/", sent).status_code == 200


def test_anothers_system_is_not_there(cast: Cast, system: System) -> None:
    for word in ("rotate-client", "revoke-client"):
        theirs, none = (
            browse(cast, "helen").get(f"/systems/{reference}/{word}/")
            for reference in (system.client.reference, "AAAA-AAAA-A")
        )
        assert theirs.status_code == none.status_code == 404
        assert theirs.content == none.content
    assert "MIS of Alder" not in browse(cast, "helen").get("/systems/").content.decode()
    assert "MIS of Alder" not in browse(cast, "far").get("/systems/").content.decode()
    assert "MIS of Alder" in browse(cast, "sandra").get("/systems/").content.decode()


def test_rotating_and_revoking_in_the_browser(cast: Cast, system: System) -> None:
    lead, place = browse(cast, "amara"), f"/systems/{system.client.reference}"
    shown = lead.post(f"{place}/rotate-client/")
    secret = re.findall(r"<code>([^<]+)</code>", shown.content.decode())[1]
    assert System(system.client, secret).fetch_token().status_code == 200
    assert lead.post(f"{place}/revoke-client/").status_code == 302
    assert "Already done" in lead.post(f"{place}/revoke-client/", follow=True).content.decode()
    assert "cut off" in lead.post(f"{place}/rotate-client/", follow=True).content.decode().lower()
    acts = TrailEntry.objects.filter(subject_ref=system.client.reference).values_list("act", flat=True)
    assert sorted(acts) == ["make_client", "revoke_client", "rotate_client"]


def test_guessing_secrets_is_slowed_down_for_who_guesses_alone(cast: Cast, system: System) -> None:
    other = connect(cast, cast.merrow, OTHER_URN, "helen")
    honest, system.secret = system.secret, "wrong"
    answers = [system.fetch_token().status_code for _ in range(21)]
    assert answers == [401] * 20 + [429]
    system.secret = honest
    slowed = system.fetch_token()
    assert slowed.status_code == 429
    assert slowed["Retry-After"] == "300"
    assert other.fetch_token().status_code == 200
    elsewhere = System(system.client, honest, browser=Client(REMOTE_ADDR="192.0.2.7"))
    assert elsewhere.fetch_token().status_code == 200
    with time_machine.travel(AT + timedelta(seconds=301), tick=False):
        assert system.fetch_token().status_code == 200


def test_outside_the_demonstration_a_secret_is_for_who_proves_again_who_they_are(
    cast: Cast, system: System, settings: Any
) -> None:
    settings.DEMONSTRATION = False
    cast.people["amara"].set_password("a long enough password")
    cast.people["amara"].save()
    lead = browse(cast, "amara")
    for url in ("/systems/make-client/", f"/systems/{system.client.reference}/rotate-client/"):
        got = lead.get(url)
        assert (got.status_code, got["Location"]) == (302, f"/accounts/reauthenticate/?next={url}")
        assert lead.post(url, {"name": "Arbor"}).status_code == 302
    assert system.fetch_token().status_code == 200
    assert lead.get("/systems/").status_code == 200
    sure = lead.post("/accounts/reauthenticate/?next=/systems/make-client/", {"password": "a long enough password"})
    assert sure["Location"] == "/systems/make-client/"
    assert lead.get("/systems/make-client/").status_code == 200
    with time_machine.travel(AT + timedelta(minutes=6), tick=False):
        assert lead.get("/systems/make-client/").status_code == 302


def test_a_claim_beside_the_true_one_escapes_no_limit(system: System) -> None:
    system.secret = "wrong"
    answers = [system.fetch_token(client_id=f"other-{n}").status_code for n in range(21)]
    assert answers == [401] * 20 + [429]


def test_a_header_that_is_no_ascii_is_no_fault_of_ours(cast: Cast) -> None:
    for method, path in (("POST", "/api/v1/token"), ("GET", "/api/v1/me")):
        answer = Client().generic(method, path, headers={"Authorization": "Basic \xe9"})
        assert answer.status_code == 401
