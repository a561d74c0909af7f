"""What an act on a case or a share means for a move that is under way."""

from agencies.acting.doing import Doing, follows, forbids
from agencies.acting.refusals import NotNow
from agencies.policy import SETTINGS, Act
from agencies.schoolday import local_day
from interventions.moves.actions.deciding import withdraw_move
from interventions.moves.actions.steps import ask_by_facts, doing_on, owe_telling, unanswered, void_by_facts
from interventions.moves.models import Move
from interventions.moves.states import BY_FACT, UNDER_WAY, Party, State
from referrals.pupils.models import PupilFact

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


@follows(Act.RECORD_PUPIL_FACT, Act.PUT_BACK_CHANGE)
def ask_who_came_later(doing: Doing) -> None:
    """A fact that comes while a move is under way asks its party again, and tells who has to be told (10, G22)."""
    fact = doing.record.facts.on(local_day(doing.at)).filter(pk=doing.facts.get("fact")).first()
    is_new = fact is not None and "changed" not in doing.facts and not _was_known(doing, fact)
    _ask_again(doing, BY_FACT.get(fact.kind) if fact is not None and is_new else None)


def _was_known(doing: Doing, fact: PupilFact) -> bool:
    """Whether one of its kind holds that begins no earlier: a first day that is put right asks nobody anew."""
    held = doing.record.facts.on(local_day(doing.at)).filter(kind=fact.kind, starts_on__gte=fact.starts_on)
    return bool(held.exclude(pk=fact.pk).exists())


def _ask_again(doing: Doing, party: Party | None) -> None:
    """Each move of the pupil that is under way asks this party anew, whatever it said before there was the fact."""
    found = Move.objects.filter(pupil=doing.pupil, state__in=UNDER_WAY)
    for move in found.select_related("case", "pupil", "home_school", "receiving_school"):
        of_move = doing_on(move, doing.act, doing.by, doing.at)
        if party is not None:
            move.consents.filter(party=party.value).exclude(answer="").update(**unanswered(doing.at))
        ask_by_facts(of_move)
        owe_telling(of_move, is_step=False)
        void_by_facts(of_move)


@follows(Act.PART_RECORDS)
def part_moves(doing: Doing) -> None:
    """A move goes with its case."""
    own = Move.objects.filter(pupil=doing.pupil, case__school=doing.record.school_id)
    own.update(pupil=doing.record.pupil_id)


@follows(Act.JOIN_RECORDS)
def join_moves(doing: Doing) -> None:
    """A move of the child goes with them into the one record (decision 31), and its facts may ask somebody else."""
    Move.objects.filter(pupil=doing.record.pupil_id).update(pupil=doing.pupil)
    _ask_again(doing, None)
