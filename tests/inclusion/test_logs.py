"""No statement, value, row, path or typed word gets into a log: ours, the database's, the broker's or a mail."""

import inspect
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, models, transaction
from django.test import Client

from inclusion.celery import app
from inclusion.embedded.postgres import TUNED
from inclusion.logs import KNOWN, Lines
from tests.people import Cast, make_cast

CANARY = "Quillfeather"
TABLES = sorted((one for one in apps.get_models() if one._meta.managed), key=lambda one: one._meta.db_table)


@pytest.fixture
def lines() -> Iterator[Any]:
    """What the service writes, line by line."""
    written: list[str] = []
    handler = logging.Handler()
    handler.setFormatter(Lines())
    handler.emit = lambda record: written.append(handler.format(record))  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    yield lambda: written
    logging.getLogger().removeHandler(handler)


def logged(error: BaseException) -> str:
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Internal: %s", (CANARY,), None)
    record.exc_info = (type(error), error, error.__traceback__)
    return Lines().format(record)


def fail(insert: str, values: list[str]) -> None:
    """Most rows lack something and are refused; where one is taken, something else is."""
    with connection.cursor() as cursor:
        cursor.execute(insert, values)
        cursor.execute("select %s::int", [CANARY])


@pytest.mark.django_db
@pytest.mark.parametrize("model", TABLES, ids=lambda one: one._meta.db_table)
def test_an_insert_that_fails_says_nothing_of_its_row(model: type[models.Model]) -> None:
    columns = [one for one in model._meta.concrete_fields if isinstance(one, models.CharField | models.TextField)]
    names = ", ".join(f'"{one.column}"' for one in columns) or f'"{model._meta.pk.column}"'
    words = ", ".join("%s" for _ in columns) or "%s"
    values = [CANARY[: getattr(one, "max_length", None) or 99] for one in columns] or [CANARY]
    insert = f'insert into "{model._meta.db_table}" ({names}) values ({words})'
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        fail(insert, values)
    said = logged(caught.value)
    assert CANARY[:8] not in said
    line = json.loads(said)
    assert line["error"][0].startswith("django.db.utils.")
    assert line["where"]


@pytest.mark.django_db
def test_nor_does_the_database_write_it_down(servers: Any) -> None:
    for statement in (f"select '{CANARY}'::int", f"insert into agencies_agency (name) values ('{CANARY}')"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert CANARY not in servers.cluster.log.read_text()
    assert {TUNED[name] for name in ("log_min_messages", "log_min_error_statement", "log_error_verbosity")} == {
        "fatal", "panic", "terse",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("logger", "message", "args", "said"),
    [
        ("django.request", "Not Found: %s", ("/cases/Quillfeather/",), "Not Found: …"),
        ("agencies.trail.tasks", "%s lines in %.1f s", (7, 2.5), "7 lines in 2.5 s"),
        (
            "celery.app.trace",
            "Task %(name)s[%(id)s] raised: %(exc)s",
            ({"name": "x", "id": 3, "exc": CANARY},),
            "Task x[3] raised: …",
        ),
        ("django.security.DisallowedHost", f"Invalid HTTP_HOST header: {CANARY}", (), ""),
        ("py.warnings", "%s", (CANARY,), ""),
        ("somebody.else", f"got {CANARY}", (), ""),
        ("django.request", "%d of %s", (CANARY, 1), "%d of %s"),
    ],
)
def test_of_a_message_its_fixed_words_and_numbers_are_kept(logger: str, message: str, args: Any, said: str) -> None:
    record = logging.LogRecord(logger, logging.INFO, "", 0, message, args, None)
    line = json.loads(Lines().format(record))
    assert line["said"] == said
    assert CANARY not in json.dumps(line)
    assert set(line) == {"at", "level", "logger", "said"}


@pytest.mark.django_db
def test_a_request_leaves_one_line_with_its_route_and_number(lines: Any) -> None:
    answer = Client().get(f"/accounts/login/?next=/{CANARY}/")
    (line,) = [json.loads(one) for one in lines() if '"said": "request"' in one]
    assert (line["route"], line["method"], line["status"]) == ("account_login", "GET", 200)
    assert (answer.status_code, len(line["request"])) == (200, 12)
    assert CANARY not in json.dumps(line)


@pytest.mark.django_db
def test_who_waits_and_who_lacks_a_forms_guard_leave_a_line(lines: Any) -> None:
    make_cast()
    wrong = {"login": f"{CANARY}@school.example", "password": CANARY}
    for _ in range(6):
        Client().post("/accounts/login/", wrong)
    Client(enforce_csrf_checks=True).post("/accounts/login/", {**wrong, "login": "other@school.example"})
    said = [json.loads(one) for one in lines() if '"said": "request"' in one]
    assert [one["status"] for one in said] == [200] * 5 + [429, 403]
    assert {(one["route"], one["method"]) for one in said} == {("account_login", "POST")}
    assert CANARY not in "".join(lines())


@pytest.mark.django_db
def test_an_error_page_says_the_number_that_stands_in_the_log(lines: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise ValueError(CANARY)

    client = Client(raise_request_exception=False)
    monkeypatch.setattr("agencies.accounts.views.pages.AccountPage", broken)
    cast: Cast = make_cast()
    client.force_login(cast.people["amara"], backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get("/account/")
    assert answer.status_code == 500
    (number,) = {json.loads(one).get("request") for one in lines() if "builtins.ValueError" in one}
    assert number in answer.content.decode()
    assert CANARY not in "".join(lines())
    assert any('"builtins.ValueError"' in one for one in lines())


@pytest.mark.django_db
def test_what_cannot_be_read_is_said_in_our_design(settings: Any) -> None:
    for path, kind in (("/welcome/", "text/html"), ("/api/v1/me", "application/problem+json")):
        answer = Client(raise_request_exception=False).get(path, headers={"Host": "evil.example"})
        assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (400, kind)
        assert b"evil.example" not in answer.content


@pytest.mark.django_db
def test_whom_to_tell_of_a_weakness(settings: Any) -> None:
    assert Client().get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:security@council.example"
    text = Client().get("/.well-known/security.txt").content.decode()
    assert text.startswith("Contact: mailto:security@council.example\nExpires: 20")


def test_every_package_of_ours_is_known() -> None:
    assert {"inclusion", "agencies", "referrals", "interventions"} <= set(KNOWN)


def test_what_goes_through_the_broker_says_nothing_of_anybody() -> None:
    app.loader.import_default_modules()
    ours = {name: task for name, task in app.tasks.items() if not name.startswith("celery.")}
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(ours)
    assert [name for name, task in ours.items() if inspect.signature(task.run).parameters] == []
