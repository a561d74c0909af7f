"""Ids belong to the system that sends them; a number that was taken back was never theirs."""

from typing import Any

import pytest
from django.urls import reverse

from agencies.machines.models import MisClient
from referrals.cases.models import Case
from referrals.pupils.models import ExternalId, Identifier, Pupil
from tests import stories
from tests.browsing import browse, text
from tests.machines import System, connect
from tests.people import Cast
from tests.referrals.pupils.sending import pointers, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
KOFI = {"legal": {"given": "Kofi", "family": "Mensah-Hart"}, "known_as": {"given": ""}, "upn": None}
UPN = "R201100018042"


def test_a_new_system_that_begins_at_21_again_renames_nobody(cast: Cast, system: System) -> None:
    case = stories.case(cast)
    born = cast.kofi.born_on.isoformat()
    assert put(system, "21", **KOFI, born=born, same_as=cast.kofi.reference).status_code == 201
    new = connect(cast, cast.alder, is_known=False)
    sibling = {"legal": {"given": "Kwame", "family": "Mensah-Hart"}, "known_as": {"given": ""}, "born": "2015-06-07"}
    assert put(new, "21", **sibling, upn=None).status_code == 201
    assert Case.objects.get(pk=case.pk).pupil.given_name == "Kofi"
    assert {link.pupil.given_name for link in ExternalId.objects.filter(value="21")} == {"Kofi", "Kwame"}
    assert put(new, "22", **KOFI, born=born, same_as=cast.kofi.reference).status_code == 201
    assert put(system, "21", **KOFI, born=born).status_code == 200


def test_the_same_system_connected_again_goes_on_with_its_ids(cast: Cast, system: System) -> None:
    assert put(system, "21").status_code == 201
    again = connect(cast, cast.alder, is_known=True)
    assert put(again, "21").status_code == 200
    assert ExternalId.objects.count() == 1


def form(cast: Cast, **more: Any) -> dict[str, Any]:
    return {
        "agency": cast.alder.pk, "name": "Arbor", "scopes": ["pupils:read"], "until": "1 October 2027", **more,
    }  # fmt: skip


def test_connect_asks_whether_it_is_the_system_that_was_connected_before(cast: Cast, system: System) -> None:
    client, url = browse(cast, "amara"), reverse("make_client")
    answer = client.post(url, form(cast))
    assert (answer.status_code, MisClient.objects.count()) == (422, 1)
    assert "Say whether it is the system that was connected before" in text(answer)
    assert client.post(url, form(cast, before="other")).status_code == 200
    assert MisClient.objects.latest("id").ids_of is None
    assert client.post(url, form(cast, before="same", name="Arbor again")).status_code == 200
    newest = list(MisClient.objects.order_by("id"))
    assert newest[2].ids_of == newest[1]


def test_a_upn_by_put_that_another_child_of_the_roll_has_is_refused_as_when_one_is_added(
    cast: Cast, system: System
) -> None:
    put(system, "a-1")
    put(system, "a-2", upn=None, legal={"given": "Ama", "family": "Other"}, known_as={"given": ""}, born="2014-01-02")
    clash = put(
        system, "a-2", upn=UPN, legal={"given": "Ama", "family": "Other"}, known_as={"given": ""}, born="2014-01-02"
    )
    assert pointers(clash) == ["/upn"]


def test_a_upn_taken_back_was_entered_in_error_and_is_free_again(cast: Cast, system: System, other: System) -> None:
    put(system, "a-1")
    assert put(system, "a-1", upn=None).status_code == 200
    taken = Identifier.objects.get()
    assert (taken.is_in_error, taken.ends_on is not None) == (True, True)
    other_child = {"legal": {"given": "Ama", "family": "Other"}, "known_as": {"given": ""}, "born": "2014-01-02"}
    assert put(system, "a-2", **other_child).status_code == 201
    held = Identifier.objects.get(ends_on=None)
    assert (held.value, held.is_doubtful, held.pupil.given_name) == (UPN, False, "Ama")
    assert Pupil.objects.get(external_ids__value="a-1").identifiers.get() == taken
