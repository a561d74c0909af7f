"""Until when a duty runs, or would run if it began now, and where it is met: by the rules that the acts use."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from agencies import deadlines
from agencies.acting import bounds
from agencies.acting.lives import OPENINGS
from agencies.acting.prepared import Prepared
from agencies.calendar.facts import (
    Holidays,
    bank_holidays,
    calendars_of,
    holiday_rows,
    school_calendars,
    term_rows,
)
from agencies.directory.models import Agency
from agencies.people.models import Seat
from agencies.policy import HOLDERS, SETTINGS, Act, Standing, may
from agencies.policy.rows import LEADS
from agencies.policy.telling import Tell
from agencies.schoolday import BeyondPublishedTerms, SchoolCalendar, WorkingCalendar, local_day
from agencies.settings.facts import limits_on, set_limit
from agencies.words import count_words
from referrals.duties.models import Duty

ONE_OF_UNIT = {"school_days": "school day", "working_days": "working day", "calendar_days": "day"}


def would_be_due(rule_names: Sequence[str], *, school_id: int, authority_id: int, at: datetime) -> list[date]:
    """The day by which each rule would want it done, from today: one query."""
    today = local_day(at)
    school, working, limits = read_clock(school_id, authority_id, today)
    rules = [deadlines.rule_for(name, today) for name in rule_names]
    return [_would_be_due(rule, today, school, working, set_limit(rule, limits)) for rule in rules]


def read_clock(
    school_id: int, authority_id: int, today: date
) -> tuple[SchoolCalendar, WorkingCalendar, dict[str, Any]]:
    """By what a duty that begins today is worked out: the school's days, working days, and the council's settings."""
    holidays, limits, terms = _read(school_id, authority_id, today)
    return calendars_of([school_id], dict(holidays), terms)[school_id], WorkingCalendar(dict(holidays)), dict(limits)


@Prepared
def _read(school_id: int, authority_id: int, today: date) -> list[QuerySet[Any]]:
    return [holiday_rows(), limits_on(authority_id, today), term_rows([school_id])]


def _would_be_due(
    rule: deadlines.Rule, today: date, school: SchoolCalendar, working: WorkingCalendar, limit: int
) -> date:
    if rule.unit is not deadlines.Unit.SCHOOL_DAYS:
        return deadlines.work_out(rule, today, None, working, limit).due_on
    try:
        return deadlines.work_out(rule, today, school, working, limit).due_on
    except BeyondPublishedTerms:
        return deadlines.work_out(deadlines.in_working_days(rule), today, None, working, limit).due_on


def began_on(duty: Duty) -> date:
    """The day whose rule and settings the duty keeps: that from which it counts, or on which it was opened before."""
    return min(duty.from_on, local_day(duty.opened_at))


def within_words(rule_names: Sequence[str], authority_id: int, at: datetime) -> list[str]:
    """How long the council gives, by each rule, for what begins today: "within 5 working days"; one query."""
    today = local_day(at)
    limits, rules = dict(limits_on(authority_id, today)), [deadlines.rule_for(name, today) for name in rule_names]
    return [_within(set_limit(rule, limits), ONE_OF_UNIT[rule.unit]) for rule in rules]


def _within(limit: int, unit: str) -> str:
    return f"within {count_words(limit, unit)}" if limit else f"the same {unit}"


def limit_in_words(duty: Duty) -> str:
    """How long the duty has: "5 working days"; a duty that says why was counted in working days for want of terms."""
    unit = unit_of(duty)
    return count_words(duty.limit, ONE_OF_UNIT[unit]) if duty.limit else "the same day"


def unit_of(duty: Duty) -> deadlines.Unit:
    """What the duty counts: the unit of its rule, or working days where the school's terms were not known so far."""
    return deadlines.Unit.WORKING_DAYS if duty.why else deadlines.rule_for(duty.rule, duty.rule_from_on).unit


def is_tighter(duty: Duty, rule: deadlines.Rule) -> bool:
    """Whether the duty has the council's own limit in place of a longer one by law or guidance."""
    return rule.force is not deadlines.Force.LOCAL and duty.limit < rule.limit


def nearness(due_on: date, today: date) -> str:
    """The kind of tag that a date wears: late, due, or nothing yet."""
    if due_on < today:
        return "late"
    return "due" if due_on == today else ""


def in_hand(duty: Any) -> list[object]:
    """Whom an owner's reminder tells where somebody has it in hand: whatever their role, as a letter keeps it."""
    standing = Standing(duty.standing)
    return Tell(standing, HOLDERS[standing]).as_row()


