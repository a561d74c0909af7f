"""Possible duplicates: the list, the two side by side, and each act, for officers of the council of both alone."""

import pytest
from django.db.models import Q

from agencies.acting import nouns
from agencies.policy import Act, Standing
from referrals import door
from referrals.duplicates import access
from referrals.duplicates.models import Duplicate
from tests.door.planting import ABOVE, TWO_AREAS, Leaks, plant
from tests.door.scene import Scene, agree, answers, numbers
from tests.people import AT

DUPLICATE_ACTS = (Act.COMPARE_PUPILS, Act.KEEP_APART, Act.REOPEN_DUPLICATE)


def duplicates_agree(scene: Scene, who: int) -> None:
    """What the door allows on each, each page by its reference, and what stands on the list."""
    rows, ought = scene.rows.alike, scene.model.alike(who)
    due = {n: "it" if n in ought else "not found" for n in range(len(rows))}
    agree("duplicates", f"{who}, page", answers(scene, who, Act.COMPARE_PUPILS, Duplicate, rows), due)
    for act in DUPLICATE_ACTS:
        agree("duplicates", f"{who}, {act}", numbers(rows, door.within(Duplicate, scene.actor(who), act, AT)), ought)
    world = scene.rows.world
    linked = {frozenset((one.one, one.other)) for one in world.links if not one.is_ended}
    free = {n for n in ought if frozenset((world.alike[n].one, world.alike[n].other)) not in linked}
    for name, walks, state in (("list", access.waiting, "waiting"), ("kept apart", access.kept_apart, "apart")):
        found = [pair for walk in walks(scene.actor(who)) for pair in walk]
        agree("duplicates", f"{who}, {name}", numbers(rows, found), {n for n in free if world.alike[n].state == state})


def leak_to_schools(patch: pytest.MonkeyPatch) -> None:
    """A school reads which of its pupils another school may have too."""
    honest = nouns.noun_of(Duplicate).within

    def within(actor: object, act: Act, at: object) -> object:
        own = [seat.agency_id for seat in actor.seats_for(Act.SEE_ARRIVAL, Standing.RAISED)]  # type: ignore[attr-defined]
        theirs = Q(one__enrolments__school__in=own) | Q(other__enrolments__school__in=own)
        return Duplicate.objects.filter(Q(pk__in=honest(actor, act, at)) | theirs).distinct()  # type: ignore[arg-type]

    plant(patch, Duplicate, within=within)


def leak_list(patch: pytest.MonkeyPatch) -> None:
    """The list has those of every council in reach."""
    patch.setattr(access, "waiting", lambda actor: [Duplicate.objects.filter(state="waiting")])


def leak_kept_apart(patch: pytest.MonkeyPatch) -> None:
    """And so has the list of those who are two children."""
    patch.setattr(access, "kept_apart", lambda actor: [Duplicate.objects.filter(state="apart")])


LEAKS: Leaks = {
    "duplicates, to schools": (ABOVE, leak_to_schools),
    "duplicates, the list": (ABOVE, leak_list),
    "duplicates, across": (TWO_AREAS, leak_list),
    "duplicates, those kept apart": (ABOVE, leak_kept_apart),
}
