"""The search box: by a name, and by a reference."""

from typing import Any

import pytest

from referrals.cases.models import Case
from referrals.search import access as search_access
from referrals.search.access import Found
from tests.door.planting import SHOW, Leaks
from tests.door.scene import Scene, agree, numbers
from tests.people import AT


def search_agrees(scene: Scene, who: int) -> None:
    """By a part of a name, by a whole one that is short, and by the reference of one."""
    actor, ought = scene.actor(who), scene.model.cases(who)
    of = {name: {n for n in ought if scene.rows.world.cases[n].name == name} for name in range(3)}
    named = {"fErr": of[0] | of[1], "an fer": of[0] | of[1], "LI": of[2], "li hale": of[2], "an": set()}
    for typed, cases in named.items():
        agree(
            "search",
            who if typed == "fErr" else f"{who}, {typed}",
            numbers(scene.rows.cases, search_access.search(actor, typed)),
            cases,
        )
    for typed in ("frrer", "hael"):
        found = search_access.near(actor, typed, AT, but=()).cases
        agree("near", f"{who}, {typed}", numbers(scene.rows.cases, found) - ought, set())
    one = who % len(scene.rows.cases)
    by_reference = search_access.search(actor, scene.rows.cases[one].reference.lower())
    agree("search", f"{who}, by reference", numbers(scene.rows.cases, by_reference), ought & {one})


def leak_search(patch: pytest.MonkeyPatch) -> None:
    """Search looks at every case of the authority."""

    def search(actor: Any, text: str) -> list[Case]:
        area = {seat.authority_id for seat in actor.seats}
        return list(Case.objects.filter(authority_id__in=area, pupil__name_key__contains=text.lower()))

    patch.setattr(search_access, "search", search)


def leak_near(patch: pytest.MonkeyPatch) -> None:
    """A near name is looked for among every case of the authority."""

    def near(actor: Any, text: str, *_: Any, **__: Any) -> Found:
        area = {seat.authority_id for seat in actor.seats}
        return Found(list(Case.objects.filter(authority_id__in=area)), [])

    patch.setattr(search_access, "near", near)


LEAKS: Leaks = {"search": (SHOW, leak_search), "near": (SHOW, leak_near)}
