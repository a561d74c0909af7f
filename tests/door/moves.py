"""Managed moves: the list, each page and letter, and what the door allows on each."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Exists, OuterRef, Q

from agencies.acting import nouns
from agencies.policy import HOLDERS, STANDINGS, Act, Standing
from interventions.moves.models import Move
from interventions.moves.pages import move_list, move_page
from referrals import door
from referrals.shares.models import CaseShare
from tests.door.planting import ABOVE, Leaks, plant
from tests.door.scene import Scene, agree, answers, numbers, stood_so
from tests.people import AT

ALL_PARTIES = {Standing.RAISED, Standing.RECEIVES, Standing.ASKED}
MOVE_ACTS: dict[Act, set[Standing]] = {
    Act.SEE_MOVE: ALL_PARTIES,
    Act.SEE_MOVE_LETTER: {Standing.RAISED, Standing.ASKED},
    Act.HEAR_PUPIL: {Standing.RAISED},
    Act.CONSENT_TO_MOVE: ALL_PARTIES,
    Act.CHECK_PLACE: {Standing.RECEIVES, Standing.ASKED},
    Act.RETURN_MOVE: {Standing.ASKED},
    Act.APPROVE_MOVE: {Standing.ASKED},
    Act.REFUSE_MOVE: {Standing.ASKED},
    Act.WITHDRAW_MOVE: ALL_PARTIES,
    Act.ADMIT_MOVE: {Standing.RECEIVES},
    Act.REVIEW_MOVE: {Standing.RECEIVES},
    Act.TELL_OF_MOVE: {Standing.RAISED, Standing.RECEIVES},
}
"""Who may do what by standing, said once more and apart from the law's own tables, so that these cannot mislead."""
ADMITTED = {"admitted", "settled"}


def moves_agree(scene: Scene, who: int) -> None:
    """The list, each page and letter by its reference, and what the door allows on each."""
    actor, rows = scene.actor(who), scene.rows.moves
    stood = [scene.model.parties(who, n) for n in range(len(rows))]
    ought = {n for n, stands in enumerate(stood) if stands}
    keeps = stood_so(stood, MOVE_ACTS[Act.SEE_MOVE_LETTER])
    listed = move_list(actor).rows
    agree("moves", f"{who}, list", numbers(rows, [row.move for row in listed]), ought)
    for act, gets in ((Act.SEE_MOVE, ought), (Act.SEE_MOVE_LETTER, keeps)):
        due = {n: "it" if n in gets else "forbidden" if n in ought else "not found" for n in range(len(rows))}
        agree("moves", f"{who}, {act}", answers(scene, who, act, Move, rows), due)
    act, standings = list(MOVE_ACTS.items())[(who + len(rows)) % len(MOVE_ACTS)]  # each in some world
    may = stood_so(stood, standings)
    if act is Act.TELL_OF_MOVE:  # whose case it is: the receiving school's from the admission on
        over = {n for n, move in enumerate(scene.rows.world.moves) if move.state in ADMITTED}
        may = stood_so(stood, {Standing.RAISED}) - over | stood_so(stood, {Standing.RECEIVES}) & over
    agree("moves", f"{who}, {act}", numbers(rows, door.within(Move, actor, act)), may)
    for n in sorted(ought)[who % 2 :][:1]:
        _move_page(scene, who, n, n in keeps)


def _move_page(scene: Scene, who: int, n: int, is_keeper: bool) -> None:
    """The family's words for those who keep the move alone; a way to the case for those who may see the case."""
    move, case = scene.rows.moves[n], scene.rows.world.moves[n].case
    page = move_page(scene.actor(who), move, AT)
    told = {one.is_told for one in page.consents if one.row.party == "parent"}
    agree("moves", f"{who}, the family's words", (page.is_keeper, told), (is_keeper, {is_keeper}))
    agree("moves", f"{who}, its case", page.sees_case, case in scene.model.cases(who))


def leak_move(opens: Callable[[Any], Q]) -> Callable[[pytest.MonkeyPatch], None]:
    """Besides, the moves that `opens` says for the agencies of the actor."""

    def leak(patch: pytest.MonkeyPatch) -> None:
        honest = nouns.noun_of(Move).within

        def within(actor: Any, act: Act, at: Any) -> Any:
            leads = [seat.agency_id for seat in actor.seats if seat.role in HOLDERS[Standing.RAISED]]
            return Move.objects.filter(Q(pk__in=honest(actor, act, at).values("pk")) | opens(leads))

        plant(patch, Move, within=within)

    return leak


def leak_move_letter(patch: pytest.MonkeyPatch) -> None:
    """The receiving school reads the letters to the family."""
    patch.setitem(STANDINGS, Act.SEE_MOVE_LETTER, STANDINGS[Act.SEE_MOVE])


_ENDED = Q(Exists(CaseShare.objects.filter(pk=OuterRef("share_id"), accepted_at__isnull=False)))
LEAKS: Leaks = {
    "moves, after the share ended and before all agreed": (
        ABOVE,
        leak_move(lambda own: _ENDED & Q(receiving_school_id__in=own)),
    ),
    "moves, for the home school after the admission": (ABOVE, leak_move(lambda own: Q(home_school_id__in=own))),
    "moves, their letters": (ABOVE, leak_move_letter),
}