def who_might_do(duty: Duty, at: datetime) -> list[Seat]:
    """Whoever at the agency that owes it may do what meets it, each by one seat, in the order of their names."""
    act, standing = Act(duty.act), Standing(duty.standing)
    roles = [role.value for role in HOLDERS[standing] if may(act, role, standing)]
    there = Seat.objects.live(at).filter(agency_id=duty.agency_id, role__in=roles, person__is_active=True)
    asked_by = duty.share.held_by_id if act is Act.AGREE_SHARE and duty.share else None
    others = there.exclude(person_id=asked_by or 0).select_related("person").order_by("person__name", "id")
    return list({seat.person_id: seat for seat in others}.values())


def where_met(duty: Duty) -> str:
    """The address where the duty is met: of what it is about or, for some, of its case."""
    opening = OPENINGS[duty.rule]
    reference = duty.case.reference if opening.of_case and duty.case else duty.subject_ref
    return reverse(opening.at, args=[reference]) + (f"?{opening.query}" if opening.query else "")


def without_anybody(at: datetime) -> QuerySet[Agency]:
    """The schools and other settings where nobody has a seat from which they lead."""
    leads = Seat.objects.live(at).filter(agency_id=OuterRef("pk"), role__in=[role.value for role in LEADS])
    settings = Agency.objects.filter(kind__in=[kind.value for kind in SETTINGS])
    return settings.filter(~Exists(leads.filter(person__is_active=True)))


class Days:
    """The calendars by which duties go, read once: those of all the schools together, where one is asked for."""

    def __init__(
        self,
        duties: Iterable[Duty],
        holidays: Holidays | None = None,
        known: Mapping[int, SchoolCalendar] | None = None,
    ) -> None:
        """Of these duties: the holidays, where nobody has read them; the school of each case, within its authority.

        `known`: calendars by school that are read already.
        """
        self._known = dict(known or {})
        self.holidays = bank_holidays() if holidays is None else holidays
        self.working = WorkingCalendar(self.holidays)
        self._duties = list(duties)

    def school(self, duty: Duty) -> SchoolCalendar | None:
        """The days of the duty's school, where it counts them."""
        if unit_of(duty) is not deadlines.Unit.SCHOOL_DAYS:
            return None
        return self._calendars[self._schools[duty.pk]]

    @cached_property
    def _schools(self) -> dict[int, int]:
        """Of each duty that counts school days, whose: of its case's school, or of who owes it."""
        counting = [duty for duty in self._duties if unit_of(duty) is deadlines.Unit.SCHOOL_DAYS]
        field = Duty._meta.get_field("case")
        known = {one.pk: one.case.school_id if one.case else one.agency_id for one in counting if field.is_cached(one)}
        asked = {one.pk: one.agency_id for one in counting if one.pk not in known}
        if not asked:
            return known
        of_cases = Duty.objects.filter(pk__in=asked, case__isnull=False)
        with bounds.within({one.authority_id for one in counting}):
            return known | asked | dict(of_cases.values_list("pk", "case__school_id"))

    @cached_property
    def _calendars(self) -> dict[int, SchoolCalendar]:
        unread = set(self._schools.values()) - self._known.keys()
        return self._known | (school_calendars(unread, self.holidays) if unread else {})

    def left(self, duty: Duty, stopped_on: date) -> int:
        """How many of its days the duty had when its clock stopped; none where it was late."""
        unit, school = unit_of(duty), self.school(duty)
        try:
            return deadlines.remaining(unit, duty.due_on, stopped_on, school, self.working)
        except BeyondPublishedTerms:
            return deadlines.remaining(deadlines.Unit.WORKING_DAYS, duty.due_on, stopped_on, None, self.working)

    def due_by_law(self, duty: Duty) -> date | None:
        """The day that law or guidance gives, where the council's own limit is tighter than that; else None."""
        rule = deadlines.rule_for(duty.rule, duty.rule_from_on)
        if not is_tighter(duty, rule):
            return None
        stops = [(date.fromisoformat(first), date.fromisoformat(again)) for first, again, _ in duty.pauses]
        used = deadlines.in_working_days(rule) if unit_of(duty) is not rule.unit else rule
        return deadlines.count_again(used, duty.from_on, rule.limit, stops, self.school(duty), self.working).sum.due_on

    def late(self, duty: Duty, today: date) -> tuple[int, str]:
        """How many days late, and of which kind."""
        unit, school = unit_of(duty), self.school(duty)
        try:
            return deadlines.remaining(unit, today, duty.due_on, school, self.working), ONE_OF_UNIT[unit]
        except BeyondPublishedTerms:
            unit = deadlines.Unit.WORKING_DAYS
            return deadlines.remaining(unit, today, duty.due_on, None, self.working), ONE_OF_UNIT[unit]

    def waits_until(self, duty: Duty, meant_for: date, today: date) -> date | None:
        """The school's next day, where a rung of an earlier day would be told when the school has none."""
        school = self.school(duty)
        if school is None or meant_for == today or school.is_school_day(today):
            return None
        try:
            return school.nth_school_day(today, 1)
        except BeyondPublishedTerms:
            return None
