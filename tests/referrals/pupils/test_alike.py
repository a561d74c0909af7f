"""Who may be on the roll already is a question, by hand and by a system, whatever the spelling (data.md 3.4)."""

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from agencies.trail.models import TrailEntry
from referrals.pupils import actions as pupils
from referrals.pupils.models import Enrolment, ExternalId, Identifier, Pupil
from tests.browsing import BACKEND, browse, carried, said, text
from tests.machines import System
from tests.people import AT, Cast, make_pupil
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
    client, there = browse(cast, "tom"), {"born": born(siobhan), "same": "nobody", "asked": siobhan.reference}
    assert "Say how you know" in text(client.post(URL, typed(**there)))
    assert client.post(URL, typed(**there, why="Twins of one name.")).status_code == 302
    twin = Pupil.objects.latest("pk")
    facts = TrailEntry.objects.get(subject_ref=twin.reference, act="add_pupil").facts
    assert (facts["not_them"], facts["why"]) == ([siobhan.reference], "Twins of one name.")
    there["asked"] = f"{siobhan.reference} {twin.reference}"
    assert client.post(URL, typed(**there, why="A third.")).status_code == 302


def test_who_is_only_perhaps_alike_is_asked_about_without_a_reason(cast: Cast, siobhan: Pupil) -> None:
    swapped = siobhan.born_on.replace(day=siobhan.born_on.month, month=siobhan.born_on.day).isoformat()
    client, there = browse(cast, "tom"), typed(born=swapped)
    asked = carried(client.post(URL, there))["asked"]
    assert client.post(URL, {**there, "same": "nobody"}).status_code == 422
    assert client.post(URL, {**there, "same": "nobody", "asked": asked}).status_code == 302


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


def with_number(child: Pupil) -> Pupil:
    Identifier.objects.create(pupil=child, authority=child.authority, kind="upn", value=UPN, starts_on=date(2020, 9, 1))
    return child


UPN = "B801200005001"


@pytest.mark.parametrize(("same_as", "status"), [("", 409), ("nobody", 422)])
@pytest.mark.parametrize("names", [("Roisin", "OShea"), ("Bruno", "Zanetti")], ids=["a twin", "somebody else"])
def test_a_new_id_with_her_number_and_another_name_renames_nobody(
    cast: Cast, siobhan: Pupil, system: System, names: tuple[str, str], same_as: str, status: int
) -> None:
    with_number(siobhan)
    before = Pupil.objects.filter(pk=siobhan.pk).values().get()
    sent = _like(siobhan, upn=UPN, legal={"given": names[0], "family": names[1]})
    answer = put(system, "s-1", **sent, **({"same_as": same_as} if same_as else {}))
    assert answer.status_code == (422 if names[0] == "Bruno" else status)
    assert Pupil.objects.filter(pk=siobhan.pk).values().get() == before
    assert not ExternalId.objects.exists()


def test_a_person_says_that_it_is_she_under_another_first_name(cast: Cast, siobhan: Pupil, system: System) -> None:
    with_number(siobhan)
    sent = _like(siobhan, upn=UPN, legal={"given": "Roisin", "family": "OShea"})
    assert put(system, "s-1", **sent).json()["pupil"] == siobhan.reference
    assert put(system, "s-1", **sent, same_as=siobhan.reference).status_code == 201


def test_who_comes_with_the_number_that_this_system_sent_stays_the_same_child(
    cast: Cast, siobhan: Pupil, system: System
) -> None:
    put(system, "s-1", **_like(siobhan, upn=UPN), same_as=siobhan.reference)
    renamed = _like(siobhan, upn=UPN, legal={"given": "Grace", "family": "Adeyemi"})
    assert put(system, "s-1", **renamed).status_code == 200


def test_the_old_school_is_not_told_that_a_child_who_left_has_another_name(cast: Cast, system: System) -> None:
    place = {"status": "C", "from": "2025-09-02", "to": "2026-10-16", "form": "9W"}
    sent = {"legal": {"given": "Ken", "family": "Abara"}, "known_as": {"given": ""}, "born": "2014-05-05", "upn": None}
    assert put(system, "k-1", **sent, enrolment=place).status_code == 201
    child = ExternalId.objects.get(value="k-1").pupil
    Pupil.objects.filter(pk=child.pk).update(given_name="Grace", family_name="Okafor")
    assert put(system, "k-1", **sent, enrolment=place).status_code == 200
    child.refresh_from_db()
    assert child.name == "Grace Okafor"


