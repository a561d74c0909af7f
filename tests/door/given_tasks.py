"""What was given to do: of its two places alone, each as far as it stands to the case; on the case page too."""

from dataclasses import replace
from typing import Any

import pytest
from django.db.models import Q

from agencies.policy import Act, Standing
from referrals import door
from referrals.given_tasks import access
from referrals.given_tasks.models import GivenTask
from tests.door.planting import SHOW, Leaks, plant
from tests.door.scene import Scene, agree, answers, numbers
from tests.door.worlds.shapes import DutyIn, TaskIn

BOTH = ("giver", "receiver")
SIDES = {Act.SEE_TASK: BOTH, Act.FINISH_TASK: ("receiver",), Act.ASSIGN_TASK: ("receiver",)}
SIDES |= {Act.RETURN_TASK: ("receiver",), Act.TAKE_BACK_TASK: ("giver",)}
TASKS = replace(
    SHOW,
    duties=(DutyIn(0, 0, "do_task", Standing.RAISED, Act.FINISH_TASK, giver=0),),
    tasks=(TaskIn(0, 0, 0), TaskIn(0, 0, 3), TaskIn(0, 3, 0), TaskIn(0, 2, 2), TaskIn(1, 0, 3), TaskIn(1, 0, 4)),
)
"""Of a school with itself, with an agency that was let in, and with two that are in no more."""


def tasks_agree(scene: Scene, who: int) -> None:
    """Who reads which, and does what: by the list, by each address, and by a case."""
    actor, rows, model = scene.actor(who), scene.rows.tasks, scene.model
    for act, sides in SIDES.items():
        ought = model.tasks(who, *sides)
        if act is not Act.SEE_TASK:
            cases = [scene.rows.world.tasks[n].case for n in range(len(rows))]
            ought = {n for n in ought if act in model.can(who, cases[n])}
        agree("tasks", f"{who}, {act}", numbers(rows, door.within(GivenTask, actor, act)), ought)
    given, ought = answers(scene, who, Act.SEE_TASK, GivenTask, rows), model.tasks(who, *BOTH)
    agree("tasks", f"{who}, page", {n for n, said in given.items() if said == "it"}, ought)
    agree("tasks", f"{who}, hidden", set(given.values()) - {"it", "not found"}, set())
    for n, case in enumerate(scene.rows.cases):
        there = {t for t in ought if scene.rows.world.tasks[t].case == n}
        agree("tasks", f"{who}, of a case", numbers(rows, access.of_case(actor, case.pk, 50)), there)
    refs = [row.reference for row in rows]
    agree("tasks", f"{who}, texts", set(access.texts(actor, refs)), {refs[n] for n in ought})


def leak_tasks(patch: pytest.MonkeyPatch) -> None:
    """Whoever sees the case reads what was given to do on it."""
    plant(patch, GivenTask, within=lambda actor, act, _: GivenTask.objects.filter(case__in=door.cases(actor, act)))


def leak_tasks_of_an_ended_share(patch: pytest.MonkeyPatch) -> None:
    """An agency reads what it was given also when its share is over."""
    honest = access.tasks

    def within(actor: Any, act: Act, at: Any) -> Any:
        return honest(actor, act) | GivenTask.objects.filter(to_agency__in=door.agency_ids(actor.seats))

    plant(patch, GivenTask, within=within)


def leak_tasks_to_who_may_end_them(patch: pytest.MonkeyPatch) -> None:
    """Whoever was given it takes it back from themselves."""
    patch.setitem(access.SIDES, Act.TAKE_BACK_TASK, (access.GIVER, access.RECEIVER))


def leak_tasks_by_a_standing_elsewhere(patch: pytest.MonkeyPatch) -> None:
    """Whoever stands to the case at one place reads what is of another place of theirs."""
    patch.setattr(access, "live_shares", lambda seats: door.live_shares(seats).none())
    honest = access.tasks

    def within(actor: Any, act: Act, at: Any) -> Any:
        there = Q(from_agency__in=door.agency_ids(actor.seats)) | Q(to_agency__in=door.agency_ids(actor.seats))
        return honest(actor, act) | GivenTask.objects.filter(there, case__in=door.cases(actor, Act.SEE_CASE))

    plant(patch, GivenTask, within=within)


LEAKS: Leaks = {
    "tasks": (TASKS, leak_tasks),
    "tasks, of an ended share": (TASKS, leak_tasks_of_an_ended_share),
    "tasks, ended by the other": (TASKS, leak_tasks_to_who_may_end_them),
    "tasks, by a standing elsewhere": (TASKS, leak_tasks_by_a_standing_elsewhere),
}
