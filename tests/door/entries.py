"""Entries of the story: restricted ones for three readers, a share's by its sections; who hears that they were told."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.postgres.aggregates import StringAgg
from django.db import transaction
from django.db.models import OuterRef, Subquery

from agencies.policy import Act
from referrals import door
from referrals.entries import access
from referrals.entries.models import Entry, EntryTold
from referrals.entries.states import MENTION
from tests.door.model import AGENCY
from tests.door.planting import SHOW, Leaks, plant
from tests.door.scene import Scene, agree, asked_by, hears, numbers
from tests.door.worlds.shapes import PEOPLE
from tests.people import AT

TELLER = 0


def entries_agree(scene: Scene, who: int) -> None:
    """The story's entries."""
    found = door.within(Entry, scene.actor(who), Act.SEE_ENTRY)
    agree("entries", who, numbers(scene.rows.entries, found), scene.model.entries(who))


def told_agree(scene: Scene) -> None:
    """Of entries of which everybody was told: who hears is who reads them, and who reads which names."""
    reads = {who: scene.model.entries(who) for who in PEOPLE}
    with _everybody_told(scene):
        for n, row in enumerate(scene.rows.entries):
            ought = {who for who in PEOPLE if n in reads[who]}
            hears(scene, "told", ("entry", row.reference), row.case_id, MENTION.tells, ought)
        for who in PEOPLE:
            with asked_by(scene.actor(who)):
                seen = door.within(Entry, scene.actor(who), Act.SEE_ENTRY).annotate(
                    names=access.told_to(scene.actor(who))
                )
                found = {row.pk: set(filter(None, (row.names or "").split(", "))) for row in seen}
            ought_to_read = {scene.rows.entries[n].pk: _names(scene, who, n) for n in reads[who]}
            agree("told names", who, found, ought_to_read)


def _names(scene: Scene, who: int, n: int) -> set[str]:
    """Who keeps the case reads them all; anybody else their own agency's, their own, and whom they told."""
    everybody = set(PEOPLE)
    if not scene.model.keeps(who, scene.rows.world.entries[n].case) and who != TELLER:
        own = {seat.place for seat in scene.model.seats(who) if seat.role in AGENCY}
        everybody = {one for one in PEOPLE if one == who or _place(scene, one) in own}
    return {scene.rows.stage.people[one].name for one in everybody}


def _place(scene: Scene, who: int) -> int:
    return min((seat.place for seat in scene.model.seats(who)), default=0)


@contextmanager
def _everybody_told(scene: Scene) -> Iterator[None]:
    people, places = scene.rows.stage.people, scene.rows.stage.places
    with transaction.atomic():
        EntryTold.objects.bulk_create(
            EntryTold(
                entry=row,
                authority_id=row.authority_id,
                person=people[who],
                agency=places[_place(scene, who)],
                told_at=AT,
                told_by=people[TELLER],
            )
            for row in scene.rows.entries
            for who in PEOPLE
        )
        yield
        transaction.set_rollback(True)


def leak_entries(patch: pytest.MonkeyPatch) -> None:
    """Keepers read restricted entries."""
    plant(patch, Entry, within=lambda actor, act, _: Entry.objects.filter(case__in=door.cases(actor, act)))


def leak_told(patch: pytest.MonkeyPatch) -> None:
    """Whoever stands to the case hears of an entry, whatever their share shows."""
    plant(patch, Entry, hears=lambda letter, standing: door.keeps(letter.case_id, standing))


def leak_told_names(patch: pytest.MonkeyPatch) -> None:
    """A receiver reads who of every agency was told."""
    told = EntryTold.objects.filter(entry_id=OuterRef("pk")).order_by().values("entry_id")
    names = told.annotate(names=StringAgg("person__name", ", ")).values("names")
    patch.setattr(access, "told_to", lambda _: Subquery(names))


LEAKS: Leaks = {
    "entries": (SHOW, leak_entries),
    "told": (SHOW, leak_told),
    "told names": (SHOW, leak_told_names),
}
