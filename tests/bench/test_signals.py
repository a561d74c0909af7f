"""The night of the early signs: a city's schools one after the other, against a plain scan of the same marks."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from django.db import connections, transaction

from agencies.acting import bounds
from agencies.calendar.models import TermDate
from agencies.directory.models import Agency
from interventions.signals import actions
from interventions.signals.models import Signal
from tests.bench.ruler import TIMES, Measure, measure
from tests.bench.test_attendance import PUPILS, fill

AT = datetime(2026, 12, 18, 3, 0, tzinfo=UTC)
TERMS = [(date(2026, 1, 6), date(2026, 7, 22))]
FEW = 10
MARKS = """
insert into referrals_attendanceweek (pupil_id, school_id, authority_id, week,
    am_1, pm_1, am_2, pm_2, am_3, pm_3, am_4, pm_4, am_5, pm_5)
select e.pupil_id, e.school_id, e.authority_id, week,
    case when (e.pupil_id + n) %% 9 = 0 then 'I' else '/' end, '\\',
    case when e.pupil_id %% 17 = 0 and n > 36 then 'O' else '/' end, '\\',
    case when e.pupil_id %% 17 = 0 and n > 36 then 'O' else '/' end, '\\',
    '/', case when (e.pupil_id + n) %% 13 = 0 then 'M' else '\\' end, '/', '\\'
from referrals_enrolment e
cross join lateral generate_series(0, 40) n
cross join lateral (select (date '2026-03-02' + 7 * n) as week) of
where e.school_id = any(%(schools)s);
analyze referrals_attendanceweek
"""
"""Forty-one weeks of a city; one child in seventeen comes less since the last ones."""
SCAN = """
select sum((am_1 <> '')::int + (pm_1 <> '')::int + (am_2 <> '')::int + (pm_2 <> '')::int + (am_3 <> '')::int
    + (pm_3 <> '')::int + (am_4 <> '')::int + (pm_4 <> '')::int + (am_5 <> '')::int + (pm_5 <> '')::int)
from referrals_attendanceweek where school_id = any(%s)
"""
"""What nothing can beat that looks at each mark: no child, no calendar, no code."""


def goals(_: Path) -> Iterator[Measure]:
    """All that stand are found in the first night; each after it finds them again and writes nothing."""
    schools = fill()
    with connections["owner"].cursor() as cursor:
        cursor.execute(MARKS, {"schools": [one.pk for one in schools]})
    TermDate.objects.bulk_create(
        TermDate(agency=school, first_on=a, last_on=b, kind="term") for school in schools for a, b in TERMS
    )
    for name, some in (("signals.few", schools[:FEW]), ("signals.city", schools)):
        _night(some)

        def floor(some: list[Agency] = some) -> None:
            with connections["owner"].cursor() as cursor:
                cursor.execute(SCAN, [[one.pk for one in some]])

        def action(some: list[Agency] = some) -> None:
            assert _night(some) == 0

        yield measure(name, floor, action, times=min(TIMES, 5), rows=len(some) * PUPILS)
    assert Signal.objects.filter(rule="SG5").count() > PUPILS
    with connections["owner"].cursor() as cursor:
        cursor.execute("truncate interventions_signal, interventions_signalrun; truncate referrals_attendanceweek")


def _night(schools: list[Agency]) -> int:
    """How many began or ended."""
    changed = 0
    for school in schools:
        with transaction.atomic(), bounds.within([school.authority_id]):
            changed += sum(actions.work_out_signals(school, AT))
    return changed
