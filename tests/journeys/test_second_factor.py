"""A second factor is required outside the demonstration; and one's own profile and sessions, seen and edited."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from agencies.accounts import actions as accounts
from agencies.accounts.factors import decrypt
from agencies.actors import SERVICE
from agencies.people.models import Person, Session
from agencies.people.sessions import FACTORS, stored_key
from agencies.trail.models import TrailEntry
from inclusion.addresses import ADDRESSES, Audience
from inclusion.embedded.places import MARK
from inclusion.embedded.postgres import APPLICATION
from tests.house.test_addresses import _url
from tests.people import AT, Cast, make_cast, set_clock
from tests.servers import Servers

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "a long password of one's own"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile/15E148 Safari/604.1"
CLOSED = sorted(
    name for name, one in ADDRESSES.items() if not one.before_factor and one.audience is not Audience.MACHINE
)
"""Every address that a session opens; a machine comes by its token, and no session helps it."""


@pytest.fixture
def cast() -> Iterator[Cast]:
    with time_machine.travel(AT, tick=False):
        set_clock(AT)
        yield make_cast()


@pytest.fixture
def required(settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def enter(person: Person, browser: str = FIREFOX) -> Client:
    client = Client(headers={"user-agent": browser})
    client.force_login(Person.objects.get(pk=person.pk), backend=BACKEND)
    return client


def code_of(secret: str) -> str:
    return str(totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()))))


def enrol(client: Client) -> Any:
    """Add an authenticator app, as the pages ask: the one-time code, the password once more, then the app's code."""
    person = Person.objects.get(pk=client.session["_auth_user_id"])
    if not Authenticator.objects.filter(user=person, type__in=FACTORS).exists():
        client.post("/account/first-code/", {"code": accounts.give_code(person, by=SERVICE, at=AT)})
    asked = client.get("/accounts/2fa/totp/activate/", follow=True)
    client.post(asked.request["PATH_INFO"] + "?next=/accounts/2fa/totp/activate/", {"password": PASSWORD}, follow=True)
    code = code_of(client.session["mfa.totp.secret"])
    return client.post("/accounts/2fa/totp/activate/", {"code": code}, follow=True)


def with_password(person: Person) -> Client:
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    client = Client()
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return client


def test_what_is_open_before_a_second_factor_leads_to_one_or_out() -> None:
    signed_in = {name for name, one in ADDRESSES.items() if one.before_factor and one.audience is not Audience.PUBLIC}
    assert {name for name in signed_in if not name.startswith("mfa_")} == {
        "still_here", "account", "sign_out_everywhere", "end_session", "forget_device", "first_code",
        "account_change_password", "account_set_password", "account_reauthenticate",
    }  # fmt: skip
    assert "home" in CLOSED


@pytest.mark.parametrize("name", CLOSED)
def test_each_signed_in_route_without_a_second_factor_redirects(name: str, cast: Cast, required: None) -> None:
    address, url = ADDRESSES[name], _url(name)
    assert url is not None
    for person in ("amara", "sandra", "mona"):
        for method in sorted(address.methods - {"HEAD"}):
            answer = enter(cast.people[person]).generic(method, url)
            if address.audience is Audience.DEMONSTRATION:
                assert answer.status_code == 302
                continue
            assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/"), (method, url)


def test_who_adds_an_app_goes_on(cast: Cast, required: None) -> None:
    amara = with_password(cast.people["amara"])
    landed = amara.get("/", follow=True)
    assert landed.request["PATH_INFO"] == "/accounts/2fa/"
    text = landed.content.decode()
    assert "Add a passkey or an authenticator app to go on" in text
    assert 'aria-label="Main"' not in text, "no way on is shown that is shut"
    enrol(amara)
    assert amara.get("/", follow=True).request["PATH_INFO"] == "/my-work/"
    again = Client()
    asked = again.post("/accounts/login/", {"login": cast.people["amara"].email, "password": PASSWORD}, follow=True)
    assert asked.request["PATH_INFO"] == "/accounts/2fa/authenticate/"
    assert again.get("/my-work/").status_code == 302
    secret = Authenticator.objects.get(user=cast.people["amara"], type="totp").data["secret"]
    assert secret.startswith("aesgcm:"), "no code can be made of what is kept"
    with time_machine.travel(AT.timestamp() + 60, tick=False):
        entered = again.post("/accounts/2fa/authenticate/", {"code": code_of(decrypt(secret))}, follow=True)
    assert entered.request["PATH_INFO"] == "/my-work/"


