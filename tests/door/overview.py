"""The overview: the cases without a lead, and how many duties wait, by school."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from agencies.policy import ROLES, Act, Kind
from interventions.overview import pages
from interventions.overview.pages import shared, waits
from referrals import door
from referrals.cases.models import Case
from referrals.duties.models import Duty
from tests.door.duties import OWED
from tests.door.model import BY_ROLL, READS_OR_ENDS
from tests.door.planting import SHOW, Leaks
from tests.door.scene import Scene, agree, numbers
from tests.door.worlds.shapes import PLACES, DutyIn
from tests.people import AT


def overview_agrees(scene: Scene, who: int) -> None:
    """Who stands there, and the sum of what waits; nobody reads it without a seat that does."""
    areas, schools = _place(scene, who)
    if not areas | schools:
        return
    page, world = pages.overview(scene.actor(who), AT), scene.rows.world
    here = {n for n, case in enumerate(world.cases) if case.school in schools or PLACES[case.school][0] in areas}
    kept = {n for n in here if scene.model.keeps(who, n)}
    alone = {
        n
        for n in kept
        if world.cases[n].lead is None and not world.cases[n].is_closed and (world.cases[n].leaves or 1) > 0
    }
    found = Case.objects.filter(reference__in=[line.reference for line in page.leads.lines])
    agree("overview", f"{who}, without a lead", numbers(scene.rows.cases, found), alone)
    agree("overview", f"{who}, waits", page.number, len(_waits(scene, who, areas, schools, kept)))


def _place(scene: Scene, who: int) -> tuple[set[int], set[int]]:
    seats = [seat for seat in scene.model.seats(who) if seat.role in ROLES[Act.SEE_OVERVIEW]]
    councils = {seat.place for seat in seats if PLACES[seat.place][1] is Kind.COUNCIL}
    return {PLACES[place][0] for place in councils}, {seat.place for seat in seats} - councils


def _waits(scene: Scene, who: int, areas: set[int], schools: set[int], kept: set[int]) -> set[int]:
    """What they owe but for offers, and what is owed on the cases that they keep, there."""
    model, world = scene.model, scene.rows.world
    offers = {n for n, duty in enumerate(world.duties) if duty.standing in ("offered", "invited")}
    on_kept = {
        n
        for n, duty in enumerate(world.duties)
        if duty.case in kept and _can_be_met(scene, duty) and model.is_open_to(who, duty)
    }
    owed = (model.duties(who) - offers) | on_kept
    return {
        n
        for n in owed
        if PLACES[world.cases[world.duties[n].case].school][0] in areas
        or {world.cases[world.duties[n].case].school, world.duties[n].place} & schools
    }


def _can_be_met(scene: Scene, duty: DutyIn) -> bool:
    """Not what the school of a pupil who has left, or a share on their case, would still owe."""
    world = scene.rows.world
    by_roll = duty.standing in BY_ROLL and duty.act not in READS_OR_ENDS
    on_roll = {world.cases[duty.case].is_on_roll} if by_roll else set()
    on_roll |= set() if duty.share is None else {world.cases[world.shares[duty.share].case].is_on_roll}
    return all(on_roll)


def leak_cases(patch: pytest.MonkeyPatch) -> None:
    """Every case of the area stands there."""
    every = SimpleNamespace(kept=lambda *_: Case.objects.all(), within=door.within)
    patch.setattr(shared, "door", every)


def leak_waits(patch: pytest.MonkeyPatch) -> None:
    """What every school of the area owes is counted."""
    names: Any = lambda _: Duty.objects.all()  # noqa: E731
    patch.setattr(waits, "names", names)


LEAKS: Leaks = {
    "overview, cases": (SHOW, leak_cases),
    "overview, waits": (replace(SHOW, duties=(OWED,)), leak_waits),
}
