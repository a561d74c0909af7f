"""How a suspension ends early: cancelled by the head, or by the governing board; what was served stays counted."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from agencies.actors import Actor
from agencies.calendar import local_day
from agencies.policy import Act, Standing
from interventions import lifecycle, totals
from interventions.actions import board_clock
from interventions.actions.facts import days_on
from interventions.actions.suspensions import BY_FACT, outs_of, relevant_person
from interventions.actions.telling import tell
from interventions.lifecycle import NotNow
from interventions.models import SuspendedSession, Suspension
from interventions.totals import Session
from referrals.actions import duties
from referrals.actions.acting import FIRST, Doing, note, touch
from referrals.actions.cases import write_act
from referrals.lifecycle import AlreadyDone, Opening
from referrals.models import Duty, Pupil

ORDER = {Session.AM: 0, Session.LUNCH: 1, Session.PM: 2}
OVER_45 = "The pupil has been out for more than 45 days this school year: then the law bars cancelling (reg 8A)."


@dataclass(frozen=True, slots=True)
class Decision:
    """What the governing board decided, on which day, in its words; `back_on` where it reinstates."""

    outcome: str
    decided_on: date
    words: str
    back_on: date | None = None


def _turn(suspension: Suspension, act: Act, **fields: Any) -> None:
    """Move on by compare-and-set; `NotNow` where the act leads nowhere, or somebody was first."""
    old, new = suspension.state, lifecycle.suspension_leads_to(suspension.state, act)
    if not Suspension.objects.all().turn(suspension.pk, old, new, **fields):
        raise NotNow(FIRST)
    suspension.refresh_from_db()


def _doing(suspension: Suspension, act: Act, by: Actor, at: datetime, **more: Any) -> Doing:
    return Doing(act, by, at, "suspension", suspension, case=suspension.case, **more)


@transaction.atomic
def cancel_suspension(
    suspension: Suspension, *, why: str, back_on: date, back_session: str, by: Actor, at: datetime
) -> None:
    """Cancel, with the reasons: not once the board's meeting has begun, nor over 45 days (law.md 1.7).

    The pupil is back without delay: today or on the next school day. Sessions from then on fall away; those before
    it were served, and count.
    """
    lifecycle.suspension_leads_to(suspension.state, Act.CANCEL_SUSPENSION)
    Pupil.objects.select_for_update().get(pk=suspension.pupil_id)
    has_begun = suspension.first_on <= local_day(at)
    if has_begun:
        _require_soon(suspension, back_on, at)
    _fall_away(suspension, back_on if has_begun else suspension.first_on, back_session if has_begun else "AM")
    _require_45(suspension)
    columns = {"cancelled_at": at, "cancelled_by_id": by.who, "cancelled_why": why}
    _turn(suspension, Act.CANCEL_SUSPENSION, back_on=back_on if has_begun else None, **columns)
    doing = _doing(suspension, Act.CANCEL_SUSPENSION, by, at, why=why)
    note(doing)
    _tell_of(doing, "cancellation", "The suspension was cancelled.")
    _tell_story(suspension, "Suspension cancelled", why, by, at)
    tell(doing)


def _require_soon(suspension: Suspension, back_on: date, at: datetime) -> None:
    today = local_day(at)
    if not today <= back_on <= days_on(suspension.school, today, 1):
        raise NotNow("The pupil is back without delay: choose today or the next school day.")


def _require_45(suspension: Suspension) -> None:
    """CAN-3: barred where the year's total, with what was served of this one, is over 45 days."""
    year = totals.school_year(suspension.first_on)
    out = sum(totals.school_year(one.day) == year for one in outs_of(suspension.pupil))
    if any(line.name == "beyond_power" and out > line.more_than for line in totals.LINES):
        raise NotNow(OVER_45)


def _fall_away(suspension: Suspension, back_on: date, back_session: str) -> None:
    """The sessions at and after this one fall away."""
    since = (back_on, ORDER[Session(back_session)])
    rows = SuspendedSession.objects.filter(suspension=suspension, day__gte=back_on)
    later = [row.pk for row in rows if (row.day, ORDER[Session(row.session)]) >= since]
    SuspendedSession.objects.filter(pk__in=later).update(fell_away=True)


