"""What a school's rows say of its children as the rules look at them: a statement each for marks and what else."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Min

from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.schoolday import SchoolCalendar, local_day, school_year
from agencies.words import academic_age
from interventions.signals.judging import Child, Days, Tally
from interventions.suspensions import totals
from interventions.suspensions.elsewhere import answers_by_pupil, held_then
from interventions.suspensions.facts import counted
from interventions.suspensions.models import SuspendedSession, Suspension
from interventions.suspensions.states import State as SuspensionState
from interventions.suspensions.totals import Out
from referrals.attendance.codes import Counts, codes
from referrals.attendance.counting import monday
from referrals.cases.models import Case
from referrals.cases.states import State as CaseState
from referrals.concerns.models import Concern
from referrals.concerns.states import State as ConcernState
from referrals.duties.models import OWED, Duty
from referrals.pupils.models import Enrolment, PupilFact

FALLEN = (SuspensionState.VOID.value, SuspensionState.CANCELLED.value)
REQUESTS = ("acknowledge_referral", "decide_referral", "decide_urgent_referral", "record_first_contact")
"""What the council owes on a referral, by the rules of `agencies.deadlines.referrals`."""
PART_TIME, RECEPTION_AGE = "C2", 4
WINDOW, LONGEST_BACK, WEEKS_BACK = 20, 80, 400


def days_of(school_id: int, today: date) -> tuple[Days, SchoolCalendar]:
    """The days of a school from which the windows are measured."""
    calendar = school_calendar(school_id, bank_holidays())
    term = totals.term_of(today, calendar)
    known = _back(calendar, today)
    mondays = {monday(today - timedelta(n)) for n in range(WEEKS_BACK)}
    weeks = sorted((one for one in mondays if _has_lessons(calendar, one)), reverse=True)
    year = totals.year_of(today, calendar)
    return Days(today, (term.first, term.last), year, known, tuple(weeks)), calendar


def _back(calendar: SchoolCalendar, today: date) -> dict[int, date]:
    """By so many school days up to today, the first of them; where the terms are not known so far back, nothing."""
    found: list[date] = []
    day = today
    while len(found) < LONGEST_BACK and calendar.is_known(day):
        if calendar.is_school_day(day):
            found.append(day)
        day -= timedelta(1)
    return {many: found[many - 1] for many in (WINDOW, LONGEST_BACK) if len(found) >= many}


def _has_lessons(calendar: SchoolCalendar, week: date) -> bool:
    return any(calendar.is_school_day(week + timedelta(n)) for n in range(5))


def children(school_id: int, at: datetime, only: Collection[int] | None = None) -> tuple[dict[int, Child], Days]:
    """Each child on the roll of the school today, or those of them in `only`; and the school's days."""
    today = local_day(at)
    days, calendar = days_of(school_id, today)
    rolls = Enrolment.objects.on(today).filter(school_id=school_id)
    rolls = rolls if only is None else rolls.filter(pupil_id__in=only)
    found: dict[int, Child] = {}
    for pupil_id, starts_on, born_on in rolls.values_list("pupil_id", "starts_on", "pupil__born_on"):
        child = found.setdefault(pupil_id, Child(school_year=academic_age(born_on, today) - RECEPTION_AGE))
        child.joined_on = max(starts_on, child.joined_on or starts_on)
    _read_marks(school_id, days, found)
    _read_suspensions(school_id, days, calendar, found)
    _read_others(school_id, days, at, found)
    return found, days


def _read_suspensions(school_id: int, days: Days, calendar: SchoolCalendar, found: dict[int, Child]) -> None:
    """The school's own, those that stand; the half days that count; what it was told of other schools."""
    own = Suspension.objects.filter(school_id=school_id, pupil_id__in=found)
    for pupil_id, first_on in own.exclude(state__in=FALLEN).values_list("pupil_id", "first_on"):
        found[pupil_id].begun.append(first_on)
    sat = SuspendedSession.objects.filter(suspension__in=own.values("pk"), fell_away=False, day__gte=days.year[0])
    for pupil_id, day, session in sat.values_list("pupil_id", "day", "session"):
        if counted([Out(day, session, school_id)], {school_id: calendar}):
            found[pupil_id].outs.append(day)
    with_any = [pupil_id for pupil_id, child in found.items() if child.begun]
    for pupil_id, answers in answers_by_pupil(with_any).items():
        said = [one for one in answers if one.suspension.school_id == school_id]
        held = held_then(said, school_year(days.today))
        found[pupil_id].elsewhere = held.half_days if held else 0


