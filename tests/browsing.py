"""A browser in which somebody of the cast is signed in, and what is read off its pages."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.people import Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
AGAIN = "Already done: here it is."


def browse(cast: Cast, name: str) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(cast.people[name], backend=BACKEND)
    return client


def read(cast: Cast, name: str, url: str) -> str:
    """The page that this person gets; it must be there."""
    answer = browse(cast, name).get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return _without_token(answer.content.decode())


def text(answer: Any) -> str:
    """An answer's page with each run of white space as one space."""
    return re.sub(r"\s+", " ", _without_token(answer.content.decode()))


def _without_token(page: str) -> str:
    """So that a test which looks for "UPN" finds it in no token."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", page)


def said(answer: Any) -> list[str]:
    """What the next page will say was done."""
    return [str(message) for message in get_messages(answer.wsgi_request)]


CARRIED = ("mark", "once", "asked", "csrfmiddlewaretoken")


def carried(answer: Any) -> dict[str, str]:
    """What the page's form carries unseen: its mark and its token of one sending, as a browser sends them along."""
    found: dict[str, str] = {}
    for element in re.findall(r"<input\b[^>]*>", answer.content.decode()):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', element))
        if attributes.get("type") == "hidden" and attributes.get("name") in CARRIED:
            found[attributes["name"]] = attributes.get("value", "")
    return found


def queries(cast: Cast, name: str, url: str) -> int:
    """How many queries a page takes once the session stands."""
    client = browse(cast, name)
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


BESIDE = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def statements(doing: Callable[[], Any]) -> list[str]:
    """What is asked of the database meanwhile, but for BEGIN, SAVEPOINT and the one that sets the bounds."""
    with CaptureQueriesContext(connection) as caught:
        doing()
    asked = [one["sql"] for one in caught]
    return [sql for sql in asked if not sql.startswith(BESIDE) and "set_config('inclusion.at'" not in sql]
