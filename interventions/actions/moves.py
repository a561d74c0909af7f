"""Acts on a managed move; each checks the life cycle and the facts."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from agencies import outbox
from agencies.actors import Actor, SeatFacts
from agencies.calendar import local_day
from agencies.models import Agency
from agencies.policy import Act, Basis, Level, Purpose, Standing
from interventions import lifecycle
from interventions.actions import facts as of
from interventions.lifecycle import AlreadyDone, NotNow, Party
from interventions.models import Consent, Move, PlaceCheck, SettlingReview
from interventions.notices import NOTICES
from referrals import actions
from referrals.actions import duties
from referrals.actions.acting import FIRST, Doing, note, touch
from referrals.actions.cases import ToldFacts, write_act
from referrals.actions.shares import ShareTerms, share_state
from referrals.lifecycle import Opening
from referrals.models import Case, Duty

ASK = "Would you take a pupil of ours by a managed move, for good? Accept to read the summary, then answer."


def _doing(move: Move, act: Act, by: Actor, at: datetime, **more: Any) -> Doing:
    return Doing(act, by, at, "move", move, case=move.case, **more)


def _turn(move: Move, act: Act, new: str, **fields: Any) -> None:
    """Move on by compare-and-set; `NotNow` where the act does not lead there, or somebody was first."""
    if new not in lifecycle.leads_to(move.state, act):
        raise NotNow(lifecycle.SORRY[move.state])
    same = Move.objects.filter(pk=move.pk, version=move.version, state=move.state)
    if not same.update(state=new, version=move.version + 1, **fields):
        raise NotNow(FIRST)
    move.refresh_from_db()


def _done(doing: Doing) -> None:
    """The trail, the case's sort key, and the letter."""
    note(doing)
    notice = NOTICES[doing.act]
    key = f"{doing.act}:{doing.record.reference}:{doing.record.version}"
    on_case = doing.record.case_id
    outbox.post(
        notice.tells, key=key, act=doing.act.value, words=notice.words, on=doing.on, case_id=on_case,
        at=doing.at, by=doing.by, is_urgent=notice.is_urgent,
    )  # fmt: skip


def _owe(doing: Doing, rule: str, standing: Standing, met_by: Act, agency_id: int, **more: Any) -> None:
    if not Duty.objects.owed().filter(subject_kind="move", subject_ref=doing.record.reference, rule=rule).exists():
        opening = Opening(rule, standing, met_by)
        duties.open_duty(doing, opening, pupil=doing.record.pupil, owner_agency_id=agency_id, **more)


def _council(move: Move) -> int:
    teams = Agency.objects.filter(authority_id=move.authority_id, kind="council", closed_at=None).order_by("id")
    team = teams.values_list("pk", flat=True).first()
    if team is None:
        raise NotNow("The council has no team to send this to yet.")
    return int(team)


@transaction.atomic
def propose_move(
    case: Case, facts: of.MoveFacts, *, seat: SeatFacts, by: Actor, at: datetime, once: UUID | None = None
) -> Move:
    """Propose a move: the receiving school is offered the summary for 20 school days, and everyone is asked."""
    if once and (made := Move.objects.filter(once=once).first()):
        raise AlreadyDone(made)
    lifecycle.leads_to("", Act.PROPOSE_MOVE)
    _check_proposal(case, facts)
    move = _new_move(case, facts, _offer(case, facts, seat, by, at), by, at, once)
    PlaceCheck.objects.create(move=move, stage="proposal", checked_at=at, checked_by_id=by.who, **_columns(facts.place))
    for name in facts.parents:
        Consent.objects.create(move=move, party=Party.PARENT.value, name=name, asked_at=at)
    of.ask_everyone(move, at)
    doing = _doing(move, Act.PROPOSE_MOVE, by, at, facts={"to": facts.school.name})
    _ask_heads(doing, move)
    _owe(doing, "hear_pupil", Standing.RAISED, Act.HEAR_PUPIL, move.home_school_id)
    write_act(case, f"Managed move to {facts.school.name} proposed", facts.why, by, at, seat.agency_id)
    touch(case, at)
    _done(doing)
    return move


def _check_proposal(case: Case, facts: of.MoveFacts) -> None:
    if case.state != "open":
        raise NotNow("This case is closed. Reopen it first.")
    if facts.school.pk == case.school_id:
        raise NotNow("Choose another school than the pupil’s own.")
    if facts.place.ground == of.NO_PLACE:
        raise NotNow("A move may not jump the queue: there is no place that may lawfully be offered.")


def _offer(case: Case, facts: of.MoveFacts, seat: SeatFacts, by: Actor, at: datetime) -> Any:
    terms = ShareTerms(
        agency=facts.school,
        purpose=Purpose.EDUCATION_PROVISION,
        basis=Basis.PUBLIC_TASK,
        level=Level.SUMMARY,
        sections=(),
        question=ASK,
        until_on=of.share_until(case.school, at),
    )
    whom = ", ".join(facts.parents)[:120]
    told = ToldFacts(told="yes", whom=whom, how=facts.told_how, told_on=facts.told_on)
    return actions.share_case(case, terms, told, seat=seat, by=by, at=at)


