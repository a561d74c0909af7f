"""Passwords, codes and keys of people: how they are typed, kept, changed and used once."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from agencies.accounts import factors
from agencies.accounts.models import Device
from agencies.outbox.models import AccountMail
from agencies.people.models import Person, Session
from tests.browsing import browse
from tests.mailing import sent_mail
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
OLD, NEW = "quiet otters wade upstream", "  wild garlic under the viaduct "
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def tom(cast: Cast) -> Person:
    """With a password, an authenticator app and recovery codes."""
    person = cast.people["tom"]
    person.set_password(OLD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    Authenticator.objects.create(user=person, type="totp", data={"secret": factors.encrypt(SECRET)})
    RecoveryCodes.activate(person)
    return person


def code_at(seconds: int) -> str:
    counter = int(AT.timestamp() + seconds) // 30
    return str(totp.format_hotp_value(totp.hotp_value(SECRET, counter)))


def first_step(person: Person, password: str = OLD) -> Client:
    client = Client()
    asked = client.post("/accounts/login/", {"login": person.email, "password": password})
    assert asked["Location"] == "/accounts/2fa/authenticate/"
    return client


def second_step(client: Client, code: str) -> bool:
    answer = client.post("/accounts/2fa/authenticate/", {"code": code})
    return bool(answer.status_code == 302 and client.get("/account/").status_code == 200)


def change(client: Client, old: str, new: str) -> int:
    sent = {"oldpassword": old, "password1": new, "password2": new}
    return int(client.post("/accounts/password/change/", sent).status_code)


def test_a_password_is_changed_by_who_knows_the_old_one_and_taken_as_it_was_typed(cast: Cast, tom: Person) -> None:
    client = browse(cast, "tom")
    assert (change(client, "not this one", NEW), change(client, OLD, NEW)) == (200, 302)
    tom.refresh_from_db()
    assert tom.check_password(NEW)
    assert not tom.check_password(NEW.strip())
    assert tom.password.startswith("argon2$argon2id$")


def test_a_password_is_as_good_after_ten_years(tom: Person) -> None:
    with time_machine.travel(AT + timedelta(days=3650), tick=False):
        first_step(tom)


def test_a_password_is_typed_hidden_pasted_and_kept_by_managers(cast: Cast, tom: Person) -> None:
    fields = {"/accounts/login/": ["current-password"],
              "/accounts/password/change/": ["current-password", "new-password", "new-password"]}  # fmt: skip
    for path, wanted in fields.items():
        page = (Client() if "login" in path else browse(cast, "tom")).get(path).content.decode()
        inputs = [one for one in re.findall(r"<input[^>]*>", page) if "password" in one]
        assert [re.findall(r'autocomplete="([^"]*)"', one)[0] for one in inputs] == wanted
        assert all('type="password"' in one and "maxlength" not in one and "onpaste" not in one for one in inputs)
    names = set(re.findall(r'name="(\w+)"', Client().get("/accounts/login/").content.decode()))
    assert {"login", "password"} <= names
    assert not names & {"hint", "question", "answer"}


def test_a_reset_passes_no_factor_by(tom: Person, settings: Any) -> None:
    settings.EMAIL_BACKEND, settings.SITE_URL = "django.core.mail.backends.locmem.EmailBackend", "http://testserver"
    client = Client()
    client.post("/accounts/password/reset/", {"email": tom.email})
    link = re.findall(r"http://testserver(/\S+)", sent_mail()[-1].body)[0]
    form = client.get(link, follow=True).request["PATH_INFO"]
    client.post(form, {"password1": NEW, "password2": NEW})
    assert client.get("/account/").status_code == 302
    assert not second_step(first_step(tom, NEW), "000000")
    assert second_step(first_step(tom, NEW), code_at(0))


def test_an_apps_code_lives_thirty_seconds_and_works_once(tom: Person) -> None:
    assert second_step(first_step(tom), code_at(0))
    assert not second_step(first_step(tom), code_at(0)), "it was used"
    for late in (-30, 30):
        with time_machine.travel(AT + timedelta(minutes=10), tick=False):
            assert not second_step(first_step(tom), code_at(600 + late))


def test_recovery_codes_are_random_of_eight_digits_and_work_once(tom: Person) -> None:
    own = Authenticator.objects.get(user=tom, type="recovery_codes").wrap()
    codes = own.get_unused_codes()
    assert len({*codes}) == len(codes) == 10
    assert all(re.fullmatch(r"\d{8}", one) for one in codes)
    assert second_step(first_step(tom), codes[0])
    assert not second_step(first_step(tom), codes[0])
    assert second_step(first_step(tom), codes[1])
    own.instance.delete()
    assert {*RecoveryCodes.activate(tom).get_unused_codes()}.isdisjoint(codes)


def test_who_tries_codes_with_a_stolen_password_is_told_of_to_its_owner_who_shuts_them_out(tom: Person) -> None:
    thief = first_step(tom)
    assert not any(second_step(thief, f"00000{n}") for n in range(4))
    assert not AccountMail.objects.filter(kind="codes_tried").exists()
    assert not any(second_step(thief, f"00000{n}") for n in range(4, 9))
    assert AccountMail.objects.filter(kind="codes_tried", person=tom).count() == 1
    tom.set_password(NEW)
    tom.save()
    with time_machine.travel(AT + timedelta(minutes=2), tick=False):
        assert not second_step(thief, code_at(120)), "another password ends a sign-in that was begun"
        assert second_step(first_step(tom, NEW), code_at(120))


def test_keys_of_sessions_and_devices_have_128_random_bits(tom: Person) -> None:
    keys, tokens = set(), set()
    for n in range(5):
        client = Client()
        client.post("/accounts/login/", {"login": tom.email, "password": OLD})
        with time_machine.travel(AT + timedelta(minutes=n + 1), tick=False):
            assert second_step(client, code_at(60 * (n + 1)))
        keys.add(client.session.session_key)
        tokens.add(client.cookies["inclusion_device"].value)
    assert (len(keys), len(tokens)) == (5, 5)
    assert all(re.fullmatch(r"[a-z0-9]{32}", key or "") for key in keys), "36 to the 32nd: 165 bits"
    assert all(re.fullmatch(r"[\w-]{43}", token) for token in tokens), "256 bits"
    assert not keys & set(Session.objects.values_list("session_key", flat=True))
    assert not tokens & set(Device.objects.values_list("token_hash", flat=True))


def test_every_page_of_who_is_signed_in_has_a_way_out(cast: Cast) -> None:
    client = browse(cast, "amara")
    for path in ("/my-work/", "/account/", "/concerns/", "/inbox/", "/help/", "/accounts/2fa/"):
        assert "/accounts/logout/" in client.get(path).content.decode(), path
    client.post("/accounts/logout/")
    assert client.get("/account/").status_code == 302
