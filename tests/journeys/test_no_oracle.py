"""A reset and an invitation do the same for a known address and an unknown one, however the mail server is."""

import re
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.outbox.models import AccountMail
from agencies.policy import Role
from inclusion.embedded import ports
from tests.browsing import browse
from tests.gate import OPEN, SILENT, Gate
from tests.people import Cast, make_cast

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "priti@example.test", "pritj@example.test"
Seen = tuple[int, str, list[str], int, Counter[str]]
"""Status and text of the answer, its statements without their values, hashings, and rows made by table."""


@pytest.fixture(params=["well", "hanging", "refused"])
def mail_server(request: pytest.FixtureRequest, gate: Gate, settings: Any) -> Gate:
    gate.mode = SILENT if request.param == "hanging" else OPEN
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 5
    settings.EMAIL_PORT = ports.free() if request.param == "refused" else gate.port
    return gate


@pytest.fixture
def cast() -> Cast:
    cast = make_cast()
    priti = cast.people["priti"]
    priti.set_password("a long one of hers")
    priti.save()
    EmailAddress.objects.create(user=priti, email=priti.email, verified=True, primary=True)
    return cast


@pytest.fixture
def hashings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    done: list[str] = []
    honest = Argon2PasswordHasher.encode

    def encode(self: Any, password: str, salt: str) -> str:
        done.append("encode")
        return str(honest(self, password, salt))

    monkeypatch.setattr(Argon2PasswordHasher, "encode", encode)
    return done


def rows() -> Counter[str]:
    """How many rows each table has."""
    return Counter(
        {model._meta.label: model._base_manager.count() for model in apps.get_models() if model._meta.managed}
    )


def shape(sql: str) -> str:
    """A statement without its values."""
    return re.sub(r"'(?:[^']|'')*'(?:::\w+)?|\b\d+\b|s\d+_x\d+|\bNULL\b", "?", sql)


def see(email: str, send: Callable[[str], Any], hashings: list[str]) -> Seen:
    hashings.clear()
    before = rows()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = send(email)
    statements = [shape(query["sql"]) for query in asked.captured_queries]
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode()).replace(email, "EMAIL")
    return answer.status_code, f"{answer.get('Location')} {text}", statements, len(hashings), rows() - before


def test_a_reset(cast: Cast, mail_server: Gate, hashings: list[str]) -> None:
    def send(email: str) -> Any:
        return Client().post("/accounts/password/reset/", {"email": email})

    send("first@example.test")
    begun = time.monotonic()
    known, unknown = (see(email, send, hashings) for email in (KNOWN, UNKNOWN))
    assert time.monotonic() - begun < 4, "no request waits for mail"
    assert known == unknown
    assert known[0] == 302
    assert (known[3], known[4]["agencies.AccountMail"]) == (0, 1)
    assert (mail_server.knocks, getattr(mail, "outbox", [])) == (0, [])
    assert list(AccountMail.objects.values_list("person__email", flat=True).order_by("id")) == [None, KNOWN, None]


def test_an_invitation(cast: Cast, mail_server: Gate, hashings: list[str]) -> None:
    """An account is made for who has none: its two rows apart, everything is the same."""
    colm = browse(cast, "colm")
    url = f"/people/{cast.alder.reference}/invite-person/"

    def send(email: str) -> Any:
        return colm.post(url, {"email": email, "name": "Nia New", "role": Role.STAFF.value})

    begun = time.monotonic()
    colm.get(url)
    known, unknown = (see(email, send, hashings) for email in (KNOWN, UNKNOWN))
    assert time.monotonic() - begun < 4, "no request waits for mail"
    assert known[:4] == unknown[:4]
    assert known[0] == 302
    assert unknown[4] - known[4] == Counter({"agencies.Person": 1, "account.EmailAddress": 1})
    assert (known[4]["agencies.AccountMail"], known[4]["agencies.Seat"], known[3]) == (1, 1, 0)
    assert (mail_server.knocks, getattr(mail, "outbox", [])) == (0, [])