def _tell_of(doing: Doing, of: str, why: str) -> None:
    """What was owed falls away; who had to be told, or has to today, is told of this; of a cancelling the board too."""
    one: Suspension = doing.record
    apart = Doing(doing.act, doing.by, doing.at, "suspension", one)
    all_owed = Duty.objects.filter(subject_kind="suspension", subject_ref=one.reference)
    whom = {rule.removeprefix("tell_").removesuffix("_suspension") for rule in all_owed.values_list("rule", flat=True)}
    duties.void(apart, list(all_owed.filter(state__in=["open", "stopped"])), why)
    today = local_day(doing.at)
    held = set(one.pupil.facts.on(today).values_list("kind", flat=True))
    person = relevant_person(one.pupil, today)
    board = ["governors"] if of == "cancellation" else []  # of its own decision nobody need tell it
    for who in (person, *board, "council", *(who for who, kind in BY_FACT.items() if who in whom or kind in held)):
        opening = Opening(f"tell_{who}_{of}", Standing.RAISED, Act.RECORD_NOTICE)
        duties.open_duty(apart, opening, pupil=one.pupil, owner_agency_id=one.school_id)


def _tell_story(suspension: Suspension, title: str, words: str, by: Actor, at: datetime) -> None:
    case = suspension.case
    if case is None or case.state == "closed" or case.school_id != suspension.school_id:
        return
    write_act(case, title, words, by, at, suspension.school_id, kind="suspension", section="behaviour")
    touch(case, at)


@transaction.atomic
def record_representations(suspension: Suspension, *, whose: str, on: date, by: Actor, at: datetime) -> None:
    """Representations reached the governing board: over five days in the term it then has to meet (law.md GB-2)."""
    if suspension.represented_at is not None:
        raise AlreadyDone(suspension)
    columns = {"represented_at": at, "represented_by_id": by.who, "represented_on": on, "represented_whose": whose}
    _turn(suspension, Act.RECORD_REPRESENTATIONS, **columns)
    doing = _doing(suspension, Act.RECORD_REPRESENTATIONS, by, at, facts={"on": on.isoformat()})
    note(doing)
    board_clock.run(doing)
    tell(doing)


@transaction.atomic
def begin_board_meeting(suspension: Suspension, *, by: Actor, at: datetime) -> None:
    """The board's meeting begins at this instant: from now on the suspension can't be cancelled (law.md CAN-2)."""
    board_clock.require_power(suspension)
    _turn(suspension, Act.BEGIN_BOARD_MEETING, begun_at=at, begun_by_id=by.who)
    note(_doing(suspension, Act.BEGIN_BOARD_MEETING, by, at))


@transaction.atomic
def record_board_decision(suspension: Suspension, decided: Decision, *, by: Actor, at: datetime) -> None:
    """The board declines to reinstate, or reinstates from a day on: it can't lengthen, nor exclude (law.md GB-7)."""
    if suspension.begun_at and not local_day(suspension.begun_at) <= decided.decided_on <= local_day(at):
        raise NotNow("Choose the day of the decision: from the day the meeting began, and not after today.")
    if decided.outcome == "reinstated" and decided.back_on is not None:
        if decided.back_on < decided.decided_on:
            raise NotNow("The pupil is back on the day of the decision or later: days before were served, and count.")
        _fall_away(suspension, decided.back_on, "AM")
    columns = {"outcome": decided.outcome, "outcome_words": decided.words, "decided_on": decided.decided_on}
    _turn(
        suspension, Act.RECORD_BOARD_DECISION, outcome_at=at, outcome_by_id=by.who, back_on=decided.back_on, **columns
    )
    doing = _doing(suspension, Act.RECORD_BOARD_DECISION, by, at, facts={"outcome": decided.outcome})
    note(doing)
    duties.meet(doing, frozenset(board_clock.RULES.values()))
    _tell_of(doing, "decision", "The governing board decided.")
    title = "The governing board reinstated" if decided.outcome == "reinstated" else "The governing board declined"
    _tell_story(suspension, title, decided.words, by, at)
    tell(doing)
