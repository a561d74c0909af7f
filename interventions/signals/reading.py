"""What a school's rows say of its children as the rules look at them: a statement each for marks and what else."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Min, QuerySet

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
    behind = _behind(calendar, today)
    recent = frozenset(behind[:WINDOW] if len(behind) >= WINDOW else ())
    before = frozenset(behind[WINDOW:] if len(behind) >= LONGEST_BACK else ())
    mondays = {monday(today - timedelta(n)) for n in range(WEEKS_BACK)}
    weeks = sorted((one for one in mondays if _has_lessons(calendar, one)), reverse=True)
    year = totals.year_of(today, calendar)
    return Days(today, (term.first, term.last), year, recent, before, tuple(weeks)), calendar


def _behind(calendar: SchoolCalendar, today: date) -> list[date]:
    """The last eighty school days up to today, the newest first; fewer where the terms are not known so far back."""
    found: list[date] = []
    day = today
    while len(found) < LONGEST_BACK and calendar.is_known(day):
        if calendar.is_school_day(day):
            found.append(day)
        day -= timedelta(1)
    return found


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
    of = rolls.values("pupil_id")
    _read_suspensions(Suspension.objects.filter(school_id=school_id, pupil_id__in=of), days, calendar, found)
    _read_others(school_id, of, days, at, found)
    return found, days


def _read_suspensions(own: QuerySet[Suspension], days: Days, calendar: SchoolCalendar, found: dict[int, Child]) -> None:
    """The school's own, those that stand; the half days that count; what it was told of other schools."""
    for pupil_id, first_on in own.exclude(state__in=FALLEN).values_list("pupil_id", "first_on"):
        _among(found, pupil_id).begun.append(first_on)
    sat = SuspendedSession.objects.filter(suspension__in=own.values("pk"), fell_away=False, day__gte=days.year[0])
    for pupil_id, day, session, school_id in sat.values_list("pupil_id", "day", "session", "suspension__school_id"):
        if counted([Out(day, session, school_id)], {school_id: calendar}):
            _among(found, pupil_id).outs.append(day)
    with_any = [pupil_id for pupil_id, child in found.items() if child.begun]
    known = {*own.values_list("pk", flat=True)} if with_any else set[int]()
    for pupil_id, answers in answers_by_pupil(with_any).items():
        held = held_then([one for one in answers if one.suspension_id in known], school_year(days.today))
        _among(found, pupil_id).elsewhere = held.half_days if held else 0


def _read_others(school_id: int, of: QuerySet[Any], days: Days, at: datetime, found: dict[int, Child]) -> None:
    facts = PupilFact.objects.on(days.today).filter(pupil_id__in=of)
    for pupil_id, kind in facts.values_list("pupil_id", "kind"):
        _among(found, pupil_id).facts.add(kind)
    noted = Concern.objects.filter(school_id=school_id, pupil_id__in=of).exclude(state=ConcernState.WITHDRAWN.value)
    recent = noted.filter(logged_at__gte=at - timedelta(LONGEST_BACK))
    for pupil_id, logged_at, author_id in recent.values_list("pupil_id", "logged_at", "author_id"):
        _among(found, pupil_id).concerns.append((local_day(logged_at), author_id))
    owed = Duty.objects.filter(school_id=school_id, pupil_id__in=of, rule__in=REQUESTS, state__in=OWED, due_at__lt=at)
    for pupil_id, due_on in owed.values("pupil_id").annotate(first=Min("due_on")).values_list("pupil_id", "first"):
        _among(found, pupil_id).late_since = due_on
    cases = Case.objects.filter(school_id=school_id, pupil_id__in=of, state=CaseState.OPEN.value)
    for pupil_id in cases.values_list("pupil_id", flat=True):
        _among(found, pupil_id).has_case = True


HALVES = tuple((f"am_{day}", f"pm_{day}") for day in range(1, 6))
WINDOWS = ("recent", "before", "year")
MASK = [f"{window}{day}" for window in WINDOWS for day in range(1, 6)]
MARKS = """
select pupil_id, {sums}, array_agg(week) filter (where part_time)
from (
    select w.pupil_id, w.week, {days}, {part_time} as part_time
    from referrals_attendanceweek w
    where w.school_id = %(school)s and w.pupil_id = any(%(pupils)s) and w.week between %(first)s and %(last)s
    offset 0
) marks
join unnest(%(weeks)s::date[], {masks}) as mask (week, {names}) using (week)
group by pupil_id
"""
"""Half days attended and missed in each window, read from the marks once: of a window {MISSED} times those missed and
once those attended, in one number. A window is a week's mask: of each of its five days 1 where it counts in it, else 0.
"""
MISSED = 10_000
COUNTED = (
    "case when {half} in ('/', '\\') then 1 when {half} = '' then 0 when {half} = any(%(attended)s) then 1 "
    f"when {{half}} = any(%(missed)s) then {MISSED} else 0 end"
)
STATEMENT = MARKS.format(
    sums=", ".join(f"sum({' + '.join(f'd{day} * {window}{day}' for day in range(1, 6))})" for window in WINDOWS),
    days=", ".join(
        f"{' + '.join(COUNTED.format(half=half) for half in halves)} as d{day}" for day, halves in enumerate(HALVES, 1)
    ),
    part_time=f"%(part_time)s in ({', '.join(half for halves in HALVES for half in halves)})",
    masks=", ".join(f"%({name})s::int[]" for name in MASK),
    names=", ".join(MASK),
    MISSED=MISSED,
)


def _among(found: dict[int, Child], pupil_id: int) -> Child:
    """The child; of one who came onto the roll between two statements a blank, which counts for nobody."""
    return found.get(pupil_id, Child())


def _read_marks(school_id: int, days: Days, found: dict[int, Child]) -> None:
    first = min([days.year[0], *days.before])
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
            **_masks(days, begins, ends),
        }
        with connection.cursor() as cursor:
            cursor.execute(STATEMENT, asked)
            for pupil_id, *sums, part_time in cursor.fetchall():
                _add(found[pupil_id], sums, part_time or ())


def _masks(days: Days, begins: date, ends: date) -> dict[str, list[Any]]:
    """The weeks of that stretch, and of each day of them in which windows it counts."""
    weeks = [monday(begins) + timedelta(7 * n) for n in range((ends - monday(begins)).days // 7 + 1)]
    counts: dict[str, Callable[[date], bool]] = {
        "recent": days.recent.__contains__,
        "before": days.before.__contains__,
        "year": lambda day: days.year[0] <= day,
    }
    masks: dict[str, list[Any]] = {"weeks": weeks}
    for window, is_in in counts.items():
        for n in range(5):
            there = (week + timedelta(n) for week in weeks)
            masks[f"{window}{n + 1}"] = [int(begins <= day <= ends and is_in(day)) for day in there]
    return masks


def _add(child: Child, sums: list[int], part_time: Iterable[date]) -> None:
    recent, before, year = (Tally(one % MISSED, one // MISSED) for one in sums)
    child.recent, child.before, child.year = child.recent + recent, child.before + before, child.year + year
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