def _new_move(case: Case, facts: of.MoveFacts, share: Any, by: Actor, at: datetime, once: UUID | None) -> Move:
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
                proposed_at=at,
                proposed_by_id=by.who,
                once=once,
            )
    except IntegrityError as taken:
        raise NotNow("A managed move is already under way for this pupil.") from taken


def _columns(place: of.PlaceFacts) -> dict[str, Any]:
    return {name: getattr(place, name) for name in ("places", "taken", "ground", "asked_whom")}


def _ask_heads(doing: Doing, move: Move) -> None:
    _owe(doing, "agree_move", Standing.RAISED, Act.CONSENT_TO_MOVE, move.home_school_id)
    receiving = move.receiving_school_id
    _owe(doing, "answer_move", Standing.RECEIVES, Act.CONSENT_TO_MOVE, receiving, share=move.share)


@transaction.atomic
def hear_pupil(move: Move, *, by_whom: str, words: str, on: date, by: Actor, at: datetime) -> None:
    """Record the pupil's own words, said to an adult of their choice."""
    heard = {"heard_by_whom": by_whom, "heard_words": words, "heard_on": on, "heard_at": at, "heard_by_id": by.who}
    _turn(move, Act.HEAR_PUPIL, move.state, **heard)
    doing = _doing(move, Act.HEAR_PUPIL, by, at)
    duties.meet(doing, frozenset({"hear_pupil"}))
    _done(doing)


@transaction.atomic
def consent_to_move(move: Move, given: of.Answer, *, by: Actor, at: datetime) -> None:
    """Record one party's answer: a no ends the move; the last yes makes it agreed, and the council's clock begins."""
    lifecycle.leads_to(move.state, Act.CONSENT_TO_MOVE)
    _record(move, given, by, at)
    rows = of.consents(move, at)
    is_last = all(row.answer == "yes" for row in rows)
    doing = _doing(move, Act.CONSENT_TO_MOVE, by, at, facts={"party": given.consent.party, "answer": given.answer})
    new = lifecycle.after_answer(given.answer, is_last=is_last)
    if new == "refused":
        _end(doing, "refused", given.consent.party, "", refused_at=at, refused_by_id=by.who)
    else:
        agreed = {"agreed_at": at} if new == "agreed" and move.state != "agreed" else {}
        _turn(move, Act.CONSENT_TO_MOVE, "agreed" if move.state == "agreed" else new, **agreed)
        _meet_answers(doing, rows)
    if move.state == "agreed":
        _owe(doing, "decide_move", Standing.ASKED, Act.APPROVE_MOVE, _council(move))
    _done(doing)


def _record(move: Move, given: of.Answer, by: Actor, at: datetime) -> None:
    is_parent = given.consent.party == Party.PARENT
    if is_parent and not given.statement_shown:
        raise NotNow(f"Each parent first reads: “{lifecycle.STATEMENT}”")
    until = of.days_on(move.home_school, given.answered_on, lifecycle.THINK_AGAIN_SCHOOL_DAYS) if is_parent else None
    of.ask_everyone(move, at)
    one = {"party": given.consent.party, "name": given.consent.name}
    waits = Consent.objects.filter(move=move, answer="", **one)
    if not waits.update(
        answer=given.answer, words=given.words, how=given.how, statement_shown=given.statement_shown,
        answered_on=given.answered_on, think_until_on=until, recorded_at=at, recorded_by_id=by.who,
    ):  # fmt: skip
        raise NotNow("This answer is already recorded. To take back a yes, withdraw.")


def _meet_answers(doing: Doing, rows: list[Consent]) -> None:
    open_parties = {row.party for row in rows if row.answer != "yes"}
    if Party.HOME_HEAD not in open_parties:
        duties.meet(doing, frozenset({"agree_move"}))
    if not open_parties & {Party.RECEIVING_HEAD, Party.ADMISSION_AUTHORITY}:
        duties.meet(doing, frozenset({"answer_move"}))


@transaction.atomic
def check_place(move: Move, place: of.PlaceFacts, *, by: Actor, at: datetime) -> PlaceCheck:
    """Check the place again before the approval: a move may not jump the queue."""
    _turn(move, Act.CHECK_PLACE, "agreed")
    check = PlaceCheck.objects.create(
        move=move, stage="approval", checked_at=at, checked_by_id=by.who, **_columns(place)
    )
    _done(_doing(move, Act.CHECK_PLACE, by, at, facts={"ground": place.ground}))
    return check


