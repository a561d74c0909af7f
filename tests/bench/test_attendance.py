"""Goal 18: a school's day of attendance, and a city's school after school, against a raw COPY of the same marks."""

import csv
import io
import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.db import connections, transaction

from agencies.acting import bounds
from agencies.directory.models import Agency, Authority
from agencies.machines.access import machine_for
from agencies.machines.models import MisClient
from agencies.people.models import Person
from agencies.policy import Kind
from referrals.attendance import actions
from referrals.attendance.facts import Line
from referrals.attendance.models import AttendanceWeek
from tests.bench.ruler import TIMES, Measure, measure
from tests.people import make_agencies

SCHOOLS, PUPILS = 93, 1000
AT = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)
DAYS = [date(2026, 9, 7) + timedelta(n) for n in range(82) if n % 7 < 5]
"""Weekdays of the autumn, each sent once: of five the first makes a week's rows, and four write on them."""
ROWS = """
insert into referrals_pupil (reference, authority_id, given_name, family_name, known_as, born_on, added_at, version)
select 'B' || lpad(n::text, 10, '0'), %(authority)s, 'A', 'B' || n, '', '2013-03-04', now(), 1
from generate_series(1, %(pupils)s * cardinality(%(schools)s)) n;
insert into referrals_enrolment (authority_id, pupil_id, school_id, starts_on, kind, form)
select authority_id, id, (%(schools)s)[1 + (substr(reference, 2)::int - 1) / %(pupils)s], '2025-09-01', 'main', ''
from referrals_pupil where reference like 'B0%%';
insert into referrals_externalid (authority_id, school_id, system_id, value, pupil_id, upn, is_upn_elsewhere, made_at)
select p.authority_id, e.school_id, c.id, p.reference, p.id, '', false, now() from referrals_pupil p
    join referrals_enrolment e on e.pupil_id = p.id join agencies_misclient c on c.agency_id = e.school_id
where p.reference like 'B0%%';
create table bare (place int, value text, day date, am text, pm text, primary key (value, day));
grant all on bare to public;
analyze referrals_pupil; analyze referrals_enrolment; analyze referrals_externalid
"""


def fill() -> list[Agency]:
    """A city: its schools, each with a system that knows its pupils."""
    with transaction.atomic():
        city = Authority.objects.create(code="990", name="City")
        schools = make_agencies([(city, Kind.SCHOOL, f"City School {n}") for n in range(SCHOOLS)])
        made = {"made_by": Person.objects.create(email="b@city.test", name="B"), "secret_made_at": AT, "scopes": []}
        at = {"made_at": AT, "expires_at": AT + timedelta(400)}
        MisClient.objects.bulk_create(MisClient(agency=one, name="MIS", **made, **at) for one in schools)
    with connections["owner"].cursor() as cursor:
        of = {"authority": city.pk, "pupils": PUPILS, "schools": [one.pk for one in schools]}
        cursor.execute(ROWS, of)
    return schools


def _copy(number: int, day: date) -> None:
    """What nothing can beat that keeps one row a child and day: no policy, no check, one key."""
    buffer, first = io.StringIO(), number * PUPILS + 1
    csv.writer(buffer).writerows((n, f"B{n:010}", day, "/", "\\") for n in range(first, first + PUPILS))
    buffer.seek(0)
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.copy_expert("copy bare from stdin (format csv)", buffer)


def _send(school: Agency, number: int, day: date) -> int:
    """A school's day as its system sends it, in a transaction of its own."""
    first = number * PUPILS + 1
    lines = [Line(n, f"B{n:010}", "/", "\\") for n in range(first, first + PUPILS)]
    with transaction.atomic(), bounds.within([school.authority_id]):
        system = machine_for(MisClient.objects.select_related("agency").get(agency=school))
        kept = actions.keep_attendance(day, lines, seat=system.seats[0], by=system, at=AT)
    assert (kept.new, kept.faults) == (2 * PUPILS, [])
    return kept.new


def goals(_: Path) -> Iterator[Measure]:
    """A day after the other, so that each round writes what was not there."""
    schools = fill()
    for name, many, times in (("18.school", 1, TIMES), ("18.city", SCHOOLS, min(TIMES, 5))):
        floors, days = itertools.cycle(DAYS), iter(DAYS)

        def floor(days: Iterator[date] = floors, many: int = many) -> None:
            day = next(days)
            for n in range(many):
                _copy(n, day)

        def action(days: Iterator[date] = days, many: int = many) -> None:
            day = next(days)
            assert sum(_send(one, n, day) for n, one in enumerate(schools[:many])) == 2 * PUPILS * many

        yield measure(name, floor, action, times=times, rows=many * PUPILS)
        with connections["owner"].cursor() as cursor:
            cursor.execute("truncate bare; truncate referrals_attendanceweek")
    assert not AttendanceWeek.objects.exists()
