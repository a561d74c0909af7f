"""Strings, days and lists of the API are what its description says; what is not is refused with a pointer."""

import json
from typing import Any

import pytest

from tests.machines import System, path_of, pupil, suspension
from tests.referrals.pupils.sending import put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def pointers(answer: Any) -> list[str]:
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json"), answer.content
    return [one["pointer"] for one in answer.json()["errors"]]


@pytest.mark.parametrize("name", [7, 1.5, True, ["Samuel"], {"a": "Samuel"}])
def test_a_name_is_a_text(system: System, name: Any) -> None:
    assert pointers(put(system, legal={"given": name, "family": "Boateng"})) == ["/legal/given"]


@pytest.mark.parametrize(
    "day",
    [
        "2013-W35-7",
        "20130901",
        "٢٠١٣-٠٩-٠١",
        "0001-01-01",
        "9999-12-31",
        "2013-9-1",
        " 2013-09-01",
        20130901,
        ["2013-09-01"],
    ],
)
def test_a_day_is_a_day_of_ours(system: System, day: Any) -> None:
    assert pointers(put(system, born=day)) == ["/born"]
    place = {"status": "C", "from": day, "to": None, "form": "8B"}
    assert pointers(put(system, enrolment=place)) == ["/enrolment/from"]


@pytest.mark.parametrize(
    "session",
    [
        {"0": "2026-11-23", "1": "AM"},
        "2026-11-23 AM",
        ["2026-W48-1", "AM"],
        ["0001-01-01", "AM"],
        ["2026-11-23"],
        [7, "AM"],
        None,
    ],
)
def test_a_session_is_a_list_of_a_day_and_a_half(system: System, session: Any) -> None:
    put(system)
    answer = system.ask("POST", "/suspensions", suspension(sessions=[session]), Idempotency_Key="k1")
    assert pointers(answer) == ["/sessions/0"]


@pytest.mark.parametrize(
    "wrong", [{"decided_at": "2026-11-23T10:20:00"}, {"decided_at": "0001-01-01T00:00:00Z"}, {"decided_at": 1}]
)
def test_an_instant_has_its_zone(system: System, wrong: Any) -> None:
    put(system)
    answer = system.ask("POST", "/suspensions", suspension(**wrong), Idempotency_Key="k2")
    assert pointers(answer) == [f"/{name}" for name in wrong]


@pytest.mark.parametrize("truth", ["true", 1, "yes", "on"])
def test_a_truth_is_true_or_false(system: System, truth: Any) -> None:
    put(system)
    answer = system.ask("POST", "/suspensions", suspension(misses_exam=truth), Idempotency_Key="k3")
    assert pointers(answer) == ["/misses_exam"]


@pytest.mark.parametrize(
    "body", ['{"born": "2013-09-01", "born": "2012-09-01"}', "NaN", '{"a": Infinity}', "\udcff", "[" * 5000]
)
def test_no_key_stands_twice_and_what_is_no_json_is_none(system: System, body: str) -> None:
    answer = system.browser.put(
        f"/api/v1{path_of('a-1')}",
        body.encode("utf-8", "surrogateescape"),
        content_type="application/json",
        headers={"Authorization": f"Bearer {system.token}"},
    )
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:inclusion:problem:bad-json")


def test_what_was_right_is_taken(system: System) -> None:
    assert put(system, **json.loads(json.dumps(pupil()))).status_code == 201
