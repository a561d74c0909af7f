"""Sign-in at the edge: what counts is counted whatever form the answer has, and a known device is never kept out."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from agencies.accounts.factors import encrypt
from agencies.accounts.facts import hash_of
from agencies.accounts.models import Device, StrangerTries
from agencies.people.models import Person
from agencies.trail.models import TrailEntry
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
PASSWORD = "quiet otters wade upstream"
SIGN_IN = "/accounts/login/"
FORMS: dict[str, dict[str, str]] = {
    "plain": {},
    "script": {"X-Requested-With": "XMLHttpRequest"},
    "json": {"Accept": "application/json"},
}
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def amara(cast: Cast) -> Person:
    person = cast.people["amara"]
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def sign_in(client: Client, person: Person, password: str = PASSWORD, **more: Any) -> Any:
    return client.post(SIGN_IN, {"login": person.email, "password": password}, **more)


def inside(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def half_way(person: Person) -> Client:
    Authenticator.objects.create(user=person, type="totp", data={"secret": encrypt(SECRET)})
    client = Client()
    assert sign_in(client, person)["Location"] == "/accounts/2fa/authenticate/"
    return client


JUDGING: dict[str, tuple[Callable[[Person], Client], str, dict[str, str]]] = {
    "sign-in": (lambda _: Client(), SIGN_IN, {"login": "", "password": "wrong"}),
    "password change": (inside, "/accounts/password/change/", {"oldpassword": "wrong"}),
    "prove it": (inside, "/accounts/reauthenticate/", {"password": "wrong"}),
    "second factor": (half_way, "/accounts/2fa/authenticate/", {"code": "000000"}),
    "reset": (lambda _: Client(), "/accounts/password/reset/", {"email": ""}),
    "token": (lambda _: Client(), "/api/v1/token", {"grant_type": "client_credentials", "client_id": "x"}),
}


@pytest.mark.parametrize(("form", "guesses"), [("plain", 40), ("script", 12), ("json", 12)])
@pytest.mark.parametrize("what", JUDGING)
def test_guesses_are_slowed_whatever_form_the_answer_has(amara: Person, what: str, form: str, guesses: int) -> None:
    enter, url, body = JUDGING[what]
    client = enter(amara)
    body = {name: value or amara.email for name, value in body.items()}
    answers = [client.post(url, body, headers=FORMS[form]) for _ in range(guesses)]
    assert sum(one.status_code != 429 for one in answers) <= 5
    assert all(1 <= int(one["Retry-After"]) <= 60 for one in answers if one.status_code == 429)
    if what != "token":
        assert "Wait" in answers[-1].content.decode()
        assert answers[-1]["Content-Type"].startswith("text/html")


def test_whoever_must_wait_keeps_what_they_typed_and_no_password_is_hashed(
    amara: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    for _ in range(5):
        sign_in(client, amara, "wrong")
    monkeypatch.setattr("django.contrib.auth.hashers.verify_password", lambda *_: pytest.fail("hashed"))
    page = sign_in(client, amara).content.decode()
    assert amara.email in page
    assert PASSWORD not in page


def test_the_right_password_opens_after_the_wait_and_from_a_known_device_at_once(amara: Person) -> None:
    known = Client()
    assert sign_in(known, amara).status_code == 302
    known.post("/accounts/logout/")
    for stranger in range(4):
        for _ in range(5):
            sign_in(Client(REMOTE_ADDR=f"192.0.2.{stranger}"), amara, "wrong")
    assert sign_in(known, amara).status_code == 302
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    waits = sign_in(elsewhere, amara)
    assert waits.status_code == 429
    with time_machine.travel(AT + timedelta(seconds=int(waits["Retry-After"])), tick=False):
        assert sign_in(elsewhere, amara).status_code == 302


def test_a_header_of_anybody_makes_no_new_sender(amara: Person) -> None:
    answers = [
        sign_in(Client(), amara, "wrong", headers={"X-Forwarded-For": f"192.0.2.{n}", "Host": f"localhost:{n + 1}"})
        for n in range(8)
    ]
    assert [one.status_code for one in answers] == [200] * 5 + [429] * 3


def test_the_sender_is_what_the_trusted_proxy_says(amara: Person, settings: Any) -> None:
    settings.TRUSTED_PROXIES = ["10.0.3.0/24"]
    proxy = Client(REMOTE_ADDR="10.0.3.1")
    one, other = {"X-Forwarded-For": "198.51.100.7"}, {"X-Forwarded-For": "198.51.100.8:4431"}
    assert [sign_in(proxy, amara, "wrong", headers=one).status_code for _ in range(6)][-1] == 429
    assert sign_in(proxy, amara, headers=other).status_code == 302


def test_a_known_device_is_one_cookie_listed_and_removed(amara: Person) -> None:
    client = Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/140.0"})
    cookie = sign_in(client, amara).cookies["inclusion_device"]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (90 * 24 * 3600, True, "Lax")
    device = Device.objects.get()
    assert cookie.value not in (device.token_hash, device.handle)
    assert "Firefox on Windows" in client.get("/account/").content.decode()
    client.post("/accounts/logout/")
    assert "inclusion_device" not in sign_in(client, amara).cookies, "the token stays the same"
    assert Device.objects.count() == 1
    client.post(f"/account/devices/{device.handle}/forget-device/")
    assert not Device.objects.exists()
    assert client.get("/my-work/").status_code == 200, "the session goes on"
    again = client.post(f"/account/devices/{device.handle}/forget-device/", follow=True)
    assert "Already done" in again.content.decode()


def test_another_persons_device_is_not_ones_own(amara: Person, cast: Cast) -> None:
    sign_in(Client(), amara)
    device = Device.objects.get()
    inside(cast.people["tom"]).post(f"/account/devices/{device.handle}/forget-device/")
    assert Device.objects.filter(pk=device.pk).exists()


def test_the_trail_knows_who_signed_in_who_was_not_and_who_left(amara: Person) -> None:
    client = Client(headers={"User-Agent": "Mozilla/5.0 (iPhone) Safari/604.1"})
    sign_in(client, amara, "wrong")
    client.post(SIGN_IN, {"login": "nobody@school.example", "password": "wrong"})
    sign_in(client, amara)
    client.post("/accounts/logout/")
    lines = TrailEntry.objects.filter(subject_kind="person").order_by("id")
    assert [(one.act, one.by_name, one.person_id) for one in lines] == [
        ("fail_sign_in", "Somebody", amara.pk),
        ("sign_in", amara.name, amara.pk),
        ("sign_out", amara.name, amara.pk),
    ]
    assert StrangerTries.objects.get().tries == 1
    assert "127.0.0.1" not in str([one.facts for one in lines])


def test_each_sees_their_own_sign_ins_and_a_leader_the_teams(amara: Person, cast: Cast) -> None:
    sign_in(Client(), amara, "wrong")
    client = Client()
    sign_in(client, amara)
    own = client.get("/account/sign-ins/").content.decode()
    assert "A wrong password was tried" in own
    assert "Signed in" in own
    assert "wrong password" not in inside(cast.people["tom"]).get("/account/sign-ins/").content.decode()
    assert client.get("/people/sign-ins/").status_code == 403
    team = inside(cast.people["colm"]).get("/people/sign-ins/").content.decode()
    assert (amara.name in team, "A wrong password was tried" in team) == (True, True)
    other = inside(cast.people["grace"]).get("/people/sign-ins/").content.decode()
    assert amara.name not in other


def test_in_one_browser_each_person_has_a_token_of_their_own(amara: Person, cast: Cast) -> None:
    shared, tom = Client(), cast.people["tom"]
    tom.set_password(PASSWORD)
    tom.save()
    of_amara = sign_in(shared, amara).cookies["inclusion_device"].value
    shared.post("/accounts/logout/")
    both = sign_in(shared, tom).cookies["inclusion_device"].value
    assert both.startswith(f"{of_amara}.")
    assert len({device.token_hash for device in Device.objects.all()}) == 2
    shared.post("/accounts/logout/")
    assert "inclusion_device" not in sign_in(shared, amara).cookies


def test_a_password_that_is_changed_forgets_every_other_device(amara: Person) -> None:
    here, thief = Client(), Client()
    sign_in(here, amara)
    sign_in(thief, amara)
    assert Device.objects.count() == 2
    new = {"oldpassword": PASSWORD, "password1": "seven odd lanterns, kept", "password2": "seven odd lanterns, kept"}
    assert here.post("/accounts/password/change/", new).status_code == 302
    assert Device.objects.get().token_hash == hash_of(here.cookies["inclusion_device"].value)


def test_a_null_in_an_address_is_a_wrong_address(amara: Person) -> None:
    client = Client()
    assert client.post(SIGN_IN, {"login": "a\x00@b.example", "password": "x"}).status_code == 200
    assert client.post("/api/v1/token", {"grant_type": "client_credentials", "client_id": "a\x00"}).status_code == 401


class TestWithARequiredFactor:
    """What somebody can do who has stolen a password."""

    @pytest.fixture(autouse=True)
    def required(self, settings: Any) -> None:
        settings.REQUIRE_SECOND_FACTOR = True

    def test_a_password_alone_makes_no_known_device(self, amara: Person) -> None:
        assert "inclusion_device" not in sign_in(Client(), amara).cookies
        assert not Device.objects.exists()

    def test_a_session_of_before_the_first_factor_ends_with_it_whoever_added_it(self, amara: Person) -> None:
        thief = Client()
        sign_in(thief, amara)
        assert thief.get("/account/").status_code == 200
        Authenticator.objects.create(user=amara, type="totp", data={"secret": encrypt(SECRET)})
        assert thief.get("/account/").status_code == 302
        assert thief.get("/accounts/2fa/webauthn/add/").status_code == 302

    def test_a_password_proves_nothing_where_there_is_a_factor(self, amara: Person) -> None:
        Authenticator.objects.create(user=amara, type="totp", data={"secret": encrypt(SECRET)})
        assert [one["id"] for one in get_adapter().get_reauthentication_methods(amara)] == ["mfa_reauthenticate"]

    def test_a_sign_in_that_was_begun_with_the_old_password_is_not_ended_with_the_new_one(self, amara: Person) -> None:
        thief = half_way(amara)
        amara.set_password("seven odd lanterns, kept")
        amara.save()
        code = format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))
        assert thief.post("/accounts/2fa/authenticate/", {"code": code})["Location"] == SIGN_IN
        assert thief.get("/account/").status_code == 302

    def test_the_last_passkey_stays(self, amara: Person) -> None:
        key = Authenticator.objects.create(user=amara, type="webauthn", data={"name": "x", "credential": {}})
        client = inside(amara)
        session = client.session
        session["first_code"] = 1
        session["account_authentication_methods"] = [{"method": "mfa", "at": AT.timestamp()}]
        session["account_authentication_methods_user"] = str(amara.pk)
        session.save()
        client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")
        assert Authenticator.objects.filter(pk=key.pk).exists()
