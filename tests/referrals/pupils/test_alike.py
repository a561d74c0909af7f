"""Who may be on the roll already is a question, by hand and by a system, whatever the spelling (data.md 3.4)."""

from typing import Any

import pytest
from django.urls import reverse

from agencies.trail.models import TrailEntry
from referrals.pupils.models import ExternalId, Pupil
from tests.browsing import browse, said, text
from tests.machines import System
from tests.people import Cast, make_pupil
from tests.referrals.pupils.sending import pointers, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
URL = "/pupils/add-pupil/"
BORN = "3 March 2013"


@pytest.fixture
def siobhan(cast: Cast) -> Pupil:
    return make_pupil(cast.alder, "Siobhán", "O’Shea")


def typed(given: str = "Siobhan", family: str = "O'Shea", born: str = "", **more: str) -> dict[str, str]:
    return {"given_name": given, "family_name": family, "born_on": born or BORN, **more}


def born(pupil: Pupil) -> str:
    return pupil.born_on.isoformat()


@pytest.mark.parametrize("family", ["O'Shea", "Oshea", "O Shea", "O’SHEA", "Ó Shea", "O'Shea-Byrne", "Osheo"])
def test_oshea_in_any_spelling_is_asked_about_and_nobody_is_added(cast: Cast, siobhan: Pupil, family: str) -> None:
    before = Pupil.objects.count()
    answer = browse(cast, "tom").post(URL, typed(family=family, born=born(siobhan)))
    assert (answer.status_code, Pupil.objects.count()) == (422, before)
    assert "Siobhán O’Shea is on your roll. Say whether it is this child." in text(answer)
    assert f'value="{siobhan.reference}"' in answer.content.decode()
    assert "Year " in text(answer)


def test_it_is_they(cast: Cast, siobhan: Pupil) -> None:
    before, lines = Pupil.objects.count(), TrailEntry.objects.filter(outcome="done").count()
    answer = browse(cast, "tom").post(URL, typed(born=born(siobhan), same=siobhan.reference))
    assert answer.status_code == 302
    assert said(answer)[-1] == "Siobhán O’Shea is on your list now."
    assert (Pupil.objects.count(), TrailEntry.objects.filter(outcome="done").count()) == (before, lines)


def test_it_is_another_child_and_how_one_knows_is_kept(cast: Cast, siobhan: Pupil) -> None:
    client, there = browse(cast, "tom"), {"born": born(siobhan), "same": "nobody"}
    assert "Say how you know" in text(client.post(URL, typed(**there)))
    assert client.post(URL, typed(**there, why="Twins of one name.")).status_code == 302
    twin = Pupil.objects.latest("pk")
    facts = TrailEntry.objects.get(subject_ref=twin.reference, act="add_pupil").facts
    assert (facts["not_them"], facts["why"]) == ([siobhan.reference], "Twins of one name.")
    assert client.post(URL, typed(**there, why="A third.")).status_code == 302


def test_who_is_only_perhaps_alike_is_asked_about_without_a_reason(cast: Cast, siobhan: Pupil) -> None:
    swapped = siobhan.born_on.replace(day=siobhan.born_on.month, month=siobhan.born_on.day).isoformat()
    client, there = browse(cast, "tom"), typed(born=swapped)
    assert client.post(URL, there).status_code == 422
    assert client.post(URL, {**there, "same": "nobody"}).status_code == 302


def test_a_made_up_answer_chooses_nobody(cast: Cast, siobhan: Pupil) -> None:
    before = Pupil.objects.count()
    there = typed(born=born(siobhan), same=cast.maisie.reference)
    assert browse(cast, "tom").post(URL, there).status_code == 422
    assert Pupil.objects.count() == before


def test_a_namesake_at_another_school_asks_nothing(cast: Cast) -> None:
    there = make_pupil(cast.merrow, "Siobhán", "O’Shea")
    assert browse(cast, "tom").post(URL, typed(born=born(there))).status_code == 302