@transaction.atomic
def return_move(move: Move, *, question: str, by: Actor, at: datetime) -> None:
    """Send it back to both heads with a question: each says yes again, or no, with the answer."""
    _turn(move, Act.RETURN_MOVE, "proposed", returned_at=at, returned_by_id=by.who, question=question, agreed_at=None)
    heads = move.consents.filter(party__in=[Party.HOME_HEAD.value, Party.RECEIVING_HEAD.value])
    heads.update(answer="", recorded_at=None, recorded_by=None, answered_on=None, words="", how="", asked_at=at)
    doing = _doing(move, Act.RETURN_MOVE, by, at, why=question)
    _void(doing, frozenset({"decide_move"}), "The council asked a question.")
    _ask_heads(doing, move)
    _done(doing)


@transaction.atomic
def approve_move(move: Move, *, starts_on: date, why: str, by: Actor, at: datetime) -> None:
    """Approve that the protocol is used: not by the proposer, never over a no, on a day of lessons."""
    lifecycle.leads_to(move.state, Act.APPROVE_MOVE)
    of.require_all(move, by, at)
    if starts_on <= local_day(at) or not of.is_school_day(move.receiving_school, starts_on):
        raise NotNow(f"Choose a school day of {move.receiving_school.name} after today.")
    columns = {"approved_at": at, "approved_by_id": by.who, "approved_why": why, "starts_on": starts_on}
    _turn(move, Act.APPROVE_MOVE, "approved", **columns)
    doing = _doing(move, Act.APPROVE_MOVE, by, at, why=why, facts={"starts_on": starts_on.isoformat()})
    duties.meet(doing, frozenset({"decide_move"}))
    _owe(doing, "admit_move", Standing.RECEIVES, Act.ADMIT_MOVE, move.receiving_school_id, from_on=starts_on)
    _done(doing)


@transaction.atomic
def refuse_move(move: Move, *, why: str, by: Actor, at: datetime) -> None:
    """Refuse the use of the protocol, with a reason: the pupil stays."""
    _end(_doing(move, Act.REFUSE_MOVE, by, at, why=why), "refused", "", why, refused_at=at, refused_by_id=by.who)
    _done(_doing(move, Act.REFUSE_MOVE, by, at, why=why))


@transaction.atomic
def withdraw_move(move: Move, *, party: str, why: str, by: Actor, at: datetime) -> None:
    """Any party ends it until the pupil is on the new roll; no reason is asked."""
    doing = _doing(move, Act.WITHDRAW_MOVE, by, at, why=why, facts={"party": party})
    _end(doing, "withdrawn", party, why, withdrawn_at=at, withdrawn_by_id=by.who)
    _done(doing)


def _end(doing: Doing, new: str, party: str, why: str, **columns: Any) -> None:
    """The move is over: nothing more is owed for it, and the receiving school's share ends."""
    move = doing.record
    _turn(move, doing.act, new, ended_party=party, ended_why=why, **columns)
    _void(doing, None, f"The move was {new}.")
    if share_state(move.share, doing.at) in ("offered", "to_begin", "live"):
        actions.withdraw_share(move.share, why=f"The managed move was {new}.", by=doing.by, at=doing.at)


def _void(doing: Doing, rules: frozenset[str] | None, why: str) -> None:
    owed = Duty.objects.owed().filter(subject_kind="move", subject_ref=doing.record.reference)
    duties.void(doing, list(owed if rules is None else owed.filter(rule__in=rules)), why)


@transaction.atomic
def admit_move(move: Move, *, on: date, by: Actor, at: datetime) -> None:
    """The pupil is on the new roll, and off the old one the day before: the case goes with them."""
    if on > local_day(at) or (move.starts_on and on < move.starts_on):
        raise NotNow("Choose the day on which the pupil came: not before the day agreed, and not after today.")
    _turn(move, Act.ADMIT_MOVE, "admitted", admitted_at=at, admitted_by_id=by.who, admitted_on=on)
    doing, new = _doing(move, Act.ADMIT_MOVE, by, at, facts={"on": on.isoformat()}), move.receiving_school
    duties.meet(doing, frozenset({"admit_move"}))
    actions.hand_over_case(doing, new, on)
    write_act(move.case, f"Moved to {new.name}", "By a managed move, for good.", by, at, new.pk)
    for rule in ("settle_6", "settle_12"):
        _owe(doing, rule, Standing.RECEIVES, Act.REVIEW_MOVE, new.pk, from_on=on)
    _done(doing)


@transaction.atomic
def review_move(move: Move, *, words: str, pupil_words: str, by: Actor, at: datetime) -> SettlingReview:
    """Look in at six and at twelve school weeks: support, not a trial. The second completes the move."""
    week = 12 if move.reviews.exists() else 6
    _turn(move, Act.REVIEW_MOVE, "settled" if week == 12 else "admitted")
    columns = {"words": words, "pupil_words": pupil_words, "reviewed_at": at, "reviewed_by_id": by.who}
    review = SettlingReview.objects.create(move=move, week=week, **columns)
    doing = _doing(move, Act.REVIEW_MOVE, by, at, facts={"week": week})
    duties.meet(doing, frozenset({f"settle_{week}"}))
    _done(doing)
    return review
