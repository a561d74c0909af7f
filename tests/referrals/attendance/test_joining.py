"""Marks of a child whose two records became one, and were parted again; and whether next year has a place."""

from datetime import date, timedelta

import pytest
from django.core.checks import CheckMessage
from django.db import connections

from referrals.arrivals import actions as arrivals
from referrals.arrivals.models import Arrival
from referrals.arrivals.states import Outcome
from referrals.attendance import checks
from referrals.attendance.models import AttendanceCorrection, AttendanceSum, AttendanceWeek
from referrals.pupils.models import Pupil
from tests.arriving import FRIDAY, add, known
from tests.attendance import sums
from tests.machines import known_system
from tests.people import AT, Cast, set_clock

LATER = AT + timedelta(minutes=5)
WEEK, OLD = date(2026, 11, 16), date(2024, 11, 4)


def week(cast: Cast, pupil: Pupil, school: str, **marks: str) -> None:
    AttendanceWeek.objects.create(pupil=pupil, school=getattr(cast, school), week=WEEK, **marks)


def weeks(pupil: Pupil) -> list[tuple[str, str, str, str]]:
    rows = AttendanceWeek.objects.filter(pupil=pupil).order_by("school__name")
    return list(rows.values_list("school__name", "am_1", "pm_1", "am_2"))


@pytest.mark.django_db
@pytest.mark.usefixtures("stopped")
def test_marks_go_with_the_child_and_back_with_the_school_that_sent_them(cast: Cast) -> None:
    known(cast, left_on=FRIDAY)
    own = add(cast, upn="B801200005001")
    week(cast, cast.kofi, "alder", am_1="/", pm_1="N")
    week(cast, own, "alder", pm_1="I", am_2="O")
    week(cast, own, "merrow", am_1="L")
    corrected = {"day": WEEK, "session": "AM", "code": "N", "replaced_at": AT}
    system = known_system(cast.merrow, cast.people["amara"])
    AttendanceCorrection.objects.create(pupil=own, school=cast.merrow, system=system, **corrected)
    for school, many in ((cast.alder, 1), (cast.merrow, 2)):
        of = {"pupil": own, "school": school, "week": OLD, "made_at": AT}
        AttendanceSum.objects.create(**of, **sums(attended=many))
    by = cast.actor("sandra")
    arrivals.settle_arrival(Arrival.objects.get(), outcome=Outcome.SAME, why="Rang.", left_on=FRIDAY, by=by, at=LATER)
    assert weeks(own) == []
    assert weeks(cast.kofi) == [("Alder Hythe School", "/", "I", "O"), ("Merrow Lane Primary", "L", "", "")]
    assert AttendanceCorrection.objects.get().pupil == cast.kofi
    assert {one.pupil for one in AttendanceSum.objects.all()} == {cast.kofi}
    set_clock(LATER)
    arrivals.part_records(Arrival.objects.get(), why="Twins.", by=by, at=LATER)
    assert weeks(cast.kofi) == [("Alder Hythe School", "/", "I", "O")]
    assert weeks(own) == [("Merrow Lane Primary", "L", "", "")]
    assert AttendanceCorrection.objects.get().pupil == own
    parted = {one.school: one.pupil for one in AttendanceSum.objects.all()}
    assert parted == {cast.alder: cast.kofi, cast.merrow: own}


def warned(*databases: str) -> list[CheckMessage]:
    return checks.next_year_is_there(databases=databases)


def test_a_check_warns_where_the_next_school_year_has_no_place(committed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    in_2026 = checks.NEXT.replace("current_date", "date '2026-11-30'")
    monkeypatch.setattr(checks, "NEXT", in_2026)
    assert warned("default") == []
    for day, is_warned in (("2026-07-31", False), ("2027-07-31", False), ("2028-07-31", False), ("2099-08-01", True)):
        monkeypatch.setattr(checks, "NEXT", in_2026.replace("2026-11-30", day))
        assert bool(warned("default")) is is_warned, day
    monkeypatch.setattr(checks, "NEXT", in_2026)
    with connections["owner"].cursor() as cursor:
        cursor.execute("drop table attendance_2027")
        assert [one.id for one in warned("default")] == ["inclusion.W001"]
        cursor.execute("call attendance_add_years(2025, 4)")
        assert warned("default") == []
        cursor.execute("select count(*) from pg_policies where tablename = 'attendance_2027'")
        assert cursor.fetchone() == (2,)
    assert warned() == []
    connections.close_all()
