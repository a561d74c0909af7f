"""A pupil sent by a school's own system, and what its answer points at."""

from typing import Any

from tests.machines import URN, System, path_of, pupil


def put(system: System, external_id: str = "a-1", urn: str = URN, **changes: Any) -> Any:
    return system.ask("PUT", path_of(external_id, urn), pupil(**changes))


def pointers(answer: Any) -> list[str]:
    assert answer.status_code == 422, answer.content
    return sorted(error["pointer"] for error in answer.json()["errors"])
