"""A school's own system sends and reads pupils: versions, tags, and what is wrong pointed at."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from agencies.policy import Scope
from agencies.trail.models import TrailEntry
from referrals.pupils.models import Enrolment, ExternalId, Identifier, Pupil
from tests.machines import OTHER_URN, URN, System, connect, path_of, pupil
from tests.people import Cast
from tests.referrals.pupils.sending import pointers, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
UPN = "R201100018042"


def test_a1_the_same_pupil_twice_is_201_then_200_with_the_same_tag(cast: Cast, system: System) -> None:
    first, second = put(system), put(system)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first["ETag"] == second["ETag"]
    assert first.json() == second.json() == pupil() | {"external_id": "a-1"}
    made = ExternalId.objects.get().pupil
    assert (made.given_name, made.family_name, made.known_as, made.version) == ("Samuel", "Boateng", "Sam", 1)
    assert made.authority == cast.wexmoor
    assert Enrolment.objects.get(pupil=made).school == cast.alder
    assert Identifier.objects.get(pupil=made).value == UPN
    line = TrailEntry.objects.get(act="keep_pupil")
    assert (line.by_name, line.by_role, line.subject_ref) == ("MIS of Alder Hythe School", "mis_client", made.reference)


def test_it_reads_what_it_sent_and_has_it_already(system: System) -> None:
    sent = put(system)
    read = system.ask("GET", path_of("a-1"))
    assert read.json() == sent.json()
    assert read["ETag"] == sent["ETag"]
    assert system.ask("GET", path_of("a-1"), If_None_Match=read["ETag"]).status_code == 304
    assert TrailEntry.objects.filter(act="see_pupil", outcome="opened").count() == 2


def test_a_change_is_a_new_version_and_names_what_changed(system: System) -> None:
    put(system)
    changed = put(system, legal={"given": "Samuel", "family": "Osei"})
    assert changed.status_code == 200
    made = ExternalId.objects.get().pupil
    assert (made.family_name, made.version) == ("Osei", 2)
    line = TrailEntry.objects.filter(act="keep_pupil").latest("id")
    assert line.facts["fields"] == ["family_name"]
    assert "Osei" not in json.dumps(line.facts)


def test_a8_another_schools_pupil_and_none_are_the_same_bytes(system: System, other: System) -> None:
    put(system)
    answers = [
        other.ask("GET", path_of("a-1", OTHER_URN)),
        other.ask("GET", path_of("no-such", OTHER_URN)),
        other.ask("GET", path_of("a-1", URN)),
        other.ask("GET", path_of("a-1", "999999")),
        other.ask("PUT", path_of("a-1", URN), pupil()),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1
    assert Pupil.objects.filter(given_name="Samuel").count() == 1


def test_a_key_that_cannot_be_kept_is_no_fault_of_ours(system: System) -> None:
    assert system.ask("PUT", path_of("a-1"), '{"\\ud800": 1}').status_code == 422


def test_if_match_holds_a_write_to_what_was_seen(system: System) -> None:
    first = put(system)
    stale = system.ask("PUT", path_of("a-1"), pupil(born="2013-09-03"), If_Match='"nothing"')
    assert stale.status_code == 412
    assert ExternalId.objects.get().pupil.born_on == date(2013, 9, 1)
    assert system.ask("PUT", path_of("a-1"), pupil(), If_None_Match="*").status_code == 412
    kept = system.ask("PUT", path_of("a-1"), pupil(born="2013-09-03"), If_Match=first["ETag"])
    assert kept.status_code == 200


def test_tags_are_read_as_rfc_9110_says(system: System) -> None:
    tag = put(system)["ETag"]
    for known in (f"W/{tag}", "*", f'"other", {tag}'):
        assert system.ask("GET", path_of("a-1"), If_None_Match=known).status_code == 304
    assert system.ask("GET", path_of("a-1"), If_None_Match='"other"').status_code == 200
    changed = pupil(born="2013-09-03")
    for header in ({"If_Match": f"W/{tag}"}, {"If_Match": "no tag"}, {"If_None_Match": f"W/{tag}"}):
        assert system.ask("PUT", path_of("a-1"), changed, **header).status_code == 412
    assert system.ask("PUT", path_of("a-1"), changed, If_Match=f'"other", {tag}').status_code == 200


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"upn": "A201100018042"}, ["/upn"]),
        ({"born": "01/09/2013"}, ["/born"]),
        ({"born": "2013-02-30"}, ["/born"]),
        ({"born": "2027-01-01"}, ["/born"]),
        ({"born": "1999-12-31"}, ["/born"]),
        ({"legal": {"given": ""}}, ["/legal/family", "/legal/given"]),
        ({"legal": "Sam"}, ["/legal"]),
        ({"legal": {"given": "a" * 81, "family": "b"}}, ["/legal/given"]),
        ({"legal": {"given": "a\x00b", "family": "b"}}, ["/legal/given"]),
        ({"sex": "M"}, ["/sex"]),
        ({"enrolment": {"status": "X", "from": "2025-09-02"}}, ["/enrolment/status"]),
        ({"enrolment": {"from": "2025-09-02", "to": "2025-09-01"}}, ["/enrolment/to"]),
        ({"enrolment": {"from": "2025-09-02", "house": "Red"}}, ["/enrolment/house"]),
    ],
)
def test_what_is_wrong_is_pointed_at_and_not_said_again(
    system: System, changes: dict[str, Any], where: list[str]
) -> None:
    answer = put(system, **changes)
    assert pointers(answer) == where
    for value in changes.values():
        assert not isinstance(value, str) or value not in answer.content.decode()
    assert not ExternalId.objects.exists()


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"x"', "\xff", "[" * 3000])
def test_a_body_that_is_no_record_is_refused(system: System, body: str) -> None:
    answer = system.ask("PUT", path_of("a-1"), body)
    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"


def test_a_body_of_a_megabyte_is_refused_unread(system: System) -> None:
    answer = put(system, legal={"given": "a" * 1_000_000, "family": "b"})
    assert answer.status_code == 413
    assert answer.json()["type"].endswith("too-large")


def test_another_media_type_is_refused(system: System) -> None:
    headers = {"Authorization": f"Bearer {system.token}"}
    answer = Client().put("/api/v1" + path_of("a-1"), "a=b", content_type="text/plain", headers=headers)
    assert answer.status_code == 415


def test_every_column_and_random_keys_are_refused_and_change_nothing(system: System) -> None:
    put(system)
    columns = [field.name for field in Pupil._meta.get_fields()] + [f"key-{n}" for n in range(20)]
    answer = system.ask("PUT", path_of("a-1"), pupil(legal={"given": "Z", "family": "Z"}) | dict.fromkeys(columns, 1))
    assert answer.status_code == 422
    assert ExternalId.objects.get().pupil.given_name == "Samuel"


@pytest.mark.parametrize(
    ("scope", "method"), [(Scope.PUPILS_READ, "PUT"), (Scope.PUPILS_WRITE, "GET"), (Scope.CODES_READ, "GET")]
)
def test_a_scope_opens_its_verb_alone(cast: Cast, scope: Scope, method: str) -> None:
    narrow = connect(cast, cast.alder, scopes=[scope])
    assert narrow.ask(method, path_of("a-1"), pupil()).status_code == 403
