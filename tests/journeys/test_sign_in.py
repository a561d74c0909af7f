"""Signing in: a mailed link sets a password, nobody learns which addresses are known, a second factor is asked for."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client

from agencies.people.models import Person
from tests.mailing import mailed, sent_mail
from tests.people import make_cast

pytestmark = pytest.mark.django_db
OLD, NEW = "an old and long password", "a new and longer password"


@pytest.fixture
def tom(settings: Any) -> Person:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    person = make_cast().people["tom"]
    person.set_password(OLD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def enter(client: Client, email: str, password: str) -> Any:
    return client.post("/accounts/login/", {"login": email, "password": password}, follow=True)


def test_a_password_is_reset_by_mail(tom: Person) -> None:
    client = Client()
    client.post("/accounts/password/reset/", {"email": tom.email})
    assert mail.outbox == [], "nothing is sent in the request"
    (sent,) = sent_mail()
    link = re.search(r"http://localhost(/accounts/password/reset/key/\S+)", str(sent.body))
    assert link is not None
    form = client.get(link[1], follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert "_auth_user_id" not in client.session, "the link alone opens nothing"
    assert enter(Client(), tom.email, OLD).context["form"].errors
    assert enter(Client(), tom.email, NEW).request["PATH_INFO"] == "/concerns/log-concern/"


def test_an_unknown_address_gets_the_same_answer_and_no_mail(tom: Person) -> None:
    answers = [
        re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|[\w.]+@[\w.]+', "", answer.content.decode())
        for answer in (
            Client().post("/accounts/password/reset/", {"email": email}, follow=True)
            for email in (tom.email, "nobody.at.all@example.test")
        )
    ]
    assert answers[0] == answers[1]
    assert len(sent_mail()) == 1
    assert mailed() == [("password_reset", "sent"), ("password_reset", "dropped")]
    wrong = [enter(Client(), email, "not the password at all") for email in (tom.email, "nobody@example.test")]
    assert wrong[0].context["form"].errors == wrong[1].context["form"].errors


def test_an_authenticator_app_is_set_up_and_then_asked_for(tom: Person) -> None:
    client = Client()
    enter(client, tom.email, OLD)
    asked = client.get("/accounts/2fa/totp/activate/", follow=True)
    assert asked.request["PATH_INFO"] == "/accounts/reauthenticate/"
    client.post(asked.request["PATH_INFO"] + "?next=/accounts/2fa/totp/activate/", {"password": OLD}, follow=True)
    secret = client.session["mfa.totp.secret"]
    code = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    client.post("/accounts/2fa/totp/activate/", {"code": code})
    assert tom.authenticator_set.filter(type="totp").exists()  # type: ignore[attr-defined]
    again = enter(Client(), tom.email, OLD)
    assert again.request["PATH_INFO"] == "/accounts/2fa/authenticate/"


def test_what_breaks_says_so_in_our_design_and_rolls_back(tom: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("interventions.work.pages.my_work", breaks)
    client = Client(raise_request_exception=False)
    client.force_login(tom, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get("/my-work/")
    assert answer.status_code == 500
    assert 'class="i-top"' in answer.content.decode()
    assert tom.name not in answer.content.decode()
