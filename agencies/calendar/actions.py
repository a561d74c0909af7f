"""A school's terms and INSET days are written, a school year at a time."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone
from agencies.actors import Actor
from agencies.calendar.facts import SchoolYear, rows_of
from agencies.calendar.models import TermDate
from agencies.calendar.states import State
from agencies.directory.models import Agency
from agencies.policy import Act
from agencies.schoolday import Row
from agencies.trail import actions as trail


@transaction.atomic
def keep_year(one: SchoolYear, rows: Iterable[Row], *, by: Actor, at: datetime) -> None:
    """Keep these terms and INSET days for the school year, in place of those it had.

    Closures stay. Dates that were worked out before stay as they were.
    """
    leads_to("year", State.KNOWN, Act.KEEP_YEAR)
    school = Agency.objects.select_for_update(no_key=True).get(pk=one.school.pk)
    old, new = rows_of(one), set(rows)
    if {Row(row.first_on, row.last_on, row.kind, row.label) for row in old} == new:
        raise AlreadyDone(one)
    old.delete()
    TermDate.objects.bulk_create(
        TermDate(agency=school, first_on=row.first, last_on=row.last, kind=row.kind, label=row.label)
        for row in sorted(new)
    )
    seat = by.seat_at(school.pk) or next(iter(by.seats), None)
    facts = {"year": one.year, "rows": len(new)}
    trail.write(Act.KEEP_YEAR, by=by, at=at, on=("agency", school.reference), seat=seat, facts=facts)
