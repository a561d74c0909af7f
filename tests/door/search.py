"""The search box: by a name, and by a reference."""

from typing import Any

import pytest

from referrals.cases.models import Case
from referrals.search import access as search_access
from tests.door.planting import SHOW, Leaks
from tests.door.scene import Scene, agree, numbers


def search_agrees(scene: Scene, who: int) -> None:
    """By a name, and by the reference of one."""
    actor, ought = scene.actor(who), scene.model.cases(who)
    named = {n for n in ought if scene.rows.world.cases[n].name in (0, 1)}  # "an" is in Anouk and in Banner
    agree("search", who, numbers(scene.rows.cases, search_access.search(actor, "aN")), named)
    one = who % len(scene.rows.cases)
    by_reference = search_access.search(actor, scene.rows.cases[one].reference.lower())
    agree("search", f"{who}, by reference", numbers(scene.rows.cases, by_reference), ought & {one})


def leak_search(patch: pytest.MonkeyPatch) -> None:
    """Search looks at every case of the authority."""

    def search(actor: Any, text: str) -> list[Case]:
        area = {seat.authority_id for seat in actor.seats}
        return list(Case.objects.filter(authority_id__in=area, pupil__name_key__contains=text.lower()))

    patch.setattr(search_access, "search", search)


LEAKS: Leaks = {"search": (SHOW, leak_search)}
