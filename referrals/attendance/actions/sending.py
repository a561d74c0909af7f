"""What a school's own system sends of a day's registers, and what becomes of marks where records become one."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from agencies.acting.doing import Doing, done, follows
from agencies.acting.lives import leads_to
from agencies.actors import Actor, SeatFacts
from agencies.directory.models import Agency
from agencies.machines.models import MisClient
from agencies.policy import Act
from agencies.schoolday import local_day
from referrals.attendance.codes import FORM, known_on
from referrals.attendance.comparing import compare
from referrals.attendance.counting import monday
from referrals.attendance.facts import DayThere, Line, Row, day_at
from referrals.attendance.models import HALVES, AttendanceCorrection, AttendanceSum, AttendanceWeek
from referrals.attendance.states import NotThatDay, State
from referrals.pupils.turns import beside_sendings

MAKE = """
create temporary table if not exists attendance_sent (place int, value text, am text, pm text) on commit delete rows;
truncate pg_temp.attendance_sent
"""
COPY = "copy pg_temp.attendance_sent from stdin (format csv)"
BY_IDS = """
select value, pupil_id, authority_id from public.referrals_externalid
where system_id = %(ids_of)s and school_id = %(school)s and pupil_id in (select pupil_id from there)
"""
BY_KEYS = """
select id::text as value, id as pupil_id, authority_id from public.referrals_pupil
where id in (select pupil_id from there)
"""
"""Who is meant by what was sent: by a system's own ids, or by the keys of children whom a file's page found."""
WRITE = """
with there as (
    select e.pupil_id from public.referrals_enrolment e where e.school_id = %(school)s
        and e.starts_on <= %(day)s and (e.ends_on is null or e.ends_on >= %(day)s)
), placed as materialized (
    select s.place, s.am, s.pm, x.pupil_id, x.authority_id, case
        when twice.value is not null then 'twice'
        when s.am is null and s.pm is null then 'required'
        when s.am !~ %(form)s then 'am'
        when s.pm !~ %(form)s then 'pm'
        when x.pupil_id is null then 'pupil' end as fault
    from pg_temp.attendance_sent s
    left join (select value from pg_temp.attendance_sent group by value having count(*) > 1) twice using (value)
    left join ({who}) x using (value)
), written as (
    insert into public.referrals_attendanceweek as stands (pupil_id, school_id, authority_id, week, {am}, {pm})
    select pupil_id, %(school)s, authority_id, %(week)s, coalesce(am, ''), coalesce(pm, '')
    from placed where fault is null
    on conflict (pupil_id, week, school_id) do update set
        {am} = case excluded.{am} when '' then stands.{am} else excluded.{am} end,
        {pm} = case excluded.{pm} when '' then stands.{pm} else excluded.{pm} end
    where excluded.{am} not in ('', stands.{am}) or excluded.{pm} not in ('', stands.{pm})
    returning new.pupil_id, new.authority_id, new.{am} as am, new.{pm} as pm,
        coalesce(old.{am}, '') as old_am, coalesce(old.{pm}, '') as old_pm
), replaced as (
    insert into public.referrals_attendancecorrection
        (authority_id, pupil_id, school_id, system_id, day, session, code, replaced_at)
    select authority_id, pupil_id, %(school)s, %(system)s, %(day)s, session, stood, %(at)s
    from written cross join lateral (values ('AM', old_am, am), ('PM', old_pm, pm)) half (session, stood, stands)
    where stood not in ('', stands)
    returning 1
)
select
    (select coalesce(json_agg(json_build_array(place, fault) order by place), '[]')
        from placed where fault is not null),
    (select coalesce(json_agg(json_build_array(place, session) order by place, session), '[]')
        from placed cross join lateral (values ('am', am), ('pm', pm)) half (session, code)
        where fault is null and code <> all(%(codes)s)),
    (select coalesce(sum((am <> '' and old_am = '')::int + (pm <> '' and old_pm = '')::int), 0) from written),
    (select count(*) from replaced),
    (select coalesce(sum(num_nonnulls(am, pm)), 0) from placed where fault is null)
"""
"""One statement under the policies: who is meant, what is wrong row by row, the marks, and what they took the place of.

