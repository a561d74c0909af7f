"""Old marks: those older than the last school year become sums by week, and after the council's years all goes."""

import logging
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from agencies.acting import bounds
from agencies.acting.doing import Doing, done
from agencies.acting.lives import leads_to
from agencies.actors import SERVICE
from agencies.calendar.facts import span_of
from agencies.directory.models import Agency, Authority
from agencies.outbox import actions as outbox
from agencies.outbox.models import Sweep
from agencies.policy import Act
from agencies.schoolday import local_day, local_instant, school_year
from agencies.settings.facts import limits_on
from agencies.settings.words import MARKS_YEARS, YEARS_WORDS
from referrals.attendance.codes import Counts, codes
from referrals.attendance.counting import ILL, monday
from referrals.attendance.models import HALVES
from referrals.attendance.states import State
from referrals.pupils.turns import beside_sendings

log = logging.getLogger(__name__)
AT_NIGHT = 3
"""The hour from which each council's old marks are looked at, once a day."""
BATCH = 20_000
"""Weeks of one batch: three seconds, where a task may take a minute."""
UNDOABLE = timedelta(31)
"""So long after two records became one each is held as it was: for 30 days they can be two again."""
SEEN_TO = "round_off_attendance_of_{}"
OLD = """
select w.pupil_id, w.week, w.school_id from public.referrals_attendanceweek w
where w.authority_id = %(authority)s and w.week < %(last_year)s and not exists (
    select from public.referrals_case c where c.pupil_id = w.pupil_id and c.school_id = w.school_id
) and not exists (
    select from public.referrals_weekbefore b join public.referrals_merge m on m.id = b.merge_id
    where b.pupil_id = w.pupil_id and b.week = w.week and b.school_id = w.school_id
        and (m.state = 'dividing' or m.decided_at > %(undoable)s)
)
"""
"""Weeks of marks that are to be sums: of a child without a case there, and of no two records that can be two again."""
ENDED = {
    "attendanceweek": ("pupil_id, week, school_id", "week"),
    "attendancesum": ("id", "week"),
    "attendancecorrection": ("id", "day"),
    "weekbefore": ("id", "week"),
}
"""What goes in the end: each table with its key, and with what it is dated by."""
TOO_OLD = """
select {key} from public.referrals_{table} where authority_id = %(authority)s and {dated} < %(gone)s
"""
END = "delete from public.referrals_{table} where ({key}) in ({which} and school_id = %(school)s limit %(batch)s)"
ROUND_OFF = """
with gone as (
    delete from public.referrals_attendanceweek
    where (pupil_id, week, school_id) in ({old} and w.school_id = %(school)s limit %(batch)s)
    returning *
), corrected as (
    delete from public.referrals_attendancecorrection c using gone g
    where c.pupil_id = g.pupil_id and c.school_id = g.school_id and c.day between g.week and g.week + 6
    returning 1
), before as (
    delete from public.referrals_weekbefore b using gone g
    where b.pupil_id = g.pupil_id and b.school_id = g.school_id and b.week = g.week
), codes as (
    select * from unnest(%(code)s::text[], %(starts_on)s::date[], %(ends_on)s::date[], %(counts)s::text[],
        %(is_late)s::boolean[]) as codes (code, starts_on, ends_on, counts, is_late)
), counted as (
    select g.authority_id, g.pupil_id, g.school_id, g.week, h.code, coalesce(k.counts, 'unknown') as counts, k.is_late
    from gone g
    cross join lateral (values {halves}) h (day, code)
    left join codes k on k.code = h.code
        and coalesce(k.starts_on <= h.day, true) and coalesce(k.ends_on >= h.day, true)
    where h.code <> ''
), kept as (
    insert into public.referrals_attendancesum (authority_id, pupil_id, school_id, week, made_at,
        attended, authorised, unauthorised, not_possible, unknown, late, late_after, ill)
    select authority_id, pupil_id, school_id, week, %(at)s,
        {classes},
        count(*) filter (where is_late and counts <> 'unauthorised'),
        count(*) filter (where is_late and counts = 'unauthorised'),
        count(*) filter (where code = %(ill)s and counts = 'authorised')
    from counted group by authority_id, pupil_id, school_id, week
)
select (select count(*) from gone), (select count(*) from corrected),
    (select min(week) from gone), (select max(week) from gone)
"""
"""One statement: the marks go with what they took the place of, and each counts in the sums as on its own day."""
STATEMENT = ROUND_OFF.format(
    old=OLD,
    halves=", ".join(f"(g.week + {n // 2}, g.{name})" for n, name in enumerate(HALVES)),
    classes=", ".join(f"count(*) filter (where counts = '{one}')" for one in Counts),
)
ANY_OF = "(select school_id from ({which} limit 1) any_of)"
WHICH = (*(TOO_OLD.format(key="school_id", table=name, dated=dated) for name, (_, dated) in ENDED.items()), OLD)
NEXT = " union all ".join(ANY_OF.format(which=which) for which in WHICH) + " limit 1"
"""A school of which something is to be rounded off, or to end."""


