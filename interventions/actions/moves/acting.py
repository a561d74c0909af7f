"""The steps that every act on a move takes: turn the key, owe and meet, write the trail, tell, and end it."""

from datetime import datetime
from typing import Any

from agencies.actors import Actor
from agencies.models import Agency
from agencies.policy import Act, Standing
from interventions import lifecycle
from interventions.actions import facts as of
from interventions.lifecycle import NotNow
from interventions.models import Move
from interventions.notices import NOTICES
from referrals import actions
from referrals.actions import duties
from referrals.actions.acting import FIRST, Doing, note, tell
from referrals.actions.shares import share_state
from referrals.lifecycle import Opening
from referrals.models import CaseShare, Duty

OF_A_SHARE = ("case", "agency", "granting_agency")


def doing_on(move: Move, act: Act, by: Actor, at: datetime, **more: Any) -> Doing:
    """One act on this move."""
    return Doing(act, by, at, "move", move, case=move.case, **more)


def turn(move: Move, act: Act, new: str, **fields: Any) -> None:
    """Move on by compare-and-set; `NotNow` where the act does not lead there, or somebody was first."""
    if new not in lifecycle.leads_to(move.state, act):
        raise NotNow(lifecycle.SORRY[move.state])
    same = Move.objects.filter(pk=move.pk, version=move.version, state=move.state)
    if not same.update(state=new, version=move.version + 1, **fields):
        raise NotNow(FIRST)
    move.refresh_from_db()


def done(doing: Doing) -> None:
    """The trail, the case's sort key, and the letter."""
    note(doing)
    tell(doing, NOTICES[doing.act], mark=str(doing.record.version))


def owe(doing: Doing, rule: str, standing: Standing, met_by: Act, agency_id: int, **more: Any) -> None:
    """Open a duty of the move, unless it is owed already."""
    if not Duty.objects.owed().filter(subject_kind="move", subject_ref=doing.record.reference, rule=rule).exists():
        opening = Opening(rule, standing, met_by)
        duties.open_duty(doing, opening, pupil=doing.record.pupil, owner_agency_id=agency_id, **more)


def council(move: Move) -> int:
    """The council's team that decides; `NotNow` where there is none."""
    teams = Agency.objects.filter(authority_id=move.authority_id, kind="council", closed_at=None).order_by("id")
    team = teams.values_list("pk", flat=True).first()
    if team is None:
        raise NotNow("The council has no team to send this to yet.")
    return int(team)


def place_columns(place: of.PlaceFacts) -> dict[str, Any]:
    """The facts of the place as the check keeps them; NotNow where its numbers say that none is free."""
    lifecycle.check_ground(place.places, place.taken, place.ground)
    return {name: getattr(place, name) for name in ("places", "taken", "ground", "asked_whom")}


def ask_heads(doing: Doing, move: Move) -> None:
    """Both heads owe an answer, the receiving one whether or not its share has run out meanwhile."""
    owe(doing, "agree_move", Standing.RAISED, Act.CONSENT_TO_MOVE, move.home_school_id)
    receiving, share = move.receiving_school_id, _standing_share(move, doing.at)
    owe(doing, "answer_move", Standing.RECEIVES, Act.CONSENT_TO_MOVE, receiving, share=share)


def end(doing: Doing, new: str, party: str, why: str, **columns: Any) -> None:
    """The move is over: nothing more is owed for it, and the receiving school's share ends."""
    move = doing.record
    turn(move, doing.act, new, ended_party=party, ended_why=why, **columns)
    void(doing, None, f"The move was {new}.")
    if (share := _standing_share(move, doing.at)) is not None:
        actions.withdraw_share(share, why=f"The managed move was {new}.", by=doing.by, at=doing.at)


def _standing_share(move: Move, at: datetime) -> CaseShare | None:
    """The receiving school's share as it stands, offered or live; None where it has ended.

    Extending, narrowing or widening put another row in the place of the first.
    """
    share = move.share
    while (later := CaseShare.objects.filter(replaces=share).select_related(*OF_A_SHARE).first()) is not None:
        share = later
    return share if share_state(share, at) in ("offered", "to_begin", "live") else None


def void(doing: Doing, rules: frozenset[str] | None, why: str) -> None:
    """Let what is owed for the move fall away: by these rules, or all of it."""
    owed = Duty.objects.owed().filter(subject_kind="move", subject_ref=doing.record.reference)
    duties.void(doing, list(owed if rules is None else owed.filter(rule__in=rules)), why)
