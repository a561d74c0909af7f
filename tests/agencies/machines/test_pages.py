"""The pages on which a school's system is connected, renewed and cut off."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from agencies.machines.models import MisClient
from agencies.trail.models import TrailEntry
from tests.browsing import browse
from tests.machines import URN, System
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
UNTIL = {"until": "31 8 2027", "networks": ""}
PAGES = ("/systems/", "/systems/make-client/")


@pytest.mark.parametrize("name", ["tom", "priti", "ruth", "support", "dpo", "nobody"])
def test_systems_are_for_leads_and_the_council(cast: Cast, name: str) -> None:
    assert {browse(cast, name).get(page).status_code for page in PAGES} == {403}


def test_a_lead_connects_a_system_and_sees_its_secret_once(cast: Cast) -> None:
    lead = browse(cast, "amara")
    page = lead.get("/systems/make-client/")
    once = page.context["form"]["once"].value()
    sent = {"agency": cast.alder.pk, "name": "Arbor", "urn": URN, "scopes": ["pupils:read"], "once": once, **UNTIL}
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
    assert (line.by_name, line.facts["name"], URN in str(line.facts)) == ("Amara Adeyemi", "Arbor", False)
    assert secret not in str(line.facts)


@pytest.mark.parametrize("urn", ["", "12345", "abcdef", "1234567"])
def test_a_urn_that_is_none_is_said_and_nothing_is_lost(cast: Cast, urn: str) -> None:
    sent = {"agency": cast.alder.pk, "name": "Arbor", "urn": urn, "scopes": ["pupils:read"], **UNTIL}
    page = browse(cast, "amara").post("/systems/make-client/", sent)
    assert page.status_code == 422
    assert 'value="Arbor"' in page.content.decode()
    assert not MisClient.objects.exists()


def test_a_lead_connects_her_own_school_alone(cast: Cast) -> None:
    sent = {"agency": cast.merrow.pk, "name": "Arbor", "urn": URN, "scopes": ["pupils:read"], **UNTIL}
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
    shown = lead.post(f"{place}/rotate-client/", {"overlap": "0"})
    secret = re.findall(r"<code>([^<]+)</code>", shown.content.decode())[1]
    assert System(system.client, secret).fetch_token().status_code == 200
    assert lead.post(f"{place}/revoke-client/").status_code == 302
    assert "Already done" in lead.post(f"{place}/revoke-client/", follow=True).content.decode()
    assert "cut off" in lead.post(f"{place}/rotate-client/", follow=True).content.decode().lower()
    acts = TrailEntry.objects.filter(subject_ref=system.client.reference).values_list("act", flat=True)
    assert sorted(set(acts)) == ["issue_token", "make_client", "revoke_client", "rotate_client"]


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


def test_what_is_no_network_or_no_day_to_come_is_said_and_stays(cast: Cast) -> None:
    sent = {"agency": cast.alder.pk, "name": "Arbor", "urn": URN, "scopes": ["pupils:read"], **UNTIL}
    for wrong in ({"networks": "203.0.113.0/24\nthe office"}, {"until": "1 1 2026"}, {"until": "1 1 2031"}):
        page = browse(cast, "amara").post("/systems/make-client/", {**sent, **wrong})
        assert page.status_code == 422
        assert next(iter(wrong.values())).split("\n")[-1] in page.content.decode()
    page = browse(cast, "amara").post("/systems/make-client/", {**sent, "networks": "203.0.113.9/24\n2001:db8::/32"})
    assert page.status_code == 200
    assert MisClient.objects.get().networks == ["203.0.113.0/24", "2001:db8::/32"]
    assert "203.0.113.0/24, 2001:db8::/32 alone" in browse(cast, "amara").get("/systems/").content.decode()
