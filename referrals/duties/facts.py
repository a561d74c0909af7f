"""Until when a duty runs, or would run if it began now, and where it is met: by the rules that the acts use."""

from datetime import date, datetime

from django.urls import reverse

from agencies import deadlines
from agencies.acting.lives import OPENINGS
from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.schoolday import BeyondPublishedTerms, WorkingCalendar, local_day
from agencies.settings.facts import limit_of
from agencies.words import count_words
from referrals.duties.models import Duty

ONE_OF_UNIT = {"school_days": "school day", "working_days": "working day", "calendar_days": "day"}


def would_be_due(rule_name: str, *, school_id: int, authority_id: int, at: datetime) -> date:
    """The day by which the rule would want it done, from today: three queries at most."""
    today, holidays = local_day(at), bank_holidays()
    rule = deadlines.rule_for(rule_name, today)
    limit = limit_of(rule, authority_id, today)
    working = WorkingCalendar(holidays)
    if rule.unit is not deadlines.Unit.SCHOOL_DAYS:
        return deadlines.work_out(rule, today, None, working, limit).due_on
    try:
        school = school_calendar(school_id, holidays)
        return deadlines.work_out(rule, today, school, working, limit).due_on
    except BeyondPublishedTerms:
        return deadlines.work_out(deadlines.in_working_days(rule), today, None, working, limit).due_on


def limit_in_words(duty: Duty) -> str:
    """How long the duty has: "5 working days"; a duty that says why was counted in working days for want of terms."""
    unit = deadlines.Unit.WORKING_DAYS if duty.why else deadlines.rule_for(duty.rule, duty.rule_from_on).unit
    return count_words(duty.limit, ONE_OF_UNIT[unit]) if duty.limit else "the same day"


def nearness(due_on: date, today: date) -> str:
    """The kind of tag that a date wears: late, due, or nothing yet."""
    if due_on < today:
        return "late"
    return "due" if due_on == today else ""


def where_met(duty: Duty) -> str:
    """The address where the duty is met: of what it is about or, for some, of its case."""
    opening = OPENINGS[duty.rule]
    reference = duty.case.reference if opening.of_case and duty.case else duty.subject_ref
    return reverse(opening.at, args=[reference]) + (f"?{opening.query}" if opening.query else "")
