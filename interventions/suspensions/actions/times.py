"""The times of the governing board's meeting, where they were written down wrongly: the old ones stay."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from agencies.acting.doing import done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.actors import Actor
from agencies.policy import Act
from agencies.schoolday import local_day
from interventions.suspensions.actions.ending import fall_away
from interventions.suspensions.actions.meeting import (
    BEFORE_IT_BEGAN,
    BEFORE_IT_ENDED,
    BEFORE_THE_HEAD,
    Decision,
    day_of_return,
    first_to_come_back,
    require_outcome,
)
from interventions.suspensions.actions.steps import doing_on
from interventions.suspensions.facts import as_it_stands
from interventions.suspensions.models import BoardSitting, SuspendedSession, Suspension
from interventions.suspensions.states import BOARD
from referrals.duties import actions as duties

AN_INSTANT = timedelta(microseconds=1)
AFTER_IT_WAS_WRITTEN = "That is after it was written down here. Check the day and the time."
AFTER_THE_NEXT = "That is after the meeting went on. Check the day and the time."
BEFORE_IT_GOES_ON = "That is after the day on which the meeting was to go on. Check the day and the time."
TOLD_BEFORE = "Somebody was told of the decision on a day before that. Check the day and the time."


@dataclass(frozen=True, slots=True)
class Times:
    """When a sitting began, when it ended, and when the board decided in it; None of what is not yet.

    `back_on`, where it reinstated: the day that the board said, as it is recorded with the decision.
    """

    began_at: datetime
    ended_at: datetime | None = None
    decided_at: datetime | None = None
    back_on: date | None = None


@transaction.atomic
def correct_board_meeting(
    suspension: Suspension, sitting: BoardSitting, to: Times, *, why: str, by: Actor, at: datetime
) -> None:
    """Put the times of one sitting right, with the reason; what follows of when the board decided follows again.

    `AlreadyDone` where they are those; `NotNow` for an order that cannot have been.
    """
    leads_to("suspension", suspension.state, Act.CORRECT_BOARD_MEETING)
    suspension.refresh_from_db(from_queryset=Suspension.objects.select_for_update(of=("self",), no_key=True))
    sitting.refresh_from_db()
    back_on = suspension.back_on if sitting.decided_at else None
    was = Times(sitting.began_at, sitting.ended_at, sitting.decided_at, back_on)
    if was == to:
        raise AlreadyDone(suspension)
    _require_order(suspension, sitting, to)
    change = {"at": at.isoformat(), "by": by.name, "why": why, "was": _as_json(was), **_back_on(was)}
    now = {"began_at": to.began_at, "ended_at": to.ended_at, "decided_at": to.decided_at}
    BoardSitting.objects.filter(pk=sitting.pk).update(**now, changes=[*sitting.changes, change])
    begun_at = suspension.sittings.order_by("began_at").values_list("began_at", flat=True)[0]
    Suspension.objects.filter(pk=suspension.pk).update(begun_at=begun_at)
    doing = doing_on(suspension, Act.CORRECT_BOARD_MEETING, by, at, why=why, facts={"was": _as_json(was)})
    if to.decided_at and (to.decided_at, to.back_on) != (was.decided_at, was.back_on):
        _decide_again(suspension, to, to.decided_at)
        duties.meet_at(doing, frozenset(one.rule for one in BOARD), to.decided_at)
    suspension.refresh_from_db()
    done(doing)


def _require_order(suspension: Suspension, sitting: BoardSitting, to: Times) -> None:
    """After the head decided, one sitting after the other, and nothing later than it was written down."""
    others = suspension.sittings.exclude(pk=sitting.pk)
    before = others.filter(began_at__lt=sitting.began_at).order_by("began_at").last()
    after = others.filter(began_at__gt=sitting.began_at).order_by("began_at").first()
    last = max(filter(None, (to.began_at, to.ended_at, to.decided_at)))
    wrong = {
        BEFORE_THE_HEAD: to.began_at < suspension.decided_at,
        BEFORE_IT_ENDED: before and to.began_at < max(before.ended_at or before.began_at, before.began_at + AN_INSTANT),
        BEFORE_IT_BEGAN: min(filter(None, (to.ended_at, to.decided_at)), default=to.began_at) < to.began_at,
        AFTER_IT_WAS_WRITTEN: to.began_at > sitting.entered_at or last > (sitting.closed_at or last),
        AFTER_THE_NEXT: after and last > after.began_at,
        BEFORE_IT_GOES_ON: sitting.goes_on_on and to.ended_at and local_day(to.ended_at) > sitting.goes_on_on,
    }
    for words, is_so in wrong.items():
        if is_so:
            raise NotNow(words)


def _decide_again(suspension: Suspension, to: Times, decided_at: datetime) -> None:
    """The day of the decision, and from which session on the pupil was back by it."""
    on = local_day(decided_at)
    if suspension.notices.filter(of="decision", told_on__lt=on).exists():
        raise NotNow(TOLD_BEFORE)
    decided = Decision(suspension.outcome, decided_at, to.ended_at or decided_at, "", to.back_on)
    require_outcome(suspension, decided)
    since = first_to_come_back(decided)
    back_on = day_of_return(suspension, decided, since[0])
    if suspension.outcome == "reinstated":
        stands = set(as_it_stands(suspension).sessions)
        every = SuspendedSession.objects.filter(suspension=suspension)
        keys = [row.pk for row in every if (row.day, row.session) in stands]
        SuspendedSession.objects.filter(pk__in=keys).update(fell_away=False)
        fall_away(suspension, *since)
    Suspension.objects.filter(pk=suspension.pk).update(decided_on=on, back_on=back_on)


def _as_json(times: Times) -> dict[str, str | None]:
    found = {"began_at": times.began_at, "ended_at": times.ended_at, "decided_at": times.decided_at}
    return {name: when.isoformat() if when else None for name, when in found.items()}


def _back_on(was: Times) -> dict[str, str]:
    return {"back_on": was.back_on.isoformat()} if was.back_on else {}