def test_somebody_who_comes_next_week_is_on_the_roll_for_this(cast: Cast, system: System) -> None:
    place = {"status": "C", "from": "2026-12-07", "to": None, "form": "9W"}
    sent = {"legal": {"given": "Ken", "family": "Abara"}, "known_as": {"given": ""}, "born": "2014-05-05", "upn": None}
    assert put(system, "k-1", **sent, enrolment=place).status_code == 201
    assert put(system, "k-2", **sent, enrolment=place).status_code == 409
    asked = browse(cast, "tom").post(URL, typed("Ken", "Abara", "2014-05-05"))
    assert asked.status_code == 422
    chosen = typed("Ken", "Abara", "2014-05-05", same=Pupil.objects.get(family_name="Abara").reference)
    assert "is not on your roll today" in text(browse(cast, "tom").post(URL, chosen))
    assert Pupil.objects.filter(family_name="Abara").count() == 1


def test_staff_are_not_told_what_another_school_did_with_the_child(cast: Cast, siobhan: Pupil) -> None:
    Enrolment.objects.create(pupil=siobhan, school=cast.merrow, starts_on=date(2025, 9, 1), kind="dual")
    helen = {"by": cast.actor("helen"), "at": AT}
    pupils.record_pupil_fact(siobhan, kind="looked_after", starts_on=date(2026, 1, 5), ends_on=None, words="", **helen)
    for sent in (typed(born=born(siobhan)), typed(born=born(siobhan), upn=UPN)):
        answer = browse(cast, "tom").post(URL, sent)
        assert answer.status_code == 422
        assert "recorded" not in text(answer)
        assert "Merrow" not in text(answer)


def test_none_of_them_is_said_of_those_who_stood_on_the_page_alone(cast: Cast, siobhan: Pupil) -> None:
    other = "04 04 2013"
    tom, dan = browse(cast, "tom"), browse(cast, "dan")
    there = typed(born=other, given="Siobhan")
    asked = {name: carried(one.post(URL, there))["asked"] for name, one in (("tom", tom), ("dan", dan))}
    assert asked == {"tom": siobhan.reference, "dan": siobhan.reference}
    no = {**there, "same": "nobody", "why": "Both are here."}
    assert tom.post(URL, {**no, "asked": asked["tom"]}).status_code == 302
    second = dan.post(URL, {**no, "asked": asked["dan"]})
    assert (second.status_code, Pupil.objects.filter(given_name="Siobhan").count()) == (422, 1)
    assert "Both are here." in second.content.decode()


def test_it_is_they_stays_so_though_they_are_not_alike_any_more(cast: Cast, siobhan: Pupil) -> None:
    there = typed(born=born(siobhan), same=siobhan.reference)
    Pupil.objects.filter(pk=siobhan.pk).update(born_on=date(2012, 1, 1))
    before = Pupil.objects.count()
    answer = browse(cast, "tom").post(URL, {**there, "upn": UPN})
    assert (answer.status_code, Pupil.objects.count()) == (302, before)
    assert "what you typed of them was not taken over" in said(answer)[-1]


def test_how_one_knows_is_in_the_form_again_after_signing_out(cast: Cast, siobhan: Pupil) -> None:
    client = browse(cast, "tom")
    page = client.post(URL, typed(born=born(siobhan)))
    client.cookies.pop("inclusion_session")
    sent = {**carried(page), **typed(born=born(siobhan)), "same": "nobody", "why": "They are twins."}
    client.post(URL, sent)
    client.force_login(cast.people["tom"], backend=BACKEND)
    again = client.get(reverse("give_back"), follow=True)
    assert re.search(r'<input type="hidden" name="why" value="They are twins."', again.content.decode())


def test_an_old_number_leads_into_no_dead_end(cast: Cast, siobhan: Pupil) -> None:
    with_number(siobhan).identifiers.update(ends_on=date(2025, 1, 1))
    answer = browse(cast, "tom").post(URL, typed(born=born(siobhan), upn=UPN))
    assert f'value="{siobhan.reference}"' in answer.content.decode()


def concern_of(page: Any) -> dict[str, str]:
    """The hidden field that says for which concern."""
    found = re.search(r'name="concern" value="([^"]*)"', page.content.decode())
    assert found
    return {"concern": found[1]}


def test_after_signing_out_the_new_pupil_still_leads_back_to_the_concern(cast: Cast) -> None:
    client = browse(cast, "tom")
    log = reverse("log_concern")
    words = {**carried(client.get(log)), "pupil_name": "Ada Quill", "fact": "Came in wet, twice."}
    here = client.post(log, {"add": "1", **words})["Location"]
    page = client.get(here)
    client.cookies.pop("inclusion_session")
    client.post(here, {**carried(page), **concern_of(page), "given_name": "Ada", "family_name": "Quill"})
    client.force_login(cast.people["tom"], backend=BACKEND)
    given = client.get(reverse("give_back"), follow=True)
    child = {"given_name": "Ada", "family_name": "Quill", "born_on": "3 2 2013"}
    sent = {**carried(given), **concern_of(given), **child}
    back = client.post(given.request["PATH_INFO"], sent)
    assert "Came in wet, twice." in text(client.get(back["Location"]))