Rows that say what stands already are not written.
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a sending, in half days.

    `faults`: what is wrong at which place, none of which is kept; `unknown`: where a code stands that is not known on
    that day; `there`: what the school's calendar says of it.
    """

    new: int
    changed: int
    same: int
    faults: list[tuple[int, str]]
    unknown: list[tuple[int, str]]
    there: DayThere


@dataclass(slots=True)
class Taken:
    """What became of a file, in half days; `left_out`: lines that could not be taken."""

    new: int = 0
    changed: int = 0
    same: int = 0
    left_out: int = 0
    unknown: int = 0

    def add(self, new: int, changed: int, named: int, faults: int, unknown: int) -> None:
        """A day of it."""
        self.new, self.changed, self.same = self.new + new, self.changed + changed, self.same + named - new - changed
        self.left_out, self.unknown = self.left_out + faults, self.unknown + unknown

    @property
    def in_trail(self) -> dict[str, int]:
        """As the line of a sending has it."""
        return {"new": self.new, "changed": self.changed, "refused": self.left_out, "unknown": self.unknown}


@transaction.atomic
def keep_attendance(day: date, lines: Iterable[Line], *, seat: SeatFacts, by: Actor, at: datetime) -> Outcome:
    """Keep the marks of a day of the seat’s school, in place of those it had of the half days that are named.

    What stood before a mark is kept beside it; a row that is wrong hinders no other, and the same sent again writes
    nothing. `NotThatDay` where that day has no marks.
    """
    leads_to("attendance", State.KEPT, Act.KEEP_ATTENDANCE)
    school = Agency.objects.get(pk=seat.agency_id)
    there = day_at(school.pk, day, local_day(at))
    if there.refused:
        raise NotThatDay(there.refused)
    client = MisClient.objects.get(reference=by.client)
    beside_sendings(school.authority_id)
    ids = {"school": school.pk, "system": client.pk, "ids_of": client.ids_of_id or client.pk}
    faults, unknown, new, changed, named = _write(day, lines, {**ids, "at": at})
    outcome = Outcome(new, changed, named - new - changed, faults, unknown, there)
    if new or changed:
        counts = {"new": new, "changed": changed, "refused": len(faults), "unknown": len(unknown)}
        facts = {"day": day.isoformat(), **counts, **there.in_trail}
        done(Doing(Act.KEEP_ATTENDANCE, by, at, "agency", school, facts=facts))
    return outcome


@transaction.atomic
def take_attendance(rows: Iterable[Row], *, seat: SeatFacts, by: Actor, at: datetime) -> Taken:
    """Keep the marks of a file of the seat’s school, beside what stands now: each day by the statement of a sending.

    Two files of a school are taken one after the other; what stands already is not written, and leaves no line.
    """
    leads_to("attendance", State.KEPT, Act.TAKE_ATTENDANCE)
    beside_sendings(seat.authority_id)
    school = Agency.objects.select_for_update(no_key=True).get(pk=seat.agency_id)
    registers, taken = compare(rows, school.pk, local_day(at)), Taken()
    taken.left_out = len(registers.faults)
    ids = {"school": school.pk, "system": None, "at": at}
    for day, lines in sorted(registers.days.items()):
        faults, unknown, new, changed, named = _write(day, lines, ids, BY_KEYS)
        taken.add(new, changed, named, len(faults), len(unknown))
    if taken.new or taken.changed:
        days = sorted(registers.days)
        facts = {"days": len(days), "first": days[0].isoformat(), "last": days[-1].isoformat(), **taken.in_trail}
        done(Doing(Act.TAKE_ATTENDANCE, by, at, "agency", school, facts=facts))
    return taken


def _write(day: date, lines: Iterable[Line], whose: dict[str, Any], who: str = BY_IDS) -> Any:
    am, pm = (f"{half}_{day.isoweekday()}" for half in ("am", "pm"))
    with connection.cursor() as cursor:
        cursor.execute(MAKE)
        cursor.copy_expert(COPY, _as_csv(lines))
        cursor.execute("analyze pg_temp.attendance_sent")
        asked = {**whose, "day": day, "week": monday(day), "form": FORM, "codes": known_on(day)}
        cursor.execute(WRITE.format(am=am, pm=pm, who=who), asked)
        return cursor.fetchone()


def _as_csv(lines: Iterable[Line]) -> io.StringIO:
    """What is not named is an empty cell, which COPY reads as null."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows(lines)
    buffer.seek(0)
    return buffer


@follows(Act.JOIN_RECORDS)
def join_attendance(doing: Doing) -> None:
    """The marks go with the child into the one record; of a half day that both have, the one that came holds."""
    came = AttendanceWeek.objects.filter(pupil=doing.record.pupil_id)
    there = AttendanceWeek.objects.filter(pupil=doing.pupil)
    _become_one(list(came), {(one.week, one.school_id): one for one in there})
    came.update(pupil=doing.pupil)
    for model in (AttendanceCorrection, AttendanceSum):
        model._default_manager.filter(pupil=doing.record.pupil_id).update(pupil=doing.pupil)


def _become_one(came: list[AttendanceWeek], there: dict[tuple[date, int], AttendanceWeek]) -> None:
    for one in came:
        if (other := there.get((one.week, one.school_id))) is not None:
            marks = {name: getattr(one, name) or getattr(other, name) for name in HALVES}
            AttendanceWeek.objects.filter(pk=one.pk).update(**marks)
            other.delete()


@follows(Act.PART_RECORDS)
def part_attendance(doing: Doing) -> None:
    """What the new school sent goes with its own record again."""
    for model in (AttendanceWeek, AttendanceCorrection, AttendanceSum):
        own = model._default_manager.filter(pupil=doing.pupil, school=doing.record.school_id)
        own.update(pupil=doing.record.pupil_id)
