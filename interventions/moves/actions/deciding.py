"""The place is checked again, and the council returns, approves or refuses; a party withdraws."""

from datetime import date, datetime

from django.db import transaction

from agencies.acting.doing import once_only
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.calendar.facts import is_school_day
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.words import age_on
from interventions.moves import facts
from interventions.moves.actions.steps import (
    SECOND_CLICK,
    ask_heads,
    doing_on,
    done,
    end,
    move_on,
    owe,
    owe_telling,
    place_columns,
    unanswered,
    void,
)
from interventions.moves.models import Move, PlaceCheck
from interventions.moves.states import ADMIT, DECIDE, Party, State
from referrals.duties import actions as duties


def _checked(move: Move, place: facts.PlaceFacts, *, by: Actor, at: datetime) -> PlaceCheck | None:
    """This person's last check, where it is of a minute ago and the same: what differs corrects it."""
    mine = move.checks.filter(stage="approval", checked_by_id=by.person_id, checked_at__gte=at - SECOND_CLICK)
    last = mine.order_by("-id").first()
    return last if last is not None and facts.place_of(last) == place else None


@transaction.atomic
@once_only(_checked)
def check_place(move: Move, place: facts.PlaceFacts, *, by: Actor, at: datetime) -> PlaceCheck:
    """Check the place again before the approval: a move may not jump the queue."""
    move_on(move, Act.CHECK_PLACE, State.AGREED)
    check = PlaceCheck.objects.create(
        move=move, stage="approval", checked_at=at, checked_by_id=by.who, **place_columns(place)
    )
    done(doing_on(move, Act.CHECK_PLACE, by, at, facts={"ground": place.ground}))
    return check


def _returned(move: Move, *, question: str, **_: object) -> Move | None:
    """The move, where both heads are being asked this very question now."""
    return move if move.state == State.PROPOSED and question and move.question == question else None


@transaction.atomic
@once_only(_returned)
def return_move(move: Move, *, question: str, by: Actor, at: datetime) -> None:
    """Send it back to both heads with a question: each says yes again, or no, with the answer."""
    move_on(
        move, Act.RETURN_MOVE, State.PROPOSED, returned_at=at, returned_by_id=by.who, question=question, agreed_at=None
    )
    heads = move.consents.filter(party__in=[Party.HOME_HEAD.value, Party.RECEIVING_HEAD.value])
    heads.update(**unanswered(at))
    doing = doing_on(move, Act.RETURN_MOVE, by, at, why=question)
    void(doing, frozenset({DECIDE.rule}), "The council asked a question.")
    ask_heads(doing, move)
    done(doing)


@transaction.atomic
def approve_move(move: Move, *, starts_on: date, why: str, by: Actor, at: datetime) -> None:
    """Approve that the protocol is used: not by the proposer, never over a no, on a day of lessons."""
    leads_to("move", move.state, Act.APPROVE_MOVE)
    facts.require_all(move, by, at)
    if starts_on <= local_day(at) or not is_school_day(move.receiving_school, starts_on):
        raise NotNow(f"Choose a school day of {move.receiving_school.name} after today.")
    if age_on(starts_on, local_day(at)) > 0:
        raise NotNow("That is more than a year from now. Check the year.")
    facts.require_fit(move.receiving_school, move.pupil, starts_on)
    columns = {"approved_at": at, "approved_by_id": by.who, "approved_why": why, "starts_on": starts_on}
    move_on(move, Act.APPROVE_MOVE, State.APPROVED, **columns)
    doing = doing_on(move, Act.APPROVE_MOVE, by, at, why=why, facts={"starts_on": starts_on.isoformat()})
    duties.meet(doing, frozenset({DECIDE.rule}))
    owe(doing, ADMIT, move.receiving_school_id, from_on=starts_on)
    owe_telling(doing)
    done(doing)


@transaction.atomic
def refuse_move(move: Move, *, why: str, by: Actor, at: datetime) -> None:
    """Refuse the use of the protocol, with a reason: the pupil stays."""
    end(doing_on(move, Act.REFUSE_MOVE, by, at, why=why), State.REFUSED, "", why, refused_at=at, refused_by_id=by.who)
    done(doing_on(move, Act.REFUSE_MOVE, by, at, why=why))


@transaction.atomic
def withdraw_move(move: Move, *, party: str, why: str, by: Actor, at: datetime) -> None:
    """Any party ends it until the pupil is on the new roll; no reason is asked."""
    doing = doing_on(move, Act.WITHDRAW_MOVE, by, at, why=why, facts={"party": party})
    end(doing, State.WITHDRAWN, party, why, withdrawn_at=at, withdrawn_by_id=by.who)
    done(doing)
