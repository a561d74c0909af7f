"""Nobody asks without end: who asks too much waits until the minute is over, and nobody else does."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from inclusion import pacing
from tests.browsing import browse
from tests.machines import System
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "PERSON", 5)
    monkeypatch.setattr(pacing, "CLIENT", 5)


def asked(client: Client, times: int = 7) -> list[int]:
    return [client.get("/account/").status_code for _ in range(times)]


def test_who_asks_for_too_many_pages_waits_until_the_minute_is_over(cast: Cast) -> None:
    client = browse(cast, "amara")
    assert asked(client) == [200] * 5 + [429] * 2
    answer = client.get("/account/")
    assert answer["Retry-After"] == "60"
    assert "Wait 60 seconds" in answer.content.decode()
    with time_machine.travel(AT + timedelta(seconds=59), tick=False):
        assert client.get("/account/")["Retry-After"] == "1"
    with time_machine.travel(AT + timedelta(seconds=60), tick=False):
        assert asked(client) == [200] * 5 + [429] * 2


def test_two_people_at_one_machine_count_apart_and_strangers_do_not(cast: Cast) -> None:
    client = browse(cast, "amara")
    asked(client)
    client.force_login(cast.people["tom"], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert asked(client) == [200] * 5 + [429] * 2
    client.logout()
    assert [client.get("/help/").status_code for _ in range(20)] == [200] * 20


def test_a_system_is_told_so_as_a_problem(system: System) -> None:
    answers = [system.ask("GET", "/me") for _ in range(7)]
    assert [one.status_code for one in answers] == [200] * 5 + [429] * 2
    assert (answers[-1].json()["type"], answers[-1]["Retry-After"]) == ("urn:inclusion:problem:too-many", "60")


def test_what_was_turned_away_did_nothing(cast: Cast) -> None:
    client = browse(cast, "amara")
    asked(client)
    new = {"name": "Mallory", "job": "", "phone": ""}
    assert client.post("/account/mend-profile/", new).status_code == 429
    cast.people["amara"].refresh_from_db()
    assert cast.people["amara"].name == "Amara Adeyemi"
