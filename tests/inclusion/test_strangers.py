"""What somebody fresh found at the door, shut: made-up passkeys, and the account of somebody else's colleague."""

import json

import pytest
from django.test import Client

from agencies.accounts.models import FirstCode
from tests.browsing import browse
from tests.people import Cast, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
PART = {"id": "AAAA", "rawId": "AAAA", "type": "public-key"}
MADE_UP = [
    {"id": "x"}, {"response": "x"}, {"id": "x", "response": {"userHandle": None}}, {**PART, "response": {}}, [], 1, "x",
    {**PART, "response": {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": "MQ"}},
    {**PART, "response": {"clientDataJSON": "e30", "attestationObject": "oA"}},
    {**PART, "type": "x", "response": {"clientDataJSON": "e30", "attestationObject": "AA"}},
]  # fmt: skip
PLACES = ("login", "reauthenticate", "add")


@pytest.mark.parametrize("made_up", MADE_UP, ids=json.dumps)
def test_a_passkey_that_was_made_up_is_wrong_and_no_fault(cast: Cast, made_up: object) -> None:
    tom = cast.people["tom"]
    tom.set_password("quiet otters wade upstream")
    tom.save()
    for place in PLACES:
        client = Client() if place == "login" else browse(cast, "tom")
        if place == "add":
            client.post("/accounts/reauthenticate/", {"password": "quiet otters wade upstream"})
        client.get(f"/accounts/2fa/webauthn/{place}/")
        answer = client.post(f"/accounts/2fa/webauthn/{place}/", {"credential": json.dumps(made_up), "name": "x"})
        assert answer.status_code in (200, 302), place


@pytest.mark.parametrize("act", ["give-code", "end-sessions"])
def test_whoever_invites_somebody_elses_colleague_has_no_hold_on_their_account(cast: Cast, act: str) -> None:
    """An agency's manager could invite a school's head, and then make the code for the head's first way to sign in."""
    manager, here = browse(cast, "mona"), f"/people/{cast.camhs.reference}"
    make_person("waiting", "Not Yet")
    answers = []
    for name in ("colm", "nobody.yet"):
        email = cast.people[name].email if name in cast.people else f"{name}@example.test"
        sent = {"email": email, "name": "Nia New", "role": "agency_worker"}
        assert manager.post(f"{here}/invite-person/", sent).status_code == 302
        person = type(cast.people["colm"]).objects.get(email=email)
        place = f"{here}/{person.reference}/{act}/"
        answers.append([(one.status_code, len(one.content)) for one in (manager.get(place), manager.post(place))])
        assert place not in manager.get("/people/").content.decode()
    assert answers[0] == answers[1], "nor do they learn who has an account"
    assert {status for status, _ in answers[0]} == {403}
    assert not FirstCode.objects.exists()
    own = f"/people/{cast.alder.reference}/{cast.people['tom'].reference}/{act}/"
    assert own in browse(cast, "colm").get("/people/").content.decode()
    assert browse(cast, "colm").get(own).status_code == 200
