"""A school's system sends one child or one suspension several times at once: one record, and nobody gets a 500."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import transaction

from interventions.suspensions.models import Suspension
from referrals.attendance.models import AttendanceCorrection, AttendanceWeek
from referrals.duties.models import Duty
from referrals.pupils.models import Enrolment, ExternalId, Identifier, Pupil
from tests.machines import URN, System, connect, path_of, pupil, suspension
from tests.people import AT, make_cast, set_clock

TIMES = pytest.mark.parametrize(("times", "within"), [(2, 0.0), (2, 0.2), (6, 0.0), (6, 0.2)])
Send = Callable[[int], tuple[int, dict[str, Any]]]


@pytest.fixture
def system(committed: str) -> Iterator[System]:
    with time_machine.travel(AT, tick=False):
        with transaction.atomic():
            set_clock(AT)
            cast = make_cast()
            made = connect(cast, cast.alder)
        yield made


def sender(server: str, system: System, method: str, path: str, body: Any, **more: Callable[[int], str]) -> Send:
    """Real requests, each on a connection of its own, its headers made from its number."""

    def send(n: int) -> tuple[int, dict[str, Any]]:
        headers = {"Authorization": f"Bearer {system.token}", "Content-Type": "application/json"}
        headers.update({name.replace("_", "-"): make(n) for name, make in more.items()})
        with closing(HTTPConnection(urlsplit(server).netloc, timeout=60)) as link:
            link.request(method, f"/api/v1{path}", json.dumps(body(n)), headers)
            answer = link.getresponse()
            return answer.status, {**json.loads(answer.read()), "location": answer.headers["Location"]}

    return send


def at_once(send: Send, times: int, within: float) -> list[tuple[int, dict[str, Any]]]:
    start = threading.Barrier(times)

    def one(n: int) -> tuple[int, dict[str, Any]]:
        start.wait()
        time.sleep(within * n / times)
        return send(n)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


@TIMES
def test_a_new_child_sent_at_once_is_one_child(system: System, server: str, times: int, within: float) -> None:
    answers = at_once(sender(server, system, "PUT", path_of("a-1"), lambda _: pupil()), times, within)
    assert Counter(status for status, _ in answers) == {201: 1, 200: times - 1}
    child = ExternalId.objects.get().pupil
    assert Pupil.objects.filter(family_name="Boateng", born_on=child.born_on).count() == 1
    assert Enrolment.objects.filter(pupil=child).count() == Identifier.objects.filter(pupil=child).count() == 1


@TIMES
def test_one_suspension_under_many_keys_at_once_is_one(system: System, server: str, times: int, within: float) -> None:
    system.ask("PUT", path_of("a-1"), pupil())
    body = suspension(external_id="ex-1")
    send = sender(server, system, "POST", "/suspensions", lambda _: body, Idempotency_Key=lambda n: f"key-{n}")
    answers = at_once(send, times, within)
    assert Counter(status for status, _ in answers) == {201: 1, 409: times - 1}
    assert {said["type"] for status, said in answers if status == 409} == {"urn:inclusion:problem:already-reported"}
    one = Suspension.objects.get()
    assert {said["location"] for _, said in answers} == {f"/api/v1/suspensions/{one.reference}"}
    assert Duty.objects.filter(subject_kind="suspension").count() == 3


@TIMES
def test_of_changes_at_once_to_what_was_last_seen_one_is_kept(
    system: System, server: str, times: int, within: float
) -> None:
    """`If-Match` holds among those who ask at once: who comes second is told, and loses nothing of the first's."""
    seen = system.ask("PUT", path_of("a-1"), pupil())["ETag"]
    body: Callable[[int], Any] = lambda n: pupil(known_as={"given": f"Name{n}"})  # noqa: E731
    answers = at_once(sender(server, system, "PUT", path_of("a-1"), body, If_Match=lambda _: seen), times, within)
    assert Counter(status for status, _ in answers) == {200: 1, 412: times - 1}
    (kept,) = [said["known_as"]["given"] for status, said in answers if status == 200]
    assert Pupil.objects.get(external_ids__value="a-1").known_as == kept


@TIMES
def test_a_child_who_must_be_new_is_new_once(system: System, server: str, times: int, within: float) -> None:
    send = sender(server, system, "PUT", path_of("a-1"), lambda _: pupil(), If_None_Match=lambda _: "*")
    answers = at_once(send, times, within)
    assert Counter(status for status, _ in answers) == {201: 1, 412: times - 1}


@TIMES
def test_a_day_of_attendance_sent_at_once_is_one_day_and_loses_no_mark_that_stood(
    system: System, server: str, times: int, within: float
) -> None:
    system.ask("PUT", path_of("a-1"), pupil())
    codes = ("I", "M", "O", "/", "L", "E")
    body = lambda n: {"marks": [{"pupil": "a-1", "am": codes[n], "pm": "\\"}]}  # noqa: E731
    path = f"/schools/{URN}/attendance/2026-11-20"
    answers = at_once(sender(server, system, "PUT", path, body), times, within)
    assert Counter(status for status, _ in answers) == {200: times}
    (week,) = AttendanceWeek.objects.all()
    stood = list(AttendanceCorrection.objects.values_list("code", flat=True))
    assert sorted([*stood, week.am_5]) == sorted(codes[:times])
    assert week.pm_5 == "\\"