def round_off_what_is_due(at: datetime) -> list[int]:
    """The next school of a council whose night it is, and some of its old weeks: its council's key, while one is left.

    What was interrupted goes on where it was: a week is marks, or it is sums.
    """
    night = local_instant(local_day(at), AT_NIGHT)
    if at < night:
        return []
    seen_to = set(Sweep.objects.filter(ran_at__gte=night).values_list("name", flat=True))
    for authority in Authority.objects.order_by("pk").values_list("pk", flat=True):
        if SEEN_TO.format(authority) not in seen_to:
            with bounds.within([authority]):
                is_left = _round_off(authority, at)
            if not is_left:
                outbox.note_sweep(SEEN_TO.format(authority), at)
            return [authority]
    return []


def _round_off(authority: int, at: datetime) -> bool:
    """The same; a council whose marks can't be rounded off waits for the next night, and no other waits for it."""
    try:
        return round_off_attendance(authority, at)
    except Exception as why:  # noqa: BLE001  (whatever is wrong with one council, the others go on)
        log.error("the old marks of a council could not be rounded off: %s, %s", authority, type(why).__name__)
        return False


@transaction.atomic
def round_off_attendance(authority: int, at: datetime) -> bool:
    """Round off some old weeks of one school of the council, and end what is too old; whether there was any."""
    beside_sendings(authority)
    asked = _asked(authority, at)
    with connection.cursor() as cursor:
        cursor.execute(NEXT, asked)
        found = cursor.fetchone()
        if found is None:
            return False
        asked["school"] = found[0]
        facts = {}
        for table, (key, dated) in ENDED.items():
            which = TOO_OLD.format(key=key, table=table, dated=dated)
            cursor.execute(END.format(table=table, key=key, which=which), asked)
            facts[f"ended_{table}"] = cursor.rowcount
        cursor.execute(STATEMENT, asked)
        weeks, corrections, first, last = cursor.fetchone()
    said = {"weeks": weeks, "corrections": corrections, "first": first, "last": last, **facts}
    leads_to("attendance", State.KEPT, Act.ROUND_OFF_ATTENDANCE)
    in_trail = {name: f"{one}" if isinstance(one, date) else one for name, one in said.items() if one}
    done(Doing(Act.ROUND_OFF_ATTENDANCE, SERVICE, at, "agency", Agency.objects.get(pk=found[0]), facts=in_trail))
    return True


def _asked(authority: int, at: datetime) -> dict[str, Any]:
    today = local_day(at)
    rows = [row for group in codes().values() for row in group]
    return {
        "authority": authority,
        "at": at,
        "batch": BATCH,
        "undoable": at - UNDOABLE,
        "last_year": _first_week(span_of(school_year(today) - 1)[0]),
        "gone": _first_week(years_before(today, years_kept(authority, today))),
        "ill": ILL,
        **{name: [getattr(row, name) for row in rows] for name in ("code", "starts_on", "ends_on", "is_late")},
        "counts": [row.counts.value for row in rows],
    }


def years_kept(authority: int, today: date) -> int:
    """How many years marks and sums are kept: the council's own, and never fewer than the law has."""
    *_, least, _ = YEARS_WORDS[MARKS_YEARS]
    return max(int(dict(limits_on(authority, today)).get(MARKS_YEARS, least)), least)


def years_before(today: date, years: int) -> date:
    """The first day that is kept: so many years ago; of a 29th of February that was not there, the day after."""
    if (today.month, today.day) == (2, 29):
        return date(today.year - years, 2, 28) + timedelta(1)
    return today.replace(year=today.year - years)


def _first_week(day: date) -> date:
    """The Monday of the first week that has a school day on that day or later."""
    return monday(day + timedelta(2))
