"""What a neighbouring system gets wrong at the edge is named, and what is right in another spelling is taken."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from agencies.machines.models import IdempotencyKey
from inclusion.addresses import ADDRESSES
from tests.machines import URN, System, path_of, pupil, suspension

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
DESCRIBED: dict[str, Any] = yaml.safe_load((Path(__file__).parents[3] / "docs" / "openapi.yaml").read_text("utf-8"))
PLACES = {
    "{urn}": URN,
    "{external_id}": "a-1",
    "{code_set}": "some",
    "{reference}": "AAAA-AAAA-A",
    "{year}": "2026-27",
    "{day}": "2026-11-20",
}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS")
PATHS = ["/token", *(path.removeprefix("/api/v1") for path in DESCRIBED["paths"])]
OPERATIONS = [
    (
        method.upper(),
        path.removeprefix("/api/v1"),
        [one["name"] for one in said.get("parameters", ()) if one["in"] == "query"],
    )
    for path, methods in DESCRIBED["paths"].items()
    for method, said in methods.items()
]


def there(path: str) -> str:
    for name, value in PLACES.items():
        path = path.replace(name, value)
    return path


def errors(answer: Any) -> dict[str, str]:
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json"), answer.content
    return {one["pointer"]: one["code"] for one in answer.json()["errors"]}


def report(system: System, body: Any, key: str = "k") -> Any:
    return system.ask("POST", "/suspensions", body, Idempotency_Key=key)


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", "bEaReR"])
def test_bearer_is_read_in_any_case(system: System, scheme: str) -> None:
    headers = {"Authorization": f"{scheme} {system.token}"}
    assert system.browser.get("/api/v1/me", headers=headers).status_code == 200


@pytest.mark.parametrize("header", ["Token {}", "Bearer{}", "{}", "Bearer", "Bearer {} more", "Basic {}"])
def test_another_scheme_is_no_bearer(system: System, header: str) -> None:
    answer = system.browser.get("/api/v1/me", headers={"Authorization": header.format(system.token)})
    assert answer.status_code == 401


def test_basic_is_read_in_any_case_and_its_wrong_secrets_are_counted(system: System) -> None:
    honest, post = system.browser.post, system.browser.post
    system.browser.post = lambda *sent, headers, **more: post(  # type: ignore[method-assign]
        *sent, headers={"Authorization": headers["Authorization"].replace("Basic", "basic")}, **more
    )
    assert system.fetch_token().status_code == 200
    system.secret += "x"
    assert {system.fetch_token().status_code for _ in range(12)} == {401, 429}
    system.browser.post = honest  # type: ignore[method-assign]


@pytest.mark.parametrize("path", PATHS)
def test_allow_and_options_and_what_is_answered_agree(system: System, path: str) -> None:
    said = system.ask("OPTIONS", there(path))
    assert (said.status_code, said.content) == (204, b"")
    allowed = said["Allow"].split(", ")
    for method in METHODS:
        answer = system.ask(method, there(path))
        assert (answer.status_code == 405) is (method not in allowed), method
        assert answer.get("Allow", said["Allow"]) == said["Allow"], method
    assert len(PATHS) == sum(name.startswith("api_") for name in ADDRESSES)


@pytest.mark.parametrize(("method", "path", "known"), OPERATIONS, ids=str)
def test_a_parameter_that_is_unknown_is_named(system: System, method: str, path: str, known: list[str]) -> None:
    answer = system.ask(method, f"{there(path)}?Limit=5&a~%2Fb=1&" + "&".join(f"{name}=" for name in known))
    found = errors(answer)
    assert {"/Limit", "/a~0~1b"} <= set(found)
    assert not {f"/{name}" for name in known} & set(found)
    assert "This is not known here." in answer.content.decode()


@pytest.mark.parametrize("path", ["/suspensions", "/referrals"])
@pytest.mark.parametrize(
    "limit", ["0", "-1", "1000000000", "201", "x", "", "1.0", "+5", " 5", "٥", "05", "null", "9" * 5000]
)
def test_a_bad_limit_is_named(system: System, path: str, limit: str) -> None:
    answer = system.browser.get(f"/api/v1{path}", {"limit": limit}, headers={"Authorization": f"Bearer {system.token}"})
    assert errors(answer) == {"/limit": "limit"}
    assert "from 1 to 200" in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize("query", ["limit=5&limit=5", "limit=1&limit=2", "cursor=a&cursor=b"])
def test_a_parameter_that_stands_twice_is_named(system: System, query: str) -> None:
    assert errors(system.ask("GET", f"/referrals?{query}")) == {f"/{query.partition('=')[0]}": "twice"}


@pytest.mark.parametrize("limit", [1, 50, 200])
def test_a_good_limit_is_taken(system: System, limit: int) -> None:
    assert system.ask("GET", f"/suspensions?limit={limit}").status_code == 200


DATES = [
    "2026-02-30",
    "23/11/2026",
    "2026-1-3",
    "20261123",
    "2026-W48-1",
    "1899-12-31",
    "2200-01-01",
    "today",
    "2026-11-23\n",
]


@pytest.mark.parametrize("day", DATES)
def test_a_wrong_date_is_told_how_dates_are_written(system: System, day: str) -> None:
    place = {"status": "C", "from": day, "to": day}
    answer = system.ask("PUT", path_of("a-1"), pupil(born=day, enrolment=place))
    assert errors(answer) == {"/born": "date", "/enrolment/from": "date", "/enrolment/to": "date"}
    answers = [
        answer,
        report(system, suspension(starts=day)),
        report(system, suspension(sessions=[[day, "AM"]])),
        system.browser.get("/api/v1/codes/sex", {"on": day}, headers={"Authorization": f"Bearer {system.token}"}),
    ]
    for one in answers:
        assert set(errors(one).values()) == {"date"}
        assert {error["message"] for error in one.json()["errors"]} == {"Give a date, like 2026-11-23."}


def test_an_instant_where_a_date_is_asked_is_told_so(system: System) -> None:
    answer = system.ask("PUT", path_of("a-1"), pupil(born="2013-09-01T00:00:00Z"))
    assert answer.json()["errors"][0]["message"] == "Give a date alone, like 2026-11-23."


@pytest.mark.parametrize(
    "instant",
    ["2026-11-23T10:20:00", "2026-11-23T10:20:00 Z", "2026-11-23", "2026-11-23 09:00:00Z", "1763889600"],
)  # fmt: skip
def test_an_instant_without_its_zone_is_told_that_it_needs_one(system: System, instant: str) -> None:
    answer = report(system, suspension(decided_at=instant))
    assert errors(answer) == {"/decided_at": "make_aware"}
    assert "with its zone, like 2026-11-23T10:20:00Z" in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "instant",
    ["2026-02-30T10:00:00Z", "2026-11-23T25:00:00Z", "2026-11-23T09:60:00Z", "2026-11-23T09:00:00+99:00"],
)
def test_a_day_an_hour_or_a_zone_that_is_none_is_said_so(system: System, instant: str) -> None:
    answer = report(system, suspension(decided_at=instant))
    assert errors(answer) == {"/decided_at": "time"}
    assert answer.json()["errors"][0]["message"].startswith("There is no such day, time or zone.")


@pytest.mark.parametrize("instant", ["2026-11-23t09:00:00z", "2026-11-23T09:00:00.1234567Z"])
def test_an_instant_in_small_letters_or_finer_than_we_keep_is_one(system: System, instant: str) -> None:
    system.ask("PUT", path_of("a-1"), pupil())
    assert report(system, suspension(decided_at=instant)).status_code == 201


def test_equal_json_is_equal_whatever_the_order_of_its_keys_and_its_space(system: System) -> None:
    system.ask("PUT", path_of("a-1"), pupil())
    sent = suspension(tried="Mentoring – daily.")
    first = report(system, sent)
    assert first.status_code == 201
    turned = dict(reversed(sent.items()))
    for text in (
        json.dumps(turned),
        json.dumps(sent, indent=4),
        json.dumps(turned, ensure_ascii=False, separators=(",", ":")),
    ):
        again = report(system, text)
        assert (again.status_code, again.content) == (201, first.content)
        assert again["Idempotency-Replayed"] == "true"
    for other in (
        {**sent, "tried": "Mentoring"},
        {**sent, "sessions": sent["sessions"][::-1]},
        {**sent, "more": 1},
        [sent],
    ):
        assert report(system, other).json()["type"].endswith("key-used")
    assert report(system, '{"a": 1').json()["type"].endswith("bad-json")
    assert IdempotencyKey.objects.count() == 1
