"""A duty's sum: the days counted and not counted, the rule, its force and its source."""

from datetime import datetime, timedelta
from typing import Any

from agencies import clocks, deadlines
from agencies.calendar import BeyondPublishedTerms, WorkingCalendar
from agencies.words import long_day
from interventions.pages.rows import row
from referrals.models import Duty

FORCE = {
    "must": "The law says so.",
    "should": "Statutory guidance says so: follow it unless there is a good reason.",
    "local": "The council’s or the service’s own rule, not law.",
}
UNITS = {"school_days": "school days", "working_days": "working days", "calendar_days": "days"}


def duty_page(duty: Duty, at: datetime) -> dict[str, Any]:
    """How the stored date was worked out, day by day."""
    rule = deadlines.rule_for(duty.rule, duty.rule_from_on)
    holidays = clocks.bank_holidays()
    working = WorkingCalendar(holidays)
    worked = _work_out(duty, rule, holidays, working)
    skipped = dict(worked.skipped)
    last = max(worked.due_on, duty.from_on)
    days = [duty.from_on + timedelta(n) for n in range((last - duty.from_on).days + 1)]
    counted = {day: n for n, day in enumerate(worked.counted, start=1)}
    return {
        "row": row(duty, at, working),
        "duty": duty,
        "rule": rule,
        "force": FORCE[rule.force],
        "unit": UNITS[worked.unit],
        "days": [
            {"day": d, "number": counted.get(d), "why": skipped.get(d, ""), "is_start": d == duty.from_on} for d in days
        ],
        "from": long_day(duty.from_on),
        "due": long_day(duty.due_on),
        "matches": worked.due_on == duty.due_on,
        "at": at,
    }


def _work_out(duty: Duty, rule: deadlines.Rule, holidays: clocks.Holidays, working: WorkingCalendar) -> deadlines.Sum:
    school_id = duty.case.school_id if duty.case else duty.agency_id
    try:
        school = clocks.school_calendar(school_id, holidays) if rule.unit is deadlines.Unit.SCHOOL_DAYS else None
        if not duty.why:
            return deadlines.work_out(rule, duty.from_on, school, working, duty.limit)
    except BeyondPublishedTerms:
        pass
    return deadlines.work_out(deadlines.in_working_days(rule), duty.from_on, None, working, duty.limit)
