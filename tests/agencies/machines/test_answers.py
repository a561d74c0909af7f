"""What every address of the API answers to a request that does not fit."""

import pytest

from tests.machines import System, path_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def test_an_address_that_is_none_is_a_problem_of_the_same_bytes(system: System) -> None:
    one, other = system.ask("GET", "/nothing"), system.ask("GET", "/codes/no_such_set")
    assert one.status_code == other.status_code == 404
    assert one.content == other.content
    assert one["Content-Type"] == other["Content-Type"] == "application/problem+json"
    wrong = system.ask("DELETE", "/me")
    assert wrong.status_code == 405
    assert wrong["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(("accept", "status"), [("text/html", 406), ("application/xml", 406), ("*/*", 200)])
def test_json_is_all_that_is_given(system: System, accept: str, status: int) -> None:
    answer = system.ask("GET", "/me", Accept=accept)
    assert answer.status_code == status
    assert answer["Content-Type"] == ("application/json" if status == 200 else "application/problem+json")


@pytest.mark.parametrize("kind", ["application/json; charset=bogus", "application/json; charset=utf-16", "x", ""])
def test_an_odd_content_type_is_no_fault_of_ours(system: System, kind: str) -> None:
    headers = {"Authorization": f"Bearer {system.token}"}
    answer = system.browser.generic("PUT", "/api/v1" + path_of("a-1"), "{}", content_type=kind, headers=headers)
    assert answer.status_code in (400, 415, 422)
