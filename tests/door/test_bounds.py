"""Behind the door: with the filter of each of its functions taken out, another authority's rows stay away."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db.models import F, Q
from guardian.shortcuts import get_objects_for_user

from agencies.acting.nouns import BY_KIND, Noun
from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.policy import Act, Standing
from agencies.web.asking import NotFound
from referrals import door
from referrals.cases.models import Case
from referrals.door import standings
from referrals.pupils.models import Pupil
from referrals.pupils.querysets import IsNamed
from referrals.search import access as search_access
from referrals.shares.models import CaseShare, LiveShare
from tests.door.machines import SEEING
from tests.door.model import Model
from tests.door.planting import TWO_AREAS, plant, plant_way
from tests.door.scene import Scene, asked_by
from tests.door.worlds.making import made
from tests.door.worlds.stage import make_stage
from tests.people import AT

pytestmark = pytest.mark.django_db
HEAD, ABROAD, HEALTH, NOBODY = 0, 1, 2, Actor(None, "")
NOUNS = sorted((noun for noun in BY_KIND.values() if noun.model in SEEING), key=lambda noun: noun.kind)
SEE = Act.SEE_CASE


@pytest.fixture
def scene() -> Iterator[Scene]:
    with made(TWO_AREAS, make_stage()) as rows:
        yield Scene(rows, Model(TWO_AREAS))


@pytest.fixture
def without_filters(monkeypatch: pytest.MonkeyPatch, scene: Scene) -> None:
    """Every standing opens every case, every seat is at every agency, and every noun lets every record through."""
    every = lambda *_: Case.objects.order_by(F("updated_at").desc(), F("id").desc())  # noqa: E731
    walks = lambda *_: [every().values_list("updated_at", "id")]  # noqa: E731
    plant_way(monkeypatch, list(Standing), opens=lambda *_: ~Q(pk=None), walks=walks)
    monkeypatch.setattr(standings, "agency_ids", lambda _: list(Agency.objects.values_list("pk", flat=True)))
    for noun in NOUNS:
        plant(monkeypatch, noun.model, within=lambda *_, model=noun.model: model.objects.all())


def admitted(scene: Scene, actor: Actor) -> list[Any]:
    """What is admitted of every record that there is, asked for by its reference."""
    found = []
    rows = scene.rows
    for record in [
        *rows.cases,
        *rows.entries,
        *rows.concerns,
        *rows.referrals,
        *rows.moves,
        *rows.suspensions,
        *rows.contacts,
        *rows.links,
        *rows.working,
    ]:
        try:
            found.append(door.admit(actor, SEEING[type(record)], record.reference, of=type(record), at=AT))
        except NotFound:
            continue
    return found


def may_act(scene: Scene, actor: Actor) -> list[Any]:
    """The cases on which anything at all may be done, asked for one by one."""
    return [one for one in scene.rows.cases if door.may_on_case(actor, one) or door.may_now(actor, one, one.state)]


def every_case(scene: Scene) -> list[tuple[str, str]]:
    return [("case", one.reference) for one in scene.rows.cases]


def _held(actor: Actor, case: Case) -> bool:
    return any(map(any, door.held(Case, actor, case.pk, frozenset({SEE}))))


def counted(_: Scene, actor: Actor) -> list[Case]:
    """The rows of the list, of which a count says how many."""
    rows, _, found = door.counted_page(actor, SEE, {}, 99)
    assert found == len(rows)
    return [one.case for one in rows]


SHARES_OF = "shares_of"
READS: dict[str, Callable[[Scene, Actor], Any]] = {
    "cases": lambda _, actor: door.cases(actor, SEE),
    "kept": lambda _, actor: door.kept(actor, SEE),
    "only": lambda _, actor: door.only(actor, SEE, Standing.RAISED),
    "page": lambda _, actor: [one.case for one in door.page(actor, SEE, {})[0]],
    "counted_page": counted,
    "by_standing": lambda _, actor: [one for cases, _ in door.by_standing(actor, SEE) for one in cases],
    "places": lambda _, actor: [one for cases, _ in door.places(actor, SEE) for one in cases],
    "admit": admitted,
    "may_now": may_act,
    "may_on_case": may_act,
    "held": lambda scene, actor: [one for one in scene.rows.cases if _held(actor, one)],
    "live_shares": lambda _, actor: door.live_shares(actor.seats),
    "on_roll": lambda _, actor: Pupil.objects.filter(door.on_roll(actor.seats, "pk")),
    "within": lambda _, actor: [row for noun in NOUNS for row in door.within(noun.model, actor, noun.see, AT)],
    "children": lambda scene, actor: door.children(actor, every_case(scene)).values(),
    SHARES_OF: lambda scene, _: [s for p in scene.rows.stage.places for s in door.shares_of(p.pk, live=True)],
}
"""The functions of the door that give children's rows, with their filters taken out."""
OF_SEATS = {
    "agency_ids",
    "audience",
    "explain",
    "keeps",
    "people_of",
    "receives",
    "note_list",
    "shows",
    "of_its_half",
    "shows_part",
    "child",
}
OF_SEATS |= {"note_cases", "case_is", "share_is", "seers", "standing_seats", "reasons_of", "acts_of"}
"""They say who, not what: seats are nobody's record; or they write a line, or are given the record."""
WORDS = {"AT", "BY_SHARE", "GIVES", "HAS_LEFT", "IS_CLOSED", "MOST_NAMED", "NOTHING", "Listed", "Reason", "Seats"}