def _read_others(school_id: int, days: Days, at: datetime, found: dict[int, Child]) -> None:
    facts = PupilFact.objects.on(days.today).filter(pupil_id__in=found)
    for pupil_id, kind in facts.values_list("pupil_id", "kind"):
        found[pupil_id].facts.add(kind)
    noted = Concern.objects.filter(school_id=school_id, pupil_id__in=found).exclude(state=ConcernState.WITHDRAWN.value)
    recent = noted.filter(logged_at__gte=at - timedelta(LONGEST_BACK))
    for pupil_id, logged_at, author_id in recent.values_list("pupil_id", "logged_at", "author_id"):
        found[pupil_id].concerns.append((local_day(logged_at), author_id))
    owed = Duty.objects.filter(
        school_id=school_id, pupil_id__in=found, rule__in=REQUESTS, state__in=OWED, due_at__lt=at
    )
    for pupil_id, due_on in owed.values("pupil_id").annotate(first=Min("due_on")).values_list("pupil_id", "first"):
        found[pupil_id].late_since = due_on
    cases = Case.objects.filter(school_id=school_id, pupil_id__in=found, state=CaseState.OPEN.value)
    for pupil_id in cases.values_list("pupil_id", flat=True):
        found[pupil_id].has_case = True


HALVES = tuple((f"am_{day}", f"pm_{day}") for day in range(1, 6))
MARKS = """
select pupil_id, {sums}, array_agg(week) filter (where part_time)
from (
    select w.pupil_id, w.week, {counts}, {part_time} as part_time
    from referrals_attendanceweek w
    where w.school_id = %(school)s and w.pupil_id = any(%(pupils)s) and w.week between %(first)s and %(last)s
    offset 0
) week
group by pupil_id
"""
"""How many half days count as attended, and as missed, since each window's first day: read from the marks once."""


def _is(names: Iterable[str], among: str) -> str:
    return " + ".join(f"({name} = any(%({among})s))::int" for name in names)


def _since(metric: str, window: str) -> str:
    """Of a week that lies in the window all its days; of one in which it begins, those from there on."""
    whole = " + ".join(f"{metric}{n}" for n in range(1, 6))
    part = " + ".join(f"case when week + {n - 1} >= %({window})s then {metric}{n} else 0 end" for n in range(1, 6))
    return (
        f"coalesce(sum(case when week >= %({window})s then {whole} when week + 4 >= %({window})s then {part} end), 0)"
    )


STATEMENT = MARKS.format(
    sums=", ".join(_since(metric, window) for window in ("recent", "before", "year") for metric in ("a", "m")),
    counts=", ".join(
        f"{_is(halves, among)} as {metric}{day}"
        for metric, among in (("a", "attended"), ("m", "missed"))
        for day, halves in enumerate(HALVES, 1)
    ),
    part_time=" or ".join(f"{name} = %(part_time)s" for halves in HALVES for name in halves),
)
NEVER = date(9999, 1, 1)


def _read_marks(school_id: int, days: Days, found: dict[int, Child]) -> None:
    recent, before = days.back.get(WINDOW, NEVER), days.back.get(LONGEST_BACK, NEVER)
    first = min(recent, before, days.year[0])
    for begins, ends in _stretches(first, days.today):
        attended, missed = _codes_on(begins)
        asked: dict[str, Any] = {
            "school": school_id,
            "pupils": list(found),
            "first": monday(begins),
            "last": ends,
            "attended": attended,
            "missed": missed,
            "part_time": PART_TIME,
            "recent": max(recent, begins),
            "before": max(before, begins),
            "year": max(days.year[0], begins),
        }
        with connection.cursor() as cursor:
            cursor.execute(STATEMENT, asked)
            for pupil_id, *sums, part_time in cursor.fetchall():
                _add(found[pupil_id], sums, part_time or ())


def _add(child: Child, sums: list[int], part_time: Iterable[date]) -> None:
    recent, since_before, year = (Tally(*sums[n : n + 2]) for n in (0, 2, 4))
    child.recent += recent
    child.year += year
    child.before += since_before - recent
    child.part_time += tuple(part_time)


def _stretches(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The days from the first to the last, parted where a code begins or ceases to hold."""
    rows = [row for group in codes().values() for row in group]
    changes = {row.starts_on for row in rows} | {row.ends_on + timedelta(1) for row in rows if row.ends_on}
    begins = sorted({first, *(day for day in changes if day and first < day <= last)})
    yield from zip(begins, [*(day - timedelta(1) for day in begins[1:]), last], strict=True)


def _codes_on(day: date) -> tuple[list[str], list[str]]:
    """The codes that count as attended, and as missed, on that day."""
    held = [(code, row.counts) for code, group in codes().items() for row in group if row.holds(day)]
    attended = [code for code, counts in held if counts is Counts.ATTENDING]
    missed = [code for code, counts in held if counts in (Counts.AUTHORISED, Counts.UNAUTHORISED)]
    return attended, missed
