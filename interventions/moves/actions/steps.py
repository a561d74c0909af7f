"""The steps that every act on a move takes: move on, owe and meet, write the trail, tell, and end it."""

from datetime import datetime, timedelta
from typing import Any

from agencies.acting.doing import FIRST, Doing, Owed
from agencies.acting.doing import done as acted
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.acting.rows import Opening
from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.policy import Act
from agencies.schoolday import local_day
from interventions.moves import facts
from interventions.moves.models import Move
from interventions.moves.states import AGREE, ANSWER, COUNCIL_ANSWER, LIFE, TELL, Party, check_ground
from referrals.duties import actions as duties
from referrals.duties.models import Duty
from referrals.shares import actions as shares
from referrals.shares.facts import share_state
from referrals.shares.models import CaseShare
from referrals.shares.states import State as Share

SECOND_CLICK = timedelta(minutes=1)
"""Within this time the same facts are a second click, and not another check or review."""
NOT_SO = "By what is on record of the pupil today it is not owed."
OF_A_SHARE = ("case", "agency", "granting_agency")


def doing_on(move: Move, act: Act, by: Actor, at: datetime, **more: Any) -> Doing:
    """One act on this move."""
    return Doing(act, by, at, "move", move, case=move.case, pupil=move.pupil, **more)


def move_on(move: Move, act: Act, new: str, **fields: Any) -> None:
    """Move on by compare-and-set; `NotNow` where the act does not lead there, or somebody was first."""
    if new not in leads_to("move", move.state, act):
        raise NotNow(LIFE.why_not[move.state])
    same = Move.objects.filter(pk=move.pk, version=move.version, state=move.state)
    if not same.update(state=new, version=move.version + 1, **fields):
        raise NotNow(FIRST)
    move.refresh_from_db()


def done(doing: Doing) -> None:
    """As every act; its letter goes once for each version of the move."""
    acted(doing, mark=str(doing.record.version))


def owe(doing: Doing, opening: Opening, agency_id: int, **more: Any) -> None:
    """Open a duty of the move, unless it is owed already."""
    duties.open_duty(doing, Owed(opening, agency_id, unless_owed=True, **more))


def council(move: Move) -> int:
    """The council's team that decides; `NotNow` where there is none."""
    team = _team(move)
    if team is None:
        raise NotNow("The council has no team to send this to yet.")
    return team


def _team(move: Move) -> int | None:
    teams = Agency.objects.filter(authority_id=move.authority_id, kind="council", closed_at=None).order_by("id")
    return teams.values_list("pk", flat=True).first()


def ask_by_facts(doing: Doing) -> None:
    """Whoever must agree by the facts of today is asked; the council owes what it has still to answer."""
    move = doing.record
    facts.ask_everyone(move, doing.at)
    asked = {row.party for row in facts.consents(move, doing.at) if not row.answer}
    if asked & {Party.COUNCIL, Party.VIRTUAL_HEAD} and (team := _team(move)) is not None:
        owe(doing, COUNCIL_ANSWER, team)


def owe_telling(doing: Doing, *, is_step: bool = True) -> None:
    """The school whose case it is tells a social worker and the virtual school head of each step (MM-8).

    Where it is no step, but a fact that came: only who was never to be told before.
    """
    before = Duty.objects.filter(subject_kind="move", subject_ref=doing.record.reference)
    for who in facts.told_to(doing.record.pupil_id, local_day(doing.at)):
        if is_step or not before.filter(rule=TELL[who].rule).exists():
            owe(doing, TELL[who], doing.case.school_id)


def void_by_facts(doing: Doing) -> None:
    """What nobody has to answer, or to be told, by the facts of today, falls away."""
    move, today = doing.record, local_day(doing.at)
    waits = {row.party for row in facts.consents(move, doing.at) if not row.answer}
    told = set(facts.told_to(move.pupil_id, today))
    rules = {TELL[who].rule for who in TELL if who not in told}
    rules |= set() if waits & {Party.COUNCIL, Party.VIRTUAL_HEAD} else {COUNCIL_ANSWER.rule}
    void(doing, frozenset(rules), NOT_SO)


def place_columns(place: facts.PlaceFacts) -> dict[str, int | str]:
    """The facts of the place as the check keeps them; NotNow where its numbers say that none is free."""
    check_ground(place.places, place.taken, place.ground)
    return {name: getattr(place, name) for name in ("places", "taken", "ground", "asked_whom")}


def unanswered(at: datetime) -> dict[str, Any]:
    """The columns of a consent that is asked for anew."""
    blank = dict.fromkeys(("answer", "words", "how"), "")
    return {**blank, "recorded_at": None, "recorded_by": None, "answered_on": None, "asked_at": at}


def ask_heads(doing: Doing, move: Move) -> None:
    """Both heads owe an answer, the receiving one whether or not its share has run out meanwhile."""
    owe(doing, AGREE, move.home_school_id)
    owe(doing, ANSWER, move.receiving_school_id, share=_standing_share(move, doing.at))


def end(doing: Doing, new: str, party: str, why: str, **columns: Any) -> None:
    """The move is over: nothing more is owed for it, and the receiving school's share ends."""
    move = doing.record
    move_on(move, doing.act, new, ended_party=party, ended_why=why, **columns)
    void(doing, None, f"The move was {new}.")
    owe_telling(doing)
    if (share := _standing_share(move, doing.at)) is not None:
        shares.withdraw_share(share, why=f"The managed move was {new}.", by=doing.by, at=doing.at)


def _standing_share(move: Move, at: datetime) -> CaseShare | None:
    """The receiving school's share as it stands, offered or live; None where it has ended.

    Extending, narrowing or widening put another row in the place of the first.
    """
    share = move.share
    while (later := CaseShare.objects.filter(replaces=share).select_related(*OF_A_SHARE).first()) is not None:
        share = later
    return share if share_state(share, at) in (Share.OFFERED, Share.TO_BEGIN, Share.LIVE) else None


def void(doing: Doing, rules: frozenset[str] | None, why: str) -> None:
    """Let what is owed for the move fall away: by these rules, or all of it."""
    owed = Duty.objects.owed().filter(subject_kind="move", subject_ref=doing.record.reference)
    duties.void(doing, list(owed if rules is None else owed.filter(rule__in=rules)), why)
