"""Duties as acts open, meet, stop, resume and end them; every date is worked out on entry and stored."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from agencies import clocks, deadlines
from agencies.calendar import BeyondPublishedTerms, SchoolCalendar, WorkingCalendar, local_day
from agencies.policy import SETTINGS, Act, Standing
from referrals.lifecycle import MEETS, OPENS, RESUMES, STOPS, Opening
from referrals.models import CaseShare, Duty, DutyStep, Pupil

if TYPE_CHECKING:
    from referrals.actions.acting import Doing

NOT_THAT_FAR = "The school’s term dates are not published that far, so working days are counted."
VERY_WORRIED = 3
OFFERS = (Act.SHARE_CASE, Act.WIDEN_SHARE)


def follow(doing: Doing, *, pupil: Pupil, share: CaseShare | None, owner_agency_id: int | None) -> None:
    """Meet, stop, resume and open what the life cycle says of this act."""
    is_no_meeting = doing.facts.get("told") == "not_yet"  # that the family will be told is no telling
    if not is_no_meeting and not (doing.act in OFFERS and _asks_school(doing)):
        meet(doing, MEETS.get(doing.act, frozenset()))
    for duty in _owed(doing, STOPS.get(doing.act, frozenset())):
        Duty.objects.all().turn(duty.pk, "open", "stopped", stopped_on=local_day(doing.at))
    for duty in _owed(doing, RESUMES.get(doing.act, frozenset())):
        _resume(duty, doing.at)
    for opening in _openings(doing):
        open_duty(doing, opening, pupil=pupil, share=share, owner_agency_id=owner_agency_id)


def _openings(doing: Doing) -> tuple[Opening, ...]:
    """What the act opens; a concern of somebody very worried is looked at the same day."""
    if doing.act is Act.LOG_CONCERN and doing.facts["worry"] == VERY_WORRIED:
        return (Opening("look_at_concern_very", Standing.RAISED, Act.OPEN_CASE),)
    if _asks_school(doing):  # a school answers by its consent to the move
        return (Opening("accept_share", Standing.INVITED, Act.ACCEPT_SHARE),) if doing.act in OFFERS else ()
    return OPENS.get(doing.act, ())


def _asks_school(doing: Doing) -> bool:
    """Whether a share is offered to a school, or accepted by one: it meets nobody's duty to let an agency in."""
    asks = doing.act in (*OFFERS, Act.ACCEPT_SHARE) and doing.kind == "share"
    return asks and doing.record.agency.kind in SETTINGS


def open_duty(
    doing: Doing,
    opening: Opening,
    *,
    pupil: Pupil,
    share: CaseShare | None = None,
    owner_agency_id: int | None = None,
    from_on: date | None = None,
) -> Duty:
    """Open one duty and its ladder. `from_on` is the day it counts from: the day of the act unless said otherwise."""
    agency_id = owner_agency_id or doing.by.seats[0].agency_id
    day = from_on or local_day(doing.at)
    rule = deadlines.rule_for(opening.rule, local_day(doing.at))
    limit = clocks.limit_of(rule, pupil.authority_id, local_day(doing.at))
    school, working = _calendars(rule, doing, agency_id)
    worked, why = _work_out(rule, day, school, working, limit)
    duty = Duty.objects.create(
        authority_id=pupil.authority_id,
        pupil=pupil,
        case=doing.case,
        share=share,
        subject_kind=doing.kind,
        subject_ref=doing.record.reference,
        rule=rule.name,
        rule_from_on=rule.starts_on,
        standing=opening.standing.value,
        agency_id=agency_id,
        act=opening.met_by.value,
        opened_at=doing.at,
        from_on=day,
        limit=limit,
        due_on=worked.due_on,
        due_at=worked.due_at,
        why=why,
    )
    _keep_ladder(duty, worked, working, local_day(doing.at))
    return duty


def meet(doing: Doing, rules: frozenset[str]) -> None:
    """Meet the owed duties of these rules on the record, or on its case."""
    for duty in _owed(doing, rules):
        _end(duty, "met", doing)


def void(doing: Doing, duties: list[Duty], why: str) -> None:
    """Let duties fall away, with the cause; their history stays."""
    for duty in duties:
        _end(duty, "void", doing, why=why)


def owed_on_share(share: CaseShare) -> list[Duty]:
    """What is owed because of this share."""
    return list(Duty.objects.owed().filter(share=share))


def _end(duty: Duty, state: str, doing: Doing, **fields: str) -> None:
    """Turn the duty, and drop the rungs that nobody will need: every tick would pay for them."""
    DutyStep.objects.filter(duty=duty, posted_at=None).delete()
    Duty.objects.all().turn(duty.pk, duty.state, state, ended_at=doing.at, ended_by=doing.by.name, **fields)


def _owed(doing: Doing, rules: frozenset[str]) -> list[Duty]:
    if not rules:
        return []
    owed = Duty.objects.owed().filter(rule__in=rules)
    if doing.kind == "case" or doing.act is Act.SHARE_CASE:
        return list(owed.filter(case=doing.case))
    return list(owed.filter(subject_ref=doing.record.reference, subject_kind=doing.kind))


def _resume(duty: Duty, at: datetime) -> None:
    """Set a stopped clock going with the days it had left (law.md 10, G21)."""
    rule = deadlines.rule_for(duty.rule, duty.rule_from_on)
    working = WorkingCalendar(clocks.bank_holidays())
    left = deadlines.remaining(rule.unit, duty.due_on, duty.stopped_on or duty.due_on, None, working)
    worked = deadlines.restart(rule, left, local_day(at), None, working)
    Duty.objects.all().turn(duty.pk, "stopped", "open", due_on=worked.due_on, due_at=worked.due_at, stopped_on=None)
    DutyStep.objects.filter(duty=duty).delete()
    _keep_ladder(duty, worked, working, local_day(at))


def _calendars(rule: deadlines.Rule, doing: Doing, agency_id: int) -> tuple[SchoolCalendar | None, WorkingCalendar]:
    holidays = clocks.bank_holidays()
    school_id = doing.case.school_id if doing.case else agency_id
    counts_school_days = rule.unit is deadlines.Unit.SCHOOL_DAYS
    return (clocks.school_calendar(school_id, holidays) if counts_school_days else None), WorkingCalendar(holidays)


def _work_out(
    rule: deadlines.Rule, day: date, school: SchoolCalendar | None, working: WorkingCalendar, limit: int
) -> tuple[deadlines.Sum, str]:
    """The sum; where the school's terms are not known so far, working days are counted and the duty says so."""
    try:
        return deadlines.work_out(rule, day, school, working, limit), ""
    except BeyondPublishedTerms:
        return deadlines.work_out(deadlines.in_working_days(rule), day, None, working, limit), NOT_THAT_FAR


def _keep_ladder(duty: Duty, worked: deadlines.Sum, working: WorkingCalendar, opened_on: date) -> None:
    ladder = deadlines.ladder_for(duty.rule, council_sees=duty.case_id is not None)
    rungs = deadlines.steps(worked, ladder, working, opened_on=opened_on)
    DutyStep.objects.bulk_create([DutyStep(duty=duty, name=step.name, tells=step.tells, at=at) for step, at in rungs])
