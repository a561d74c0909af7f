"""A record taken away: who may, and of a case what its taker may read and nothing that is restricted."""

from typing import Any

import pytest

from agencies.policy import Act
from interventions.taken_records import pages
from referrals import door
from referrals.entries.models import Entry
from tests.door.planting import SHOW, Leaks
from tests.door.scene import Scene, agree, numbers
from tests.people import AT


def taken_agrees(scene: Scene, who: int) -> None:
    """The cases whose record may be taken, and what can leave of each."""
    actor, rows, world = scene.actor(who), scene.rows, scene.rows.world
    ought = {n for n in scene.model.cases(who) if scene.model.keeps(who, n)}
    agree("taken record", who, numbers(rows.cases, door.cases(actor, Act.TAKE_RECORD)), ought)
    for n in ought:
        there = pages.there(actor, rows.cases[n], AT, (None, None))
        entries = {
            e for e in scene.model.entries(who) if world.entries[e].case == n and not world.entries[e].is_restricted
        }
        agree("taken record", f"{who}, entries", numbers(rows.entries, [one for one, _ in there.story]), entries)
        documents = {d for d in scene.model.documents(who) if _leaves(scene, d, n)}
        agree("taken record", f"{who}, documents", numbers(rows.documents, there.documents), documents)


def _leaves(scene: Scene, d: int, n: int) -> bool:
    one, entries = scene.rows.world.documents[d], scene.rows.world.entries
    shut = entries[one.entry].is_restricted if one.entry is not None else one.is_restricted
    return one.case == n and one.concern is None and not shut


def leak_taken_record(patch: pytest.MonkeyPatch) -> None:
    """What leaves is the whole story, with what is restricted, as if it were open."""

    def entries(_: Any, case: Any, *__: Any) -> list[Entry]:
        found = list(Entry.objects.filter(case=case).select_related("author", "agency"))
        for one in found:
            one.is_restricted = False
        return found

    patch.setattr(pages, "_entries", entries)


LEAKS: Leaks = {"taken record": (SHOW, leak_taken_record)}
