"""A duty's sum: the days counted and not counted, the rule, its force and its source."""

from datetime import date, datetime, timedelta
from typing import Any

from agencies import deadlines
from agencies.calendar.facts import Holidays, bank_holidays, school_calendar
from agencies.schoolday import BeyondPublishedTerms, WorkingCalendar
from agencies.words import long_day
from interventions.work.pages.rows import row
from referrals.duties.models import Duty

FORCE = {
    "must": "The law says so.",
    "should": "Statutory guidance says so: follow it unless there is a good reason.",
    "local": "The council’s or the service’s own rule, not law.",
}
UNITS = {"school_days": "school days", "working_days": "working days", "calendar_days": "days"}


def duty_page(duty: Duty, at: datetime) -> dict[str, Any]:
    """How the stored date was worked out, day by day."""
    rule = deadlines.rule_for(duty.rule, duty.rule_from_on)
    holidays = bank_holidays()
    working = WorkingCalendar(holidays)
    worked = _work_out(duty, rule, holidays, working)
    skipped = dict(worked.skipped)
    return {
        "row": row(duty, at, working),
        "duty": duty,
        "rule": rule,
        "force": FORCE[rule.force],
        "unit": UNITS[worked.unit],
        "days": _days(duty.from_on, worked),
        "skipped": _runs(skipped),
        "stopped": long_day(duty.stopped_on) if duty.stopped_on else "",
        "from": long_day(duty.from_on),
        "due": long_day(duty.due_on),
        "matches": worked.due_on == duty.due_on,
        "at": at,
    }


def _days(from_on: date, worked: deadlines.Sum) -> list[dict[str, Any]]:
    """The start, every day counted with its number, and the days not counted in runs, in order."""
    counted = [
        {"first": day, "last": day, "number": n, "why": "", "is_end": day == worked.due_on}
        for n, day in enumerate(worked.counted, start=1)
    ]
    start = {"first": from_on, "last": from_on, "number": 0, "why": "", "is_end": from_on == worked.due_on}
    runs = [{**run, "number": None, "is_end": False} for run in _runs(dict(worked.skipped)) if run["first"] != from_on]
    later = [tile for tile in counted if tile["first"] != from_on]
    return sorted([start, *later, *runs], key=lambda tile: tile["first"])


def _runs(skipped: dict[date, str]) -> list[dict[str, Any]]:
    """The days not counted, those next to each other for the same reason as one run."""
    found: list[dict[str, Any]] = []
    for day, why in skipped.items():
        if found and found[-1]["why"] == why and found[-1]["last"] == day - timedelta(1):
            found[-1]["last"] = day
        else:
            found.append({"first": day, "last": day, "why": why})
    return found


def _work_out(duty: Duty, rule: deadlines.Rule, holidays: Holidays, working: WorkingCalendar) -> deadlines.Sum:
    school_id = duty.case.school_id if duty.case else duty.agency_id
    try:
        school = school_calendar(school_id, holidays) if rule.unit is deadlines.Unit.SCHOOL_DAYS else None
        if not duty.why:
            return deadlines.work_out(rule, duty.from_on, school, working, duty.limit)
    except BeyondPublishedTerms:
        pass
    return deadlines.work_out(deadlines.in_working_days(rule), duty.from_on, None, working, duty.limit)