def test_sent_twice_it_is_one_child(cast: Cast) -> None:
    client, once = browse(cast, "tom"), "00000000-0000-0000-0000-000000000099"
    answers = [client.post(URL, typed(once=once)) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Pupil.objects.filter(family_name="O'Shea").count() == 1


def _like(child: Pupil, **changes: Any) -> dict[str, Any]:
    names = {"legal": {"given": "Siobhan", "family": "OShea"}, "known_as": {"given": ""}}
    return {**names, "born": child.born_on.isoformat(), "upn": None, **changes}


def test_a_system_is_asked_by_the_same_key_also_about_a_child_who_has_an_id(
    cast: Cast, siobhan: Pupil, system: System
) -> None:
    asked = put(system, "s-1", **_like(siobhan))
    assert (asked.status_code, asked.json()["pupil"]) == (409, siobhan.reference)
    assert put(system, "s-1", **_like(siobhan), same_as=siobhan.reference).status_code == 201
    again = put(system, "s-2", **_like(siobhan))
    assert (again.status_code, again.json()["pupil"]) == (409, siobhan.reference)
    assert pointers(put(system, "s-2", **_like(siobhan), same_as=siobhan.reference)) == ["/same_as"]
    assert put(system, "s-2", **_like(siobhan), same_as="nobody").status_code == 201
    assert ExternalId.objects.get(value="s-2").pupil != siobhan


OTHER = {"legal": {"given": "Bruno", "family": "Zanetti"}, "known_as": {"given": ""}, "upn": None}


@pytest.mark.parametrize(
    "changes",
    [
        OTHER,
        {**OTHER, "born": "2011-11-11"},
        {"legal": {"given": "Siobhan", "family": "Zanetti"}, "known_as": {"given": ""}, "born": "2011-11-11"},
    ],
    ids=["all of the name", "name and birthday", "family name and birthday"],
)
def test_a_system_cannot_turn_a_child_into_another(
    cast: Cast, siobhan: Pupil, system: System, changes: dict[str, Any]
) -> None:
    put(system, "s-1", **_like(siobhan), same_as=siobhan.reference)
    before = Pupil.objects.filter(pk=siobhan.pk).values().get()
    answer = put(system, "s-1", **{**_like(siobhan), **changes})
    assert answer.status_code == 409
    assert answer.json()["type"].endswith("another-child")
    assert Pupil.objects.filter(pk=siobhan.pk).values().get() == before


@pytest.mark.parametrize(
    "changes",
    [
        {"legal": {"given": "Siobhan", "family": "Byrne"}},
        {"legal": {"given": "Roisin", "family": "OShea"}},
        {"born": "2013-03-30"},
        {"legal": {"given": "Roisin", "family": "OShea"}, "born": "2013-03-30"},
    ],
    ids=["married", "a new first name", "a birthday put right", "both, in one family"],
)
def test_a_child_whose_name_or_birthday_changes_stays_the_same_child(
    cast: Cast, siobhan: Pupil, system: System, changes: dict[str, Any]
) -> None:
    put(system, "s-1", **_like(siobhan), same_as=siobhan.reference)
    assert put(system, "s-1", **{**_like(siobhan), **changes}).status_code == 200


def test_a_number_of_another_child_of_the_roll_is_refused_by_a_later_sending_too(
    cast: Cast, siobhan: Pupil, system: System
) -> None:
    put(system, "k-1", legal={"given": "Ken", "family": "Abara"}, born="2014-05-05", upn="B801200005001")
    put(system, "s-1", **_like(siobhan), same_as=siobhan.reference)
    assert pointers(put(system, "s-1", **_like(siobhan, upn="B801200005001"))) == ["/upn"]
    assert not siobhan.identifiers.exists()


def test_the_form_says_what_tells_them_apart(cast: Cast, siobhan: Pupil) -> None:
    answer = browse(cast, "tom").post(reverse("add_pupil"), typed(born=born(siobhan)))
    assert f"born {siobhan.born_on.day} " in text(answer)
    assert "None of them: it is another child" in text(answer)
