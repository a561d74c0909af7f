"""The pupil is heard, and each party answers."""

from datetime import date, datetime

from django.db import transaction

from agencies.acting.doing import Doing, StoryLine, once_only
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.calendar.facts import days_on
from agencies.policy import Act
from agencies.schoolday import local_day
from interventions.moves import facts, states
from interventions.moves.actions.steps import council, doing_on, done, end, move_on, owe
from interventions.moves.models import Consent, Move
from interventions.moves.states import AGREE, ANSWER, COUNCIL_ANSWER, DECIDE, HEAR, Party, State
from referrals.duties import actions as duties
from referrals.entries import actions as entries

HEARD = "Heard about the managed move"


def _heard(move: Move, *, by_whom: str, words: str, **_: object) -> Move | None:
    """The move, where these very words to this very adult are recorded on it already."""
    is_there = move.heard_at is not None and (move.heard_by_whom, move.heard_words) == (by_whom, words)
    return move if is_there else None


@transaction.atomic
@once_only(_heard)
def hear_pupil(move: Move, *, by_whom: str, words: str, on: date, by: Actor, at: datetime) -> None:
    """Record the pupil's own words, said to an adult of their choice. Each hearing stays in the case's story."""
    heard = {"heard_by_whom": by_whom, "heard_words": words, "heard_on": on, "heard_at": at, "heard_by_id": by.who}
    move_on(move, Act.HEAR_PUPIL, move.state, **heard)
    doing = doing_on(move, Act.HEAR_PUPIL, by, at)
    duties.meet(doing, frozenset({HEAR.rule}))
    line = StoryLine(HEARD, words, move.home_school_id, kind="voice", told_by=by_whom, happened_on=on)
    entries.write(move.case, by, at, line)
    done(doing)


@transaction.atomic
def consent_to_move(move: Move, given: facts.Answer, *, by: Actor, at: datetime) -> None:
    """Record one party's answer: a no ends the move; the last yes makes it agreed, and the council's clock begins."""
    leads_to("move", move.state, Act.CONSENT_TO_MOVE)
    _record(move, given, by, at)
    rows = facts.consents(move, at)
    is_last = all(row.answer == "yes" for row in rows)
    doing = doing_on(move, Act.CONSENT_TO_MOVE, by, at, facts={"party": given.consent.party, "answer": given.answer})
    new = states.after_answer(given.answer, is_last=is_last)
    if new is State.REFUSED:
        end(doing, State.REFUSED, given.consent.party, "", refused_at=at, refused_by_id=by.who)
    else:
        is_agreed = move.state != State.PROPOSED  # a party that a later fact named answers after the others
        agreed = {"agreed_at": at} if new is State.AGREED and not is_agreed else {}
        move_on(move, Act.CONSENT_TO_MOVE, move.state if is_agreed else new, **agreed)
        _meet_answers(doing, rows)
    if move.state == State.AGREED:
        owe(doing, DECIDE, council(move))
    done(doing)


def _record(move: Move, given: facts.Answer, by: Actor, at: datetime) -> None:
    is_family = given.consent.party in states.FAMILY
    if is_family and not given.statement_shown:
        raise NotNow(f"The family first reads: “{states.STATEMENT}”")
    if given.answered_on < local_day(move.proposed_at):  # or the time to think again would be over before it began
        raise NotNow(states.ANSWERED_BEFORE)
    until = days_on(move.home_school, given.answered_on, states.THINK_AGAIN_SCHOOL_DAYS) if is_family else None
    facts.ask_everyone(move, at)
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
        duties.meet(doing, frozenset({AGREE.rule}))
    if not open_parties & {Party.RECEIVING_HEAD, Party.ADMISSION_AUTHORITY}:
        duties.meet(doing, frozenset({ANSWER.rule}))
    if not open_parties & {Party.COUNCIL, Party.VIRTUAL_HEAD}:
        duties.meet(doing, frozenset({COUNCIL_ANSWER.rule}))
