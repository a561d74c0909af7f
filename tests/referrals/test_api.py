"""A school's system and its roll: kept by its own ids, once, and never by guess; and how referrals stand."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from agencies.policy import Scope
from agencies.trail.models import TrailEntry
from referrals.duties.models import Duty
from referrals.pupils.models import Enrolment, ExternalId, Identifier, Pupil
from referrals.referrals import actions as referrals
from tests import stories
from tests.machines import OTHER_URN, URN, System, connect, path_of, pupil
from tests.people import AT, Cast, make_cast, set_clock

pytestmark = pytest.mark.django_db
UPN = "R201100018042"


@pytest.fixture
def cast() -> Iterator[Cast]:
    set_clock(AT)
    with time_machine.travel(AT, tick=False):
        yield make_cast()


@pytest.fixture
def system(cast: Cast) -> System:
    return connect(cast, cast.alder)


@pytest.fixture
def other(cast: Cast) -> System:
    return connect(cast, cast.merrow, OTHER_URN, "helen")


def put(system: System, external_id: str = "a-1", urn: str = URN, **changes: Any) -> Any:
    return system.ask("PUT", path_of(external_id, urn), pupil(**changes))


def pointers(answer: Any) -> list[str]:
    assert answer.status_code == 422, answer.content
    return sorted(error["pointer"] for error in answer.json()["errors"])


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
    assert line.facts["changed"] == ["family_name"]
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


def test_a_upn_held_elsewhere_answers_as_one_that_never_was(cast: Cast, system: System, other: System) -> None:
    Identifier.objects.create(
        pupil=cast.maisie, authority=cast.wexmoor, kind="upn", value="H801200001001", starts_on=date(2020, 9, 1)
    )
    held = put(system, "b-1", upn="H801200001001")
    free = put(system, "b-2", upn="B801200005001", born="2013-09-02")
    assert held.status_code == free.status_code == 201
    assert held.json()["upn"] == "H801200001001"
    assert set(held.json()) == set(free.json())
    assert set(held.headers) == set(free.headers)
    doubtful = ExternalId.objects.get(value="b-1")
    assert doubtful.is_upn_elsewhere
    assert doubtful.pupil != cast.maisie
    assert not Identifier.objects.filter(pupil=doubtful.pupil).exists()
    assert TrailEntry.objects.get(subject_ref=doubtful.pupil.reference).facts["upn_elsewhere"] is True


def test_a_child_of_the_roll_is_known_again_by_upn_and_birthday(cast: Cast, system: System) -> None:
    Identifier.objects.create(
        pupil=cast.kofi, authority=cast.wexmoor, kind="upn", value=UPN, starts_on=date(2020, 9, 1)
    )
    before = Pupil.objects.count()
    assert put(system, born=cast.kofi.born_on.isoformat()).status_code == 201
    assert ExternalId.objects.get().pupil == cast.kofi
    assert Pupil.objects.count() == before


def test_a_upn_of_another_child_of_the_roll_is_refused(cast: Cast, system: System) -> None:
    Identifier.objects.create(
        pupil=cast.kofi, authority=cast.wexmoor, kind="upn", value=UPN, starts_on=date(2020, 9, 1)
    )
    before = Pupil.objects.count()
    assert pointers(put(system, born="2012-01-01")) == ["/upn"]
    assert Pupil.objects.count() == before
    assert not ExternalId.objects.exists()


def test_nobody_is_merged_by_name_until_the_school_says_so(cast: Cast, system: System) -> None:
    like_kofi = {
        "legal": {"given": "Kofi", "family": "Mensah-Hart"},
        "known_as": {"given": ""},
        "born": cast.kofi.born_on.isoformat(),
        "upn": None,
    }
    stopped = put(system, **like_kofi)
    assert stopped.status_code == 409
    assert stopped.json()["pupil"] == cast.kofi.reference
    assert not ExternalId.objects.exists()
    assert put(system, "k-1", **like_kofi, same_as=cast.kofi.reference).status_code == 201
    assert ExternalId.objects.get(value="k-1").pupil == cast.kofi
    assert pointers(put(system, "k-3", **like_kofi, same_as=cast.kofi.reference)) == ["/same_as"]
    assert put(system, "k-2", **like_kofi, same_as="nobody").status_code == 201
    assert ExternalId.objects.get(value="k-2").pupil != cast.kofi


def test_a_namesake_at_another_school_stops_nothing_and_shows_nothing(cast: Cast, system: System) -> None:
    like_maisie = {
        "legal": {"given": "Maisie", "family": "Thornley"},
        "known_as": {"given": ""},
        "born": cast.maisie.born_on.isoformat(),
        "upn": None,
    }
    assert put(system, **like_maisie).status_code == 201
    theirs, none = (put(system, "m-2", **like_maisie, same_as=ref) for ref in (cast.maisie.reference, "AAAA-AAAA-A"))
    assert pointers(theirs) == ["/same_as"]
    assert theirs.content == none.content
    assert not ExternalId.objects.filter(pupil=cast.maisie).exists()


def test_who_has_left_is_not_found_and_their_place_can_be_sent_again(cast: Cast, system: System) -> None:
    place = {"status": "C", "form": "8B", "from": "2025-09-02", "to": "2026-11-20"}
    put(system)
    left = put(system, enrolment=place)
    assert left.status_code == 200
    assert left.json() == {"external_id": "a-1", "enrolment": place}
    assert system.ask("GET", path_of("a-1")).status_code == 404
    again = put(system, enrolment=place)
    assert (again.status_code, again["ETag"]) == (200, left["ETag"])


def test_the_name_of_who_went_to_another_school_is_not_this_schools_to_change(cast: Cast, system: System) -> None:
    place = {"status": "C", "form": "8B", "from": "2025-09-02", "to": "2026-11-20"}
    put(system, enrolment=place)
    child = ExternalId.objects.get().pupil
    Enrolment.objects.create(pupil=child, school=cast.merrow, starts_on=date(2026, 11, 21))
    put(system, enrolment=place, legal={"given": "Other", "family": "Name"})
    child.refresh_from_db()
    assert child.given_name == "Samuel"
    back = put(system, enrolment={"status": "C", "form": "", "from": "2026-11-23", "to": None})
    assert back.status_code == 409
    assert back.json()["type"].endswith("needs-a-person")
    assert Enrolment.objects.filter(pupil=child).count() == 2


def test_an_id_at_another_school_hides_no_likeness(cast: Cast, system: System) -> None:
    ExternalId.objects.create(school=cast.merrow, value="m-9", pupil=cast.kofi, made_at=AT)
    born = cast.kofi.born_on.isoformat()
    like_kofi = {"legal": {"given": "Kofi", "family": "Mensah-Hart"}, "born": born, "upn": None}
    assert put(system, **like_kofi).status_code == 409


@pytest.mark.parametrize("status", ["C", "S", "G"])
def test_no_system_takes_back_who_is_at_another_school(cast: Cast, system: System, status: str) -> None:
    put(system, enrolment={"status": "C", "from": "2025-09-02", "to": "2026-11-20"})
    child = ExternalId.objects.get().pupil
    Enrolment.objects.create(pupil=child, school=cast.merrow, starts_on=date(2026, 11, 21), ends_on=date(2027, 7, 1))
    back = put(
        system, enrolment={"status": status, "from": "2026-11-23", "to": None}, legal={"given": "X", "family": "Y"}
    )
    child.refresh_from_db()
    assert (back.status_code, child.given_name) == (409, "Samuel")


def test_a_key_that_cannot_be_kept_is_no_fault_of_ours(system: System) -> None:
    assert system.ask("PUT", path_of("a-1"), '{"\\ud800": 1}').status_code == 422


def test_who_comes_back_gets_a_new_place(cast: Cast, system: System) -> None:
    put(system, enrolment={"status": "C", "form": "8B", "from": "2025-09-02", "to": "2026-07-22"})
    back = put(system, enrolment={"status": "C", "form": "9B", "from": "2026-11-23", "to": None})
    assert back.status_code == 200
    assert Enrolment.objects.filter(pupil=ExternalId.objects.get().pupil).count() == 2
    assert system.ask("GET", path_of("a-1")).status_code == 200


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


def test_how_referrals_stand_and_nothing_of_them(cast: Cast, system: System, other: System) -> None:
    case = stories.case(cast)
    assert system.ask("GET", "/referrals").json() == {"items": [], "next": None}
    referral = stories.sent(cast, case)
    answer = system.ask("GET", "/referrals")
    assert answer.status_code == 200, answer.content
    (item,) = answer.json()["items"]
    assert item == {
        "id": referral.reference,
        "pupil": None,
        "state": "sent",
        "next_step": "The council’s inclusion team acknowledges it by Tuesday 24 November 2026 "
        "and decides by Monday 30 November 2026.",
        "due": "2026-11-30",
        "sent_at": "2026-11-23T10:00:00Z",
        "href": f"http://localhost/referrals/{referral.reference}/",
    }
    assert "Kofi" not in answer.content.decode()
    assert other.ask("GET", "/referrals").json()["items"] == []
    line = TrailEntry.objects.get(act="see_status")
    assert line.facts["shown"] == [referral.reference]


def test_the_clock_is_that_of_who_has_to_act(cast: Cast, system: System) -> None:
    referral = stories.sent(cast, stories.case(cast))
    later = AT + timedelta(days=2)
    referrals.return_referral(referral, questions=["Who lives at home?"], by=cast.actor("sandra"), at=later)
    (item,) = system.ask("GET", "/referrals").json()["items"]
    duty = Duty.objects.get(subject_ref=referral.reference, rule="answer_referral")
    assert (item["state"], item["due"]) == ("returned", duty.due_on.isoformat())
    assert f"{duty.due_on:%-d %B %Y}" in item["next_step"]


def test_a_pupil_who_left_takes_their_referral_out_of_the_list(cast: Cast, system: System) -> None:
    stories.sent(cast, stories.case(cast))
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=AT.date() - timedelta(days=1))
    assert system.ask("GET", "/referrals").json()["items"] == []


def test_a_draft_is_not_shown(cast: Cast, system: System) -> None:
    case = stories.case(cast)
    referrals.draft_referral(case, stories.ASK, referral=None, version=None, by=cast.actor("amara"), at=AT)
    assert system.ask("GET", "/referrals").json()["items"] == []


def test_a_cursor_that_is_none_is_said_to_be(system: System) -> None:
    for cursor in ("nonsense", "cD1iYWQ%3D", "cD0yMDI2LTEzLTAx"):  # the others decode to p=bad and p=2026-13-01
        for path in ("/referrals", "/suspensions"):
            assert system.ask("GET", f"{path}?cursor={cursor}").json()["type"].endswith("bad-cursor")
    assert system.ask("GET", "/referrals?limit=1000000").status_code == 200
