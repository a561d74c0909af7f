"""Duties: an agency's, for whoever may do the act, while the agency stands so."""

from dataclasses import replace
from typing import Any

import pytest
from django.db.models import Q

from agencies.policy import Act, Role, Standing
from referrals import door
from referrals.duties import access
from referrals.duties.models import Duty
from tests.door.planting import LEFT, SHOW, Leaks, plant
from tests.door.scene import Scene, agree, children_agree, numbers
from tests.door.worlds.shapes import DutyIn, SeatIn, ShareIn


def duties_agree(scene: Scene, who: int) -> None:
    """The duties, as one of the surfaces of a case's children."""
    children_agree(scene, who, Act.SEE_CASE, Duty, scene.rows.duties, scene.model.duties(who))
    actor = scene.actor(who)
    assert {one for walk in access.by_agency(actor) for one in walk} == set(access.duties(actor, Act.SEE_CASE).owed())
    kept = Duty.objects.owed().filter(access.CAN_BE_MET, case__in=door.cases(actor, Act.SHARE_CASE))
    theirs = kept.exclude(agency_id__in=door.agency_ids(actor.seats))
    rows, world = scene.rows.duties, scene.rows.world
    ought = {n for n in numbers(rows, theirs) if scene.model.is_open_to(who, world.duties[n])}
    agree("duties", f"{who}, of others", numbers(rows, access.of_others(actor, 100)), ought)


def leak_duties(patch: pytest.MonkeyPatch) -> None:
    """An agency still owes what it owed by a share that has ended."""

    def within(actor: Any, _: Act, __: Any) -> Any:
        return Duty.objects.filter(agency_id__in=door.agency_ids(actor.seats))

    plant(patch, Duty, within=within)


def leak_duties_of_who_left(patch: pytest.MonkeyPatch) -> None:
    """The old school is still asked for what it can't do any more."""
    patch.setattr(access, "CAN_BE_MET", Q())


def leak_duties_of_a_clerk(patch: pytest.MonkeyPatch) -> None:
    """The head is asked for what is the clerk's, though there is one."""
    patch.setattr(access, "HAS_CLERK", Q(pk__in=[]))


def leak_duties_of_who_asked(patch: pytest.MonkeyPatch) -> None:
    """Who asked for a share is asked to agree to it."""
    patch.setattr(access, "asked_by", lambda _: Q(pk__in=[]))


def leak_duties_of_two(patch: pytest.MonkeyPatch) -> None:
    """What one gives another stands among what any keeper of the case waits for."""
    patch.setattr(access, "open_to", lambda _: Q())


GIVEN = DutyIn(0, 0, "do_task", Standing.RAISED, Act.FINISH_TASK, giver=0)
SECOND = DutyIn(0, 0, "agree_share", Standing.RAISED, Act.AGREE_SHARE, share=4)
WAITS = replace(
    SHOW,
    seats=(*SHOW.seats, SeatIn(0, 0, Role.HEAD)),
    shares=(*SHOW.shares, ShareIn(0, 4, fate="waits")),
    duties=(SECOND,),
)
BOARD = DutyIn(0, 0, "board_within_15", Standing.CLERKS, Act.RECORD_BOARD_DECISION)
CLERKED = replace(SHOW, seats=(*SHOW.seats, SeatIn(1, 0, Role.HEAD), SeatIn(3, 0, Role.CLERK)), duties=(BOARD,))
OWED = DutyIn(1, 4, "answer_question", Standing.GRANTED, Act.ANSWER_QUESTION, share=3)
LEAKS: Leaks = {
    "duties, of two": (replace(SHOW, duties=(GIVEN,)), leak_duties_of_two),
    "children, duties": (replace(SHOW, duties=(OWED,)), leak_duties),
    "children, duties of a clerk": (CLERKED, leak_duties_of_a_clerk),
    "children, duties of who asked": (WAITS, leak_duties_of_who_asked),
    "children, duties after leaving": (LEFT, leak_duties_of_who_left),
}
