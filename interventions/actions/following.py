"""What this floor does when an act of the floor below touches a move or a suspension, in that act's own transaction."""

from agencies.calendar import local_day
from agencies.policy import Act
from interventions.actions.moves import withdraw_move
from interventions.actions.suspensions import BY_FACT
from interventions.actions.telling import owe_notice
from interventions.lifecycle import UNDER_WAY, NotNow
from interventions.models import Move, Suspension
from referrals.actions.acting import ABOVE, Doing

TURNED_AWAY = "It turned the summary away, so it can’t answer."
TAKEN_BACK = "The summary was taken back before everyone had agreed, so the other school can’t answer."


def keep_case_open(doing: Doing) -> None:
    """A case with a move under way is not closed: the move is ended first, by a party to it (law.md 5.1)."""
    move = Move.objects.filter(case_id=doing.record.pk, state__in=UNDER_WAY).first()
    if move is not None:
        raise NotNow(f"Managed move {move.reference} is under way on this case. Withdraw it first, or let it end.")


def end_when_declined(doing: Doing) -> None:
    """A school that turns the summary away has said that it does not want to answer: the move ends (MM-2)."""
    _end_unread(doing, "receiving_school", TURNED_AWAY)


def end_when_taken_back(doing: Doing) -> None:
    """A summary that is taken back before all agreed leaves nobody to answer for the receiving school."""
    _end_unread(doing, "home_school", TAKEN_BACK)


def _end_unread(doing: Doing, party: str, why: str) -> None:
    share = doing.record
    found = Move.objects.filter(case_id=share.case_id, receiving_school_id=share.agency_id, state="proposed")
    for move in found.select_related("case", "share", "receiving_school"):
        withdraw_move(move, party=party, why=why, by=doing.by, at=doing.at)


def tell_who_came_later(doing: Doing) -> None:
    """Someone who has to be told, and is known only during the suspension, is owed the notice then (law.md 10, G22)."""
    who = next((who for who, kind in BY_FACT.items() if kind == doing.facts["kind"]), None)
    if who is None or not doing.record.facts.on(local_day(doing.at)).filter(kind=doing.facts["kind"]).exists():
        return
    under_way = Suspension.objects.filter(pupil=doing.record, last_on__gte=local_day(doing.at))
    for one in under_way.exclude(state="cancelled").select_related("pupil"):
        owe_notice(one, who, doing)


ABOVE[Act.RECORD_PUPIL_FACT] = [tell_who_came_later]
ABOVE[Act.CLOSE_CASE] = [keep_case_open]
ABOVE[Act.DECLINE_SHARE] = [end_when_declined]
ABOVE[Act.WITHDRAW_SHARE] = [end_when_taken_back]
