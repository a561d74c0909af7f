"""Pupils: those on the roll, which of them a head may suspend, and what is open on each in the school's list."""

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from agencies.policy import Act, Standing
from interventions.pupil_list import pages
from referrals import door
from referrals.pupils.models import Pupil
from referrals.pupils.querysets import Enrolments
from tests.door.model import HEADS_OF, LEADS, SCHOOL
from tests.door.planting import ABOVE, Leaks
from tests.door.scene import Scene, agree, numbers
from tests.people import AT


def pupils_agree(scene: Scene, who: int) -> None:
    """The pupils on the roll, of which a lead may see and put back what was changed, and which a head may suspend."""
    at = {(s.place, s.role) for s in scene.model.seats(who)}
    changes = ((Act.SEE_CHANGES, LEADS), (Act.PUT_BACK_CHANGE, LEADS))
    for act, roles in ((Act.SEE_PUPIL, SCHOOL), (Act.IMPOSE_SUSPENSION, HEADS_OF), *changes):
        ought = {n for place, role in at if role in roles for n in scene.model.roll(place)}
        found = door.within(Pupil, scene.actor(who), act, AT)
        agree("pupils", f"{who}, {act}", numbers(scene.rows.pupils, found), ought)


def list_agrees(scene: Scene, who: int) -> None:
    """The list of each school of theirs: those on its roll, and of what is open on them what is theirs to see."""
    actor = scene.actor(who)
    if not actor.seats_for(Act.SEE_PUPIL, Standing.ON_ROLL):
        return
    first = pages.asked(actor, {})
    place_of = {agency.pk: place for place, agency in enumerate(scene.rows.stage.places)}
    for school in first.schools:
        page = pages.pupil_list(actor, replace(first, school=school), AT)
        roll = scene.model.roll(place_of[school.pk])
        agree("pupil list", f"{who}, {school}", numbers(scene.rows.pupils, page.walked.rows), roll)
        open_cases = {n for n in scene.model.cases(who) & roll if not scene.model.world.cases[n].is_closed}
        opens = (("see_case", scene.rows.cases, open_cases), ("see_move", scene.rows.moves, _moves(scene, who, roll)))
        shown = {one.url for row in page.rows for one in row.open}
        for address, rows, ought in opens:
            found = {n for n, row in enumerate(rows) if reverse(address, args=[row.reference]) in shown}
            agree("pupil list", f"{who}, {address}", found, ought)


def _moves(scene: Scene, who: int, roll: set[int]) -> set[int]:
    moves, under_way = scene.model.world.moves, ("proposed", "agreed", "approved")
    return {
        n
        for n, move in enumerate(moves)
        if move.case in roll and move.state in under_way and scene.model.parties(who, n)
    }


def leak_list(patch: pytest.MonkeyPatch) -> None:
    """Whoever sees a pupil of the roll is told of the case that is open on them."""
    asks = pages.door.within

    def within(model: Any, actor: Any, act: Act, *more: Any) -> Any:
        return model.objects.all() if act == Act.SEE_CASE else asks(model, actor, act, *more)

    patch.setattr(pages.door, "within", within)


def leak_pupils(patch: pytest.MonkeyPatch) -> None:
    """A pupil who has left is still found."""
    patch.setattr(Enrolments, "on", lambda self, day: self.filter(starts_on__lte=day))


LEAKS: Leaks = {"pupils": (ABOVE, leak_pupils), "pupil list": (ABOVE, leak_list)}
