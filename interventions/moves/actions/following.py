"""What an act on a case or a share means for a move that is under way."""

from agencies.acting.doing import Doing, follows, forbids
from agencies.acting.refusals import NotNow
from agencies.policy import SETTINGS, Act
from interventions.moves.actions.deciding import withdraw_move
from interventions.moves.models import Move
from interventions.moves.states import UNDER_WAY, State

TURNED_AWAY = "It turned the summary away, so it can’t answer."
TAKEN_BACK = "The summary was taken back before everyone had agreed, so the other school can’t answer."


@forbids(Act.CLOSE_CASE)
def keep_case_open(doing: Doing) -> None:
    """A case with a move under way is not closed: the move is ended first, by a party to it (law.md 5.1)."""
    move = Move.objects.filter(case_id=doing.record.pk, state__in=UNDER_WAY).first()
    if move is not None:
        raise NotNow(f"Managed move {move.reference} is under way on this case. Withdraw it first, or let it end.")


@follows(Act.DECLINE_SHARE)
def end_when_declined(doing: Doing) -> None:
    """A school that turns the summary away has said that it does not want to answer: the move ends (MM-2)."""
    _end_unread(doing, "receiving_school", TURNED_AWAY)


@follows(Act.WITHDRAW_SHARE)
def end_when_taken_back(doing: Doing) -> None:
    """A summary that is taken back before all agreed leaves nobody to answer for the receiving school."""
    _end_unread(doing, "home_school", TAKEN_BACK)


def _end_unread(doing: Doing, party: str, why: str) -> None:
    share = doing.record
    if share.agency.kind not in SETTINGS:
        return
    found = Move.objects.filter(case_id=share.case_id, receiving_school_id=share.agency_id, state=State.PROPOSED)
    for move in found.select_related("case", "share", "receiving_school"):
        withdraw_move(move, party=party, why=why, by=doing.by, at=doing.at)


@follows(Act.JOIN_RECORDS)
def join_moves(doing: Doing) -> None:
    """A move of the child goes with them into the one record (decision 31)."""
    Move.objects.filter(pupil=doing.record.pupil_id).update(pupil=doing.pupil)
