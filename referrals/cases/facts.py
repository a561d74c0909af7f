"""What the rows of a case say of its family, and of the pupil's place at its school."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from agencies import deadlines
from agencies.calendar.facts import bank_holidays, school_calendars
from agencies.schoolday import BeyondPublishedTerms, SchoolCalendar, WorkingCalendar, local_day
from agencies.settings.facts import limits_then, set_limit
from agencies.words import last_day
from referrals.cases.models import Case, FamilyTold


def last_told(case: Case) -> FamilyTold | None:
    """What the family was told last, if they were; None where nothing says so."""
    found: FamilyTold | None = case.told.filter(told="yes").order_by("-id").first()
    return found


@dataclass(frozen=True, slots=True)
class Leaving:
    """The pupil's last day at the school, whether it is over, and by which day the case is handed over or closed."""

    last_on: date
    is_over: bool
    until_on: date
    is_late: bool


def leavings(cases: Sequence[Case], at: datetime) -> dict[int, Leaving]:
    """Of each of these cases whose pupil's last day is known, by its key: four queries at most, one more a council."""
    leaving = {case: last_day(case.left_at) for case in cases if case.left_at}
    if not leaving:
        return {}
    today, holidays = local_day(at), bank_holidays()
    calendars, working = school_calendars({case.school_id for case in leaving}, holidays), WorkingCalendar(holidays)
    limits = {pk: limits_then(pk) for pk in {case.authority_id for case in leaving}}
    found = {}
    for case, day in leaving.items():
        rule = deadlines.rule_since("hand_over_case", day, today)
        limit = set_limit(rule, limits[case.authority_id](day, None))
        until = _due_on(rule, day, calendars[case.school_id], working, limit)
        found[case.pk] = Leaving(day, day < today, until, until < today)
    return found


def _due_on(rule: deadlines.Rule, day: date, school: SchoolCalendar, working: WorkingCalendar, limit: int) -> date:
    """In school days; in working days where the school's terms are not published that far."""
    try:
        return deadlines.work_out(rule, day, school, working, limit).due_on
    except BeyondPublishedTerms:
        return deadlines.work_out(deadlines.in_working_days(rule), day, None, working, limit).due_on
