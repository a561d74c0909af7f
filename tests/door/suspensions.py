"""Suspensions: the list and each page, whole for the school that decided, the notice alone for the council."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models import Exists, OuterRef, Q

from agencies.acting import nouns
from agencies.policy import Act, Standing
from interventions.suspensions import pages as suspension_pages
from interventions.suspensions.models import Suspension, SuspensionNotice
from tests.door.planting import ABOVE, Leaks, plant
from tests.door.scene import Scene, agree, answers, stood_so
from tests.people import AT

SUSPENSION_ACTS: dict[Act, set[Standing]] = {
    Act.SEE_SUSPENSION: {Standing.RAISED, Standing.NOTIFIED, Standing.CONNECTED},
    Act.SEE_SUSPENSION_LETTER: {Standing.RAISED},
    Act.RECORD_NOTICE: {Standing.RAISED},
    Act.CANCEL_SUSPENSION: {Standing.RAISED},
    Act.RECORD_REPRESENTATIONS: {Standing.RAISED},
    Act.BEGIN_BOARD_MEETING: {Standing.RAISED},
    Act.RECORD_BOARD_DECISION: {Standing.RAISED},
}
"""Who may do what by standing, said once more and apart from the law's own tables, so that these cannot mislead."""


def suspensions_agree(scene: Scene, who: int) -> None:
    """The list and each page: whole for the school that decided, the notice alone for the council."""
    actor, rows = scene.actor(who), scene.rows.suspensions
    stood = [scene.model.told(who, n) for n in range(len(rows))]
    ought, own = (stood_so(stood, SUSPENSION_ACTS[act]) for act in (Act.SEE_SUSPENSION, Act.RECORD_NOTICE))
    listed = suspension_pages.suspension_list(actor, AT).shown
    agree("suspensions", f"{who}, list", set(listed), {rows[n].reference for n in ought})
    for act in (Act.SEE_SUSPENSION, Act.SEE_SUSPENSION_LETTER, Act.RECORD_NOTICE):  # the others go as the last
        gets = stood_so(stood, SUSPENSION_ACTS[act])
        due = {n: "it" if n in gets else "forbidden" if n in ought else "not found" for n in range(len(rows))}
        agree("suspensions", f"{who}, {act}", answers(scene, who, act, Suspension, rows), due)
    for n in ought:
        page = suspension_pages.suspension_page(actor, rows[n], AT)
        agree("suspensions", f"{who}, whole", (page.is_own, hasattr(page, "told")), (n in own, n in own))
        one = scene.rows.world.suspensions[n]
        sees_case = n in own and one.is_on_case and one.case in scene.model.cases(who)
        agree("suspensions", f"{who}, its case", getattr(page, "case", None) is not None, sees_case)


def leak_suspension(patch: pytest.MonkeyPatch) -> None:
    """The council sees a suspension of which only the parents were told."""
    told = Exists(SuspensionNotice.objects.filter(suspension_id=OuterRef("pk")))
    honest = nouns.noun_of(Suspension).within

    def within(actor: Any, act: Act, at: Any) -> Any:
        area = {seat.authority_id for seat in actor.seats_for(act, Standing.NOTIFIED)}
        return Suspension.objects.filter(Q(pk__in=honest(actor, act, at)) | Q(told, authority_id__in=area))

    plant(patch, Suspension, within=within)


def leak_page_of_suspension(patch: pytest.MonkeyPatch) -> None:
    """The council reads the school's own part of a suspension."""
    honest = suspension_pages.suspension_page
    leaky = lambda *asked: SimpleNamespace(**honest(*asked).context() | {"told": []})  # noqa: E731
    patch.setattr(suspension_pages, "suspension_page", leaky)


LEAKS: Leaks = {
    "suspensions, without a notice": (ABOVE, leak_suspension),
    "suspensions, the school’s own part": (ABOVE, leak_page_of_suspension),
}
