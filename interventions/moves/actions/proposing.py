"""A move is proposed: the receiving school is offered the summary, and everyone is asked."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from agencies.acting.doing import StoryLine, by_token, once_only
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.acting.rows import NEW
from agencies.actors import Actor, SeatFacts
from agencies.policy import Act, Basis, Condition, Level, Purpose
from agencies.schoolday import local_day
from interventions.moves.actions.steps import (
    ask_by_facts,
    ask_heads,
    doing_on,
    done,
    owe,
    owe_telling,
    place_columns,
)
from interventions.moves.facts import NOT_KNOWN, YES, MoveFacts, is_adult, require_fit, share_until, to_ask
from interventions.moves.models import Consent, Move, PlaceCheck
from interventions.moves.states import HEAR, NO_PLACE, Party
from referrals.cases.actions import ToldFacts, touch
from referrals.cases.models import Case
from referrals.cases.states import State as CaseState
from referrals.entries import actions as entries
from referrals.pupils.actions import record_pupil_fact
from referrals.pupils.models import Pupil
from referrals.shares import actions as shares
from referrals.shares.facts import ShareTerms
from referrals.shares.models import CaseShare

ASK = "Would you take a pupil of ours by a managed move, for good? Accept to read the summary, then answer."
ASK_FIRST = "Ask first whether the pupil has a plan, is looked after or has a social worker: others are asked then."
NEEDED = "The school reads the summary, and has 20 school days to answer."


@transaction.atomic
@once_only(by_token(Move))
def propose_move(
    case: Case, facts: MoveFacts, *, seat: SeatFacts, by: Actor, at: datetime, once: UUID | None = None
) -> Move:
    """Propose a move: the receiving school is offered the summary for 20 school days, and everyone is asked."""
    leads_to("move", NEW, Act.PROPOSE_MOVE)
    _check_proposal(case, facts, local_day(at))
    _keep_answers(case.pupil, facts, by, at)
    move = _new_move(case, facts, _offer(case, facts, seat, by, at), by, at, once)
    PlaceCheck.objects.create(
        move=move, stage="proposal", checked_at=at, checked_by_id=by.who, **place_columns(facts.place)
    )
    for name in facts.parents:
        Consent.objects.create(move=move, party=Party.PARENT.value, name=name, asked_at=at)
    doing = doing_on(move, Act.PROPOSE_MOVE, by, at, facts={"to": facts.school.name, "fits": _who_says(facts)})
    ask_by_facts(doing)
    ask_heads(doing, move)
    owe_telling(doing)
    owe(doing, HEAR, move.home_school_id)
    title = f"Managed move to {facts.school.name} proposed"
    entries.write(case, by, at, StoryLine(title, facts.why, seat.agency_id))
    touch(case, at)
    done(doing)
    return move


def _check_proposal(case: Case, facts: MoveFacts, today: date) -> None:
    if case.state != CaseState.OPEN:
        raise NotNow("This case is closed. Reopen it first.")
    if facts.school.pk == case.school_id:
        raise NotNow("Choose another school than the pupil’s own.")
    fit = require_fit(facts.school, case.pupil, today)
    if not (fit.is_known or facts.head_says_fit):
        raise NotNow(f"{NOT_KNOWN.format(facts.school.name)}.")
    if any(kind not in facts.answers for kind in to_ask(case.pupil, today)):
        raise NotNow(ASK_FIRST)
    if not (facts.parents or is_adult(case.pupil, today)):
        raise NotNow("Name a parent: they are asked, and may say no.")
    if facts.place.ground == NO_PLACE:
        raise NotNow("A move may not jump the queue: there is no place that may lawfully be offered.")


def _keep_answers(pupil: Pupil, facts: MoveFacts, by: Actor, at: datetime) -> None:
    """What was asked and is so is a fact about the pupil from today on."""
    today = local_day(at)
    for kind in to_ask(pupil, today):
        if facts.answers[kind] == YES:
            record_pupil_fact(pupil, kind=kind, starts_on=today, ends_on=None, words="", by=by, at=at)


def _who_says(facts: MoveFacts) -> str:
    return "its head" if facts.head_says_fit else "register"


def _offer(case: Case, facts: MoveFacts, seat: SeatFacts, by: Actor, at: datetime) -> CaseShare:
    terms = ShareTerms(
        agency=facts.school,
        purpose=Purpose.EDUCATION_PROVISION,
        basis=Basis.PUBLIC_TASK,
        level=Level.SUMMARY,
        sections=(),
        question=ASK,
        condition=Condition.PARA_6,
        necessity=NEEDED,
        until_on=share_until(case.school, at),
    )
    whom = (", ".join(facts.parents) or case.pupil.name)[:120]
    told = ToldFacts(told="yes", whom=whom, how=facts.told_how, told_on=facts.told_on)
    return shares.share_case(case, terms, told, seat=seat, by=by, at=at)


def _new_move(case: Case, facts: MoveFacts, share: CaseShare, by: Actor, at: datetime, once: UUID | None) -> Move:
    whose = {"by": by.name, "on": local_day(at).isoformat()}
    try:
        with transaction.atomic():
            return Move.objects.create(
                authority_id=case.authority_id,
                case=case,
                pupil=case.pupil,
                home_school_id=case.school_id,
                receiving_school=facts.school,
                share=share,
                tried=facts.tried,
                why=facts.why,
                asked={kind: {"said": said, **whose} for kind, said in sorted(facts.answers.items())},
                proposed_at=at,
                proposed_by_id=by.who,
                once=once,
            )
    except IntegrityError as taken:
        raise NotNow("A managed move is already under way for this pupil.") from taken
