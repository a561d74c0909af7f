"""A child's year of attendance in the midst of a country's: one walk of the key in each part of the table."""

from datetime import date

import pytest
from django.db import connection

from agencies.acting import bounds
from agencies.policy import Act
from referrals import door
from referrals.attendance.access import attendance_of
from referrals.attendance.models import AttendanceWeek
from tests.country.reading import reading
from tests.people import AT, Cast

WEEKS = """
insert into referrals_attendanceweek (pupil_id, school_id, authority_id, week, am_1, pm_1)
select e.pupil_id, e.school_id, e.authority_id, date '2026-09-07' + 7 * n, '/', '/'
from referrals_enrolment e, generate_series(0, 7) n on conflict do nothing
"""
FIRST, LAST = date(2025, 7, 28), date(2027, 7, 31)


@pytest.mark.parametrize("name", ["amara", "sandra"])
def test_a_childs_years_are_one_walk_of_the_key(country: Cast, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(WEEKS)
        assert cursor.rowcount > 100_000
    actor = country.actor(name)
    bounds.enter(actor, AT)
    reads_of = door.within(AttendanceWeek, actor, Act.SEE_ATTENDANCE)
    pupil = reads_of.values_list("pupil_id", flat=True)[0]
    with reading() as reads:
        _, found, _ = attendance_of(actor, pupil, FIRST, LAST)
    assert len(found) == 8
    nodes = [one for read in reads for one in read.nodes if one.get("Relation Name") == "attendance_2026"]
    assert nodes
    for one in nodes:
        assert one["Node Type"] in ("Index Scan", "Bitmap Heap Scan", "Index Only Scan")
        assert one["Actual Rows"] + one.get("Rows Removed by Filter", 0) <= 8
    assert len(reads) == 1