def areas(found: Any) -> set[int]:
    return {row.authority_id for row in found}


def test_every_function_of_the_door_is_here() -> None:
    assert set(door.__all__) == set(READS) | OF_SEATS | WORDS


@pytest.mark.parametrize("name", READS)
def test_without_its_filter_another_authoritys_rows_stay_away(name: str, scene: Scene, without_filters: None) -> None:
    here, there = scene.rows.cases[0].authority_id, scene.rows.cases[1].authority_id
    assert areas(READS[name](scene, scene.actor(HEAD))) == {here, there}  # the filter is out: nothing else holds it
    for who, ought in ((HEAD, {here}), (ABROAD, {there})):
        with asked_by(scene.actor(who)):
            assert areas(READS[name](scene, scene.actor(who))) == ought
    with asked_by(NOBODY):
        assert areas(READS[name](scene, scene.actor(HEAD))) == set()


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.kind)
def test_of_every_noun_without_its_filter(noun: Noun, scene: Scene, without_filters: None) -> None:
    here, there = scene.rows.cases[0].authority_id, scene.rows.cases[1].authority_id
    for who, ought in ((HEAD, {here}), (ABROAD, {there}), (HEALTH, {here, there})):
        with asked_by(scene.actor(who)):
            assert areas(door.within(noun.model, scene.actor(who), noun.see, AT)) == ought


def test_search_and_guardian_without_theirs(scene: Scene, without_filters: None) -> None:
    here, there, name = scene.rows.cases[0].authority_id, scene.rows.cases[1].authority_id, "fer"  # in both names
    with asked_by(scene.actor(HEAD)):
        assert areas(search_access.search(scene.actor(HEAD), name)) == {here}
        assert areas(Pupil.objects.filter(IsNamed("pk", name, [here, there]))) == {here}
        assert {row.content_object.authority_id for row in LiveShare.objects.select_related("content_object")} == {here}
    with asked_by(scene.actor(ABROAD)):
        health = scene.rows.stage.people[HEALTH]
        assert not get_objects_for_user(health, "referrals.level_f", Case).exists()
    with asked_by(scene.actor(HEALTH)):
        assert areas(get_objects_for_user(health, "referrals.level_f", Case)) == {here}


def test_a_share_that_was_withdrawn_no_longer_widens(scene: Scene) -> None:
    share, actor = scene.rows.shares[0], scene.actor(HEALTH)
    with asked_by(actor):
        assert share.authority_id in areas(Case.objects.all())
    CaseShare.objects.filter(pk=share.pk).update(
        withdrawn_at=AT, closed_at=AT, withdrawn_by=scene.rows.stage.people[0], withdrawn_for=share.granting_agency
    )
    with asked_by(actor):
        assert areas(Case.objects.all()) == {actor.seats[0].authority_id}
