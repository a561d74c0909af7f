"""Records that become one: the page, the list and each act, for officers of the council alone; and halves of shares."""

import pytest
from django.db.models import Q

from agencies.acting import nouns
from agencies.policy import Act, Level, Role, Standing
from referrals import door
from referrals.merges import access
from referrals.merges.models import Merge
from tests.door.planting import ABOVE, TWO_AREAS, Leaks, plant
from tests.door.scene import Scene, agree, answers, numbers
from tests.door.worlds.shapes import AlikeIn, CaseIn, ContactIn, SeatIn, ShareIn, World
from tests.people import AT

MERGE_ACTS = (Act.APPROVE_MERGE, Act.DECLINE_MERGE, Act.PROPOSE_SPLIT, Act.APPROVE_SPLIT, Act.DECLINE_SPLIT)
HALVES = World(
    seats=(SeatIn(0, 3, Role.AGENCY_WORKER), SeatIn(1, 0, Role.SAFEGUARDING_LEAD)),
    cases=(CaseIn(0), CaseIn(0, days=2, name=1)),
    shares=(ShareIn(0, 3, Level.SUMMARY, is_half=True),),
    contacts=(ContactIn(0), ContactIn(0)),
    alike=(AlikeIn(0, 1),),
    came=frozenset({1}),
)
"""A child with a contact of each half, and a share that was given of the one."""


def merges_agree(scene: Scene, who: int) -> None:
    """What the door allows on each, each page by its reference, and what stands on the list."""
    rows, ought = scene.rows.merges, scene.model.alike(who)
    due = {n: "it" if n in ought else "not found" for n in range(len(rows))}
    agree("merges", f"{who}, page", answers(scene, who, Act.SEE_MERGE, Merge, rows), due)
    for act in MERGE_ACTS:
        agree("merges", f"{who}, {act}", numbers(rows, door.within(Merge, scene.actor(who), act, AT)), ought)
    found = [merge for walk in access.walks(scene.actor(who)) for merge in walk]
    agree("merges", f"{who}, list", numbers(rows, found), ought)


def leak_to_schools(patch: pytest.MonkeyPatch) -> None:
    """A school reads that the record of a pupil of its roll is to become one with another."""
    honest = nouns.noun_of(Merge).within

    def within(actor: object, act: Act, at: object) -> object:
        own = [seat.agency_id for seat in actor.seats_for(Act.SEE_ARRIVAL, Standing.RAISED)]  # type: ignore[attr-defined]
        theirs = Q(stays__enrolments__school__in=own) | Q(goes__enrolments__school__in=own)
        return Merge.objects.filter(Q(pk__in=honest(actor, act, at)) | theirs).distinct()  # type: ignore[arg-type]

    plant(patch, Merge, within=within)


def leak_list(patch: pytest.MonkeyPatch) -> None:
    """The list has those of every council in reach."""
    patch.setattr(access, "walks", lambda actor: [Merge.objects.all()])


def leak_other_half(patch: pytest.MonkeyPatch) -> None:
    """A share shows who came with the other record."""
    patch.setattr(door, "of_its_half", lambda kind: Q())


LEAKS: Leaks = {
    "merges, to schools": (ABOVE, leak_to_schools),
    "merges, the list": (ABOVE, leak_list),
    "merges, across": (TWO_AREAS, leak_list),
    "contacts, of the other half": (HALVES, leak_other_half),
}
