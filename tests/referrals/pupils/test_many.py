"""A school's system sends many pupils at once: each is kept or refused by itself, and the answers keep their order."""

from typing import Any

import pytest

from agencies.trail.models import TrailEntry
from referrals.pupils.api import many
from referrals.pupils.models import ExternalId, Pupil
from tests.machines import System, path_of, pupil
from tests.people import Cast
from tests.referrals.pupils.sending import pointers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def child(number: int, **changes: Any) -> dict[str, Any]:
    """A pupil like no other."""
    names = {"given": f"Ada{number}", "family": f"Quill{number}"}
    return pupil(external_id=f"m-{number}", legal=names, known_as={"given": ""}, upn=None, **changes)


def send(system: System, *pupils: Any) -> Any:
    return system.ask("POST", "/pupils:batch", {"pupils": list(pupils)})


def test_each_is_kept_as_a_put_would_and_the_same_again_changes_nothing(system: System) -> None:
    first = send(system, child(1), child(2))
    assert first.status_code == 200
    assert [(one["external_id"], one["status"]) for one in first.json()["items"]] == [("m-1", 201), ("m-2", 201)]
    alone = system.ask("GET", path_of("m-1"))
    assert alone["ETag"] == first.json()["items"][0]["etag"]
    again = send(system, child(1), child(2, enrolment={"from": "2025-09-02", "form": "9C"}))
    assert [one["status"] for one in again.json()["items"]] == [200, 200]
    assert again.json()["items"][0] == {"external_id": "m-1", "status": 200, "etag": alone["ETag"]}
    assert TrailEntry.objects.filter(act="keep_pupil").count() == 3


def test_one_that_is_wrong_hinders_no_other_and_is_pointed_at(cast: Cast, system: System) -> None:
    like_kofi = child(3) | {"legal": {"given": "Kofi", "family": "Mensah-Hart"}, "born": "2013-03-04"}
    sent = [child(1, born="2031-01-01"), like_kofi, "no pupil", None, {"external_id": "a b"}, child(2), child(4, odd=1)]
    items = send(system, *sent).json()["items"]
    assert [one["status"] for one in items] == [422, 409, 422, 422, 422, 201, 422]
    assert [one["external_id"] for one in items] == ["m-1", "m-3", None, None, None, "m-2", "m-4"]
    assert [error["pointer"] for error in items[0]["problem"]["errors"]] == ["/born"]
    assert items[1]["problem"]["type"] == "urn:inclusion:problem:possible-duplicate"
    assert items[1]["problem"]["pupil"] == cast.kofi.reference
    assert [error["pointer"] for error in items[6]["problem"]["errors"]] == ["/odd"]
    assert list(ExternalId.objects.values_list("value", flat=True)) == ["m-2"]
    assert Pupil.objects.filter(family_name__startswith="Quill").count() == 1


def test_an_id_that_stands_twice_is_refused_each_time(system: System) -> None:
    items = send(system, child(1), child(2), child(1, born="2013-09-02")).json()["items"]
    assert [one["status"] for one in items] == [422, 201, 422]
    assert items[0]["problem"]["errors"][0]["code"] == "twice"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [({"pupils": []}, "/pupils"), ({}, "/pupils"), ({"pupils": "x"}, "/pupils"), ({"pupils": [1], "x": 1}, "/x")],
)
def test_a_sending_of_another_form_is_refused_whole(system: System, body: Any, pointer: str) -> None:
    assert pointers(system.ask("POST", "/pupils:batch", body)) == [pointer]


def test_more_than_five_hundred_are_refused_whole(system: System) -> None:
    answer = send(system, *[{} for _ in range(many.MOST + 1)])
    assert (answer.status_code, pointers(answer)) == (422, ["/pupils"])
    assert not ExternalId.objects.exists()


def test_for_whom_there_is_no_time_is_said_and_is_kept_by_the_next_sending(
    system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "SECONDS", -1)
    assert [one["status"] for one in send(system, child(1), child(2)).json()["items"]] == [201, 503]
    assert [one["status"] for one in send(system, child(2), child(1)).json()["items"]] == [201, 503]
    assert ExternalId.objects.count() == 2
