"""Entries of the story: restricted ones for three readers, a share's by its sections."""

import pytest

from agencies.policy import Act
from referrals import door
from referrals.entries.models import Entry
from tests.door.planting import SHOW, Leaks, plant
from tests.door.scene import Scene, agree, numbers


def entries_agree(scene: Scene, who: int) -> None:
    """The story's entries."""
    found = door.within(Entry, scene.actor(who), Act.SEE_ENTRY)
    agree("entries", who, numbers(scene.rows.entries, found), scene.model.entries(who))


def leak_entries(patch: pytest.MonkeyPatch) -> None:
    """Keepers read restricted entries."""
    plant(patch, Entry, within=lambda actor, act, _: Entry.objects.filter(case__in=door.cases(actor, act)))


LEAKS: Leaks = {"entries": (SHOW, leak_entries)}
