"""Which child a school's own system means: known again, never merged by name, never taken from another school."""

from datetime import date

import pytest

from agencies.trail.models import TrailEntry
from referrals.pupils.models import Enrolment, ExternalId, Identifier, Pupil
from tests.machines import System, known_system, path_of
from tests.people import AT, Cast
from tests.referrals.pupils.sending import pointers, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
UPN = "R201100018042"


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
    names = {"legal": {"given": "Kofi", "family": "Mensah Hart"}, "known_as": {"given": ""}}
    assert put(system, born=cast.kofi.born_on.isoformat(), **names).status_code == 201
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
    own = known_system(cast.merrow, cast.people["helen"])
    ExternalId.objects.create(school=cast.merrow, system=own, value="m-9", pupil=cast.kofi, made_at=AT)
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


def test_who_comes_back_gets_a_new_place(cast: Cast, system: System) -> None:
    put(system, enrolment={"status": "C", "form": "8B", "from": "2025-09-02", "to": "2026-07-22"})
    back = put(system, enrolment={"status": "C", "form": "9B", "from": "2026-11-23", "to": None})
    assert back.status_code == 200
    assert Enrolment.objects.filter(pupil=ExternalId.objects.get().pupil).count() == 2
    assert system.ask("GET", path_of("a-1")).status_code == 200