def test_recovery_codes_alone_are_no_second_factor(cast: Cast, required: None) -> None:
    Authenticator.objects.create(user=cast.people["amara"], type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x"})
    assert enter(cast.people["amara"]).get("/my-work/").status_code == 302


def test_the_last_second_factor_stays(cast: Cast, required: None) -> None:
    amara = with_password(cast.people["amara"])
    enrol(amara)
    refused = amara.post("/accounts/2fa/totp/deactivate/")
    assert "add another way first" in refused.content.decode()
    assert Authenticator.objects.filter(user=cast.people["amara"], type="totp").exists()


def test_a_first_factor_ends_the_sessions_that_a_password_opened(
    cast: Cast, required: None, django_capture_on_commit_callbacks: Any
) -> None:
    amara, other = with_password(cast.people["amara"]), enter(cast.people["amara"])
    assert other.get("/still-here/").status_code == 204
    with django_capture_on_commit_callbacks(execute=True):
        enrol(amara)
    assert other.get("/still-here/").status_code == 302
    assert amara.get("/my-work/").status_code == 200


def test_who_has_lost_every_factor_is_let_in_by_the_operator_to_add_one(cast: Cast, required: None) -> None:
    amara = with_password(cast.people["amara"])
    enrol(amara)
    said = io.StringIO()
    call_command("forget_factors", cast.people["amara"].email, why="Seen in person by her head.", stdout=said)
    assert amara.get("/account/").status_code == 302, "her sessions are over"
    again = Client()
    again.post("/accounts/login/", {"login": cast.people["amara"].email, "password": PASSWORD})
    assert again.get("/my-work/")["Location"] == "/accounts/2fa/"
    code = said.getvalue().split()[-1]
    assert again.post("/account/first-code/", {"code": code})["Location"] == "/accounts/2fa/"
    (line,) = TrailEntry.objects.filter(act="forget_factors")
    assert (line.by_name, line.why) == ("Inclusion", "Seen in person by her head.")


def test_the_demonstration_stays_one_click(cast: Cast) -> None:
    assert enter(cast.people["amara"]).get("/my-work/").status_code == 200


@pytest.mark.parametrize("name", ["INCLUSION_TESTING", "DEMONSTRATION", "EMBEDDED", ""])
def test_the_settings_ask_for_it_unless_told_that_this_is_no_real_server(name: str, servers: Servers) -> None:
    real = {
        "DATABASE_URL": "postgres://none@127.0.0.1:1/none", "REDIS_URL": "redis://127.0.0.1:1", "SECRET_KEY": "z9" * 40,
        "EMAIL_URL": "smtp://127.0.0.1:1", "ALLOWED_HOSTS": "x.example", "PATH": os.environ["PATH"],
        "TRUSTED_PROXIES": "10.0.3.0/24", "SITE_URL": "https://x.example",
        "FACTOR_KEYS": "dGhpcyBpcyBhIGtleSBmb3IgdGhlIHRlc3RzIG9ubHk=",
    }  # fmt: skip
    flags = {name: "1"} if name else {}
    if name == "DEMONSTRATION":
        own = {MARK: str(servers.cluster.home.folder), "DATABASE_URL": servers.cluster.url(APPLICATION)}
        flags |= {"EMBEDDED": "1", **own}
    code = "from inclusion import settings; print(settings.REQUIRE_SECOND_FACTOR)"
    said = subprocess.run(
        [sys.executable, "-c", code], env={**real, **flags}, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == str(name in ("", "EMBEDDED"))


class TestOnesOwn:
    def test_sessions_are_listed_and_one_is_ended(self, cast: Cast) -> None:
        here, phone = enter(cast.people["amara"]), enter(cast.people["amara"], PHONE)
        for client in (here, phone):
            client.get("/my-work/")
        text = here.get("/account/").content.decode()
        assert "Firefox on Windows" in text
        assert "Safari on iPhone" in text
        assert text.count("This one") == 1
        assert phone.session.session_key not in text
        row = Session.objects.get(session_key=stored_key(phone.session.session_key))
        ended = here.post(reverse("end_session", args=[row.handle]), follow=True)
        assert "That session has ended" in ended.content.decode()
        assert phone.get("/my-work/").status_code == 302
        assert here.get("/my-work/").status_code == 200
        assert "Already done" in here.post(reverse("end_session", args=[row.handle]), follow=True).content.decode()
        (line,) = TrailEntry.objects.filter(act="end_session")
        assert line.facts == {"device": "Safari on iPhone"}

    def test_nobody_ends_the_session_of_somebody_else(self, cast: Cast) -> None:
        here, other = enter(cast.people["amara"]), enter(cast.people["tom"])
        other.get("/account/")
        row = Session.objects.get(person=cast.people["tom"])
        here.post(reverse("end_session", args=[row.handle]))
        assert other.get("/still-here/").status_code == 204

    def test_a_session_of_an_older_password_is_not_listed(self, cast: Cast) -> None:
        old = enter(cast.people["amara"], PHONE)
        old.get("/my-work/")
        cast.people["amara"].set_password(PASSWORD)
        cast.people["amara"].save()
        assert "iPhone" not in enter(cast.people["amara"]).get("/account/").content.decode()

    def test_a_profile_is_mended_and_the_trail_keeps_both_names(self, cast: Cast) -> None:
        amara = enter(cast.people["amara"])
        new = {"name": "Amara Okafor", "job": "Assistant head", "phone": "01632 960201"}
        shown = amara.post("/account/mend-profile/", new, follow=True).content.decode()
        assert "Your profile is saved" in shown
        assert "Amara Okafor, Assistant head" in shown
        (line,) = TrailEntry.objects.filter(act="mend_profile")
        assert line.facts["name_before"] == "Amara Adeyemi"
        assert line.facts["fields"] == ["job", "name", "phone"]
        amara.post("/account/mend-profile/", new)
        assert TrailEntry.objects.filter(act="mend_profile").count() == 1
        assert amara.post("/account/mend-profile/", {"name": "", "phone": "no"}).status_code == 422

    def test_who_has_no_seat_left_still_mends_their_own(self, cast: Cast) -> None:
        nobody = enter(cast.people["nobody"])
        assert nobody.get("/account/mend-profile/").status_code == 200
        assert nobody.post("/account/sign-out-everywhere/")["Location"] == "/accounts/login/"
        assert nobody.get("/account/").status_code == 302
