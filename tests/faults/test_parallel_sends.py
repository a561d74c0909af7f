"""Fifty sendings of one suspension at once make one row; while one runs the others are told so; and nothing is told."""

import json
import subprocess
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.utils import timezone

from agencies.machines import actions as machines
from agencies.machines.models import IdempotencyKey
from agencies.schoolday import local_day
from inclusion.embedded.postgres import BACKUP, binary
from interventions.suspensions.models import Suspension
from referrals.duties.models import Duty
from tests.machines import System, connect, path_of, pupil, suspension
from tests.people import Cast, make_cast, set_clock
from tests.servers import Servers

TIMES = 50


@transaction.atomic
def connected() -> System:
    """A school's system with a pupil on its roll, today."""
    set_clock(timezone.now())
    cast: Cast = make_cast()
    system = connect(cast, cast.alder)
    assert system.ask("PUT", path_of("a-1"), pupil()).status_code == 201
    return system


def body() -> dict[str, Any]:
    """A suspension from the next school day on, decided just now."""
    now = timezone.now()
    day = local_day(now)
    while day.weekday() > 3 or day.isoformat() == "2026-11-27":
        day += timedelta(days=1)
    return suspension(sessions=[[day.isoformat(), "AM"]], decided_at=now.isoformat())


def sender(server: str, system: System, text: str) -> Callable[[int], tuple[int, bytes]]:
    """One real request, on a connection of its own."""
    host = urlsplit(server).netloc
    headers = {
        "Authorization": f"Bearer {system.token}",
        "Content-Type": "application/json",
        "Idempotency-Key": "one",
    }

    def send(_: int) -> tuple[int, bytes]:
        with closing(HTTPConnection(host, timeout=60)) as link:
            link.request("POST", "/api/v1/suspensions", text, headers)
            answer = link.getresponse()
            return answer.status, answer.read()

    return send


def test_fifty_sendings_at_once_make_one_row(server: str) -> None:
    system = connected()
    send = sender(server, system, json.dumps(body()))
    with ThreadPoolExecutor(TIMES) as pool:
        answers = list(pool.map(send, range(TIMES)))
    counted = Counter(status for status, _ in answers)
    assert set(counted) <= {201, 409}
    assert len({text for status, text in answers if status == 201}) == 1
    assert Suspension.objects.count() == IdempotencyKey.objects.count() == 1
    assert Duty.objects.filter(subject_kind="suspension").count() == 3
    status, text = send(0)
    assert (status, text) == next(answer for answer in answers if answer[0] == 201)


def test_the_same_sending_while_it_runs_is_told_so(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    system = connected()
    send = sender(server, system, json.dumps(body()))
    inside, go_on, honest = threading.Event(), threading.Event(), machines.keep_answer

    def wait(*arguments: Any) -> None:
        inside.set()
        assert go_on.wait(30)
        honest(*arguments)

    monkeypatch.setattr(machines, "keep_answer", wait)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(send, 0)
        assert inside.wait(30)
        status, text = send(1)
        go_on.set()
        assert first.result()[0] == 201
    assert status == 409
    assert json.loads(text)["type"].endswith("running")


def test_the_database_holds_neither_secret_nor_token(committed: str, servers: Servers) -> None:
    system = connected()
    connection.close()
    command = [binary("pg_dump"), servers.cluster.url(BACKUP, committed)]
    dump = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert system.client.name in dump
    assert system.secret not in dump
    assert system.token not in dump
