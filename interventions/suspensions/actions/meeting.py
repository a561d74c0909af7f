"""The governing board's meeting, as its clerk records it: each step at the time when it was, entered then or later."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction

from agencies.acting.doing import FIRST, done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.policy import Act
from agencies.schoolday import LONDON, local_day
from interventions.suspensions.actions.board import NO_POWER, require_power
from interventions.suspensions.actions.ending import as_story, fall_away, owed_to_tell, require_open
from interventions.suspensions.actions.steps import doing_on, move_on
from interventions.suspensions.facts import may_decide, next_day_of
from interventions.suspensions.models import BoardSitting, Suspension
from interventions.suspensions.states import BOARD, State
from interventions.suspensions.totals import Session
from referrals.duties import actions as duties

TO_COME = "That is still to come. Record it once it was."
BEFORE_THE_HEAD = "That is before the head decided on the suspension. Check the day and the time."
BEFORE_IT_ENDED = "That is before the meeting was adjourned. Check the day and the time."
BEFORE_IT_BEGAN = "That is before the meeting began. Check the day and the time."
HAS_POWER = "The governing board has to decide: it declines to reinstate, or reinstates."
NO_DAY = "Days of the suspension are still to come: say from which of them the pupil is back."
NOT_BEFORE = "The pupil is back on the day of the decision or later: days before were served, and count."
NOT_AFTER = "The suspension is over before that day, so nobody comes back on it. Leave the day empty."
TOO_FAR = "That is more than one year on. Check the year."
BEGINS = {Session.AM: 9, Session.LUNCH: 12, Session.PM: 13}
"""The hour at which each session of a day has begun: whoever is out of it then has served it."""
TITLES = {
    "declined": "The governing board declined",
    "reinstated": "The governing board reinstated",
    "viewed": "The governing board put its view on the record",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What the governing board decided and when, when its meeting ended, and its words.

    `back_on`, where it reinstates while days are still to come; where they were served, nobody comes back on a day.
    """

    outcome: str
    decided_at: datetime
    ended_at: datetime
    words: str
    back_on: date | None = None


@transaction.atomic
def begin_board_meeting(suspension: Suspension, *, began_at: datetime, by: Actor, at: datetime) -> None:
    """The board's meeting began then, or went on: from that moment the suspension can't be cancelled (law.md CAN-2)."""
    _require_been(began_at, at)
    if suspension.state == State.IMPOSED:
        require_power(suspension)
    if began_at < suspension.decided_at:
        raise NotNow(BEFORE_THE_HEAD)
    before = suspension.sittings.order_by("began_at").last()
    if before and before.ended_at and (began_at < before.ended_at or began_at == before.began_at):
        raise NotNow(BEFORE_IT_ENDED)
    first = {} if suspension.begun_at else {"begun_at": began_at, "begun_by_id": by.who}
    move_on(suspension, Act.BEGIN_BOARD_MEETING, **first)
    BoardSitting.objects.create(suspension=suspension, began_at=began_at, entered_at=at, entered_by_id=by.who)
    done(doing_on(suspension, Act.BEGIN_BOARD_MEETING, by, at, facts={"began_at": began_at.isoformat()}))


@transaction.atomic
def adjourn_board_meeting(
    suspension: Suspension, *, ended_at: datetime, goes_on_on: date | None, by: Actor, at: datetime
) -> None:
    """The meeting was adjourned: its limit stands, and so does what its beginning barred."""
    _require_been(ended_at, at)
    if goes_on_on and goes_on_on < local_day(ended_at):
        raise NotNow(BEFORE_IT_ENDED)
    if goes_on_on and (goes_on_on - local_day(at)).days > 366:
        raise NotNow(TOO_FAR)
    sitting = _sitting(suspension, Act.ADJOURN_BOARD_MEETING, ended_at)
    move_on(suspension, Act.ADJOURN_BOARD_MEETING)
    _close(sitting, by, at, ended_at=ended_at, goes_on_on=goes_on_on)
    done(doing_on(suspension, Act.ADJOURN_BOARD_MEETING, by, at, facts={"ended_at": ended_at.isoformat()}))


