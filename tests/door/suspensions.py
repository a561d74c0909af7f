"""Suspensions: the list and each page, whole for the school that decided, the notice alone for the council."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models import Exists, OuterRef, Q

from agencies.acting import nouns
from agencies.actors import Actor
from agencies.policy import Act, Role, Standing
from interventions.suspensions import pages as suspension_pages
from interventions.suspensions.models import Suspension, SuspensionNotice
from tests.door.planting import ABOVE, Leaks, plant
from tests.door.scene import Scene, agree, answers, stood_so
from tests.door.worlds.shapes import SeatIn
from tests.people import AT

SUSPENSION_ACTS: dict[Act, set[Standing]] = {
    Act.SEE_SUSPENSION: {Standing.RAISED, Standing.NOTIFIED, Standing.CONNECTED, Standing.CLERKS},
    Act.SEE_SUSPENSION_LETTER: {Standing.RAISED, Standing.CLERKS},
    Act.RECORD_NOTICE: {Standing.RAISED, Standing.CLERKS},
    Act.CANCEL_SUSPENSION: {Standing.RAISED},
    Act.RECORD_REPRESENTATIONS: {Standing.RAISED, Standing.CLERKS},
    Act.CONSIDER_REPRESENTATIONS: {Standing.CLERKS},
    Act.BEGIN_BOARD_MEETING: {Standing.CLERKS},
}
"""Who may do what by standing, said once more and apart from the law's own tables, so that these cannot mislead.

The other acts of the board go as its beginning. A clerk records who was told once the board has decided: none has here.
"""


ASKED = (
    Act.SEE_SUSPENSION,
    Act.SEE_SUSPENSION_LETTER,
    Act.RECORD_NOTICE,
    Act.RECORD_REPRESENTATIONS,
    Act.BEGIN_BOARD_MEETING,
)
"""The others go as these."""


def suspensions_agree(scene: Scene, who: int) -> None:
    """The list and each page: whole for the school that decided, the notice alone for the council."""
    actor, rows = scene.actor(who), scene.rows.suspensions
    stood = [scene.model.told(who, n) for n in range(len(rows))]
    ought, own = (stood_so(stood, so) for so in (SUSPENSION_ACTS[Act.SEE_SUSPENSION], {Standing.RAISED}))
    whole = stood_so(stood, {Standing.RAISED, Standing.CLERKS})
    listed = suspension_pages.suspension_list(actor, AT).shown
    agree("suspensions", f"{who}, list", set(listed), {rows[n].reference for n in ought})
    for act in ASKED:
        gets = own if act is Act.RECORD_NOTICE else stood_so(stood, SUSPENSION_ACTS[act])
        due = {n: "it" if n in gets else "forbidden" if n in ought else "not found" for n in range(len(rows))}
        agree("suspensions", f"{who}, {act}", answers(scene, who, act, Suspension, rows), due)
    for n in ought:
        page = suspension_pages.suspension_page(actor, rows[n], AT)
        agree("suspensions", f"{who}, whole", (page.is_own, hasattr(page, "told")), (n in whole, n in whole))
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


def leak_to_a_clerk_who_leads(patch: pytest.MonkeyPatch) -> None:
    """Who leads at a school, and has a clerk's seat there too, records how the board judged the head's decision."""
    patch.setattr(Actor, "seats_as_clerk", lambda self: self.seats_of({Role.CLERK}))


BOTH = replace(ABOVE, seats=(*ABOVE.seats, SeatIn(0, 0, Role.CLERK)))
LEAKS: Leaks = {
    "suspensions, a clerk who leads": (BOTH, leak_to_a_clerk_who_leads),
    "suspensions, without a notice": (ABOVE, leak_suspension),
    "suspensions, the school’s own part": (ABOVE, leak_page_of_suspension),
}