@transaction.atomic
def record_board_decision(suspension: Suspension, decided: Decision, *, by: Actor, at: datetime) -> None:
    """The board declines to reinstate, or reinstates from a day on: it can't lengthen, nor exclude (law.md GB-7).

    Its duty was met when it decided, whenever that is entered. Where the power went while it met, it gives its view.
    """
    _require_been(max(decided.decided_at, decided.ended_at), at)
    sitting = _sitting(suspension, Act.RECORD_BOARD_DECISION, decided.decided_at, decided.ended_at)
    require_outcome(suspension, decided)
    since = first_to_come_back(decided)
    outcome = {
        "outcome": decided.outcome,
        "outcome_words": decided.words,
        "decided_on": local_day(decided.decided_at),
        "back_on": day_of_return(suspension, decided, since[0]),
    }
    move_on(suspension, Act.RECORD_BOARD_DECISION, outcome_at=at, outcome_by_id=by.who, **outcome)
    _close(sitting, by, at, ended_at=decided.ended_at, decided_at=decided.decided_at)
    if decided.outcome == "reinstated":
        fall_away(suspension, *since)
    facts = {"outcome": decided.outcome, "decided_at": decided.decided_at.isoformat()}
    doing = doing_on(suspension, Act.RECORD_BOARD_DECISION, by, at, facts=facts)
    duties.meet(doing, frozenset(one.rule for one in BOARD), done_at=decided.decided_at)
    owes = owed_to_tell(doing, "decision", "The governing board decided.")
    done(replace(doing, owes=owes, story=as_story(suspension, TITLES[decided.outcome], decided.words, at)))


@transaction.atomic
def consider_representations(suspension: Suspension, *, on: date, view: str, by: Actor, at: datetime) -> None:
    """Without a duty to meet, or the power to reinstate, the board considers what was written (law.md GB-1)."""
    if may_decide(suspension):
        raise NotNow(HAS_POWER)
    if suspension.represented_on is None or suspension.considered_at is not None:
        raise NotNow("No representations wait to be considered.")
    if not suspension.represented_on <= on <= local_day(at):
        raise NotNow("Choose a day from that on which they came to today.")
    columns = {"considered_at": at, "considered_by_id": by.who, "considered_on": on, "board_view": view}
    move_on(suspension, Act.CONSIDER_REPRESENTATIONS, **columns)
    done(doing_on(suspension, Act.CONSIDER_REPRESENTATIONS, by, at, facts={"on": on.isoformat()}))


def _require_been(when: datetime, at: datetime) -> None:
    if when > at:
        raise NotNow(TO_COME)


def _sitting(suspension: Suspension, act: Act, *when: datetime) -> BoardSitting:
    """The sitting that is open, none of which was before it began; `NotNow` where there is none."""
    leads_to("suspension", suspension.state, act)
    sitting: BoardSitting | None = suspension.sittings.filter(ended_at=None).first()
    if sitting is None:
        raise NotNow(FIRST)
    if min(when) < sitting.began_at:
        raise NotNow(BEFORE_IT_BEGAN)
    return sitting


def _close(sitting: BoardSitting, by: Actor, at: datetime, **ended: object) -> None:
    BoardSitting.objects.filter(pk=sitting.pk).update(closed_at=at, closed_by_id=by.who, **ended)


def require_outcome(suspension: Suspension, decided: Decision) -> None:
    """What the board may decide now; a reinstatement has a day while days are still to come, and only then."""
    if may_decide(suspension) == (decided.outcome == "viewed"):
        raise NotNow(HAS_POWER if decided.outcome == "viewed" else NO_POWER)
    on, back_on = local_day(decided.decided_at), decided.back_on
    if decided.outcome != "reinstated":
        return
    if back_on is None:
        if next_day_of(suspension, on):
            raise NotNow(NO_DAY)
    elif back_on < on:
        raise NotNow(NOT_BEFORE)
    elif back_on > suspension.last_on:
        raise NotNow(NOT_AFTER)
    else:
        require_open(suspension, back_on)


def day_of_return(suspension: Suspension, decided: Decision, since: date) -> date | None:
    """The day that was said; where all of it had begun the next of the suspension, or none where that was its last."""
    if decided.outcome != "reinstated" or since == decided.back_on:
        return decided.back_on
    return next_day_of(suspension, local_day(decided.decided_at))


def first_to_come_back(decided: Decision) -> tuple[date, str]:
    """The morning of the day that was said; on that of the decision the first session that had not begun by then."""
    taken = decided.decided_at.astimezone(LONDON)
    on = taken.date()
    if decided.back_on and decided.back_on != on:
        return decided.back_on, Session.AM
    to_begin = [session for session, hour in BEGINS.items() if taken.hour < hour] if decided.back_on else []
    return (on, to_begin[0]) if to_begin else (on + timedelta(1), Session.AM)
