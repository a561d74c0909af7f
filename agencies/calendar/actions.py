"""A school's terms and INSET days are written, a school year at a time."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from agencies.acting.doing import Doing, done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone
from agencies.actors import Actor
from agencies.calendar.facts import SchoolYear, rows_of
from agencies.calendar.models import TermDate
from agencies.calendar.states import State
from agencies.directory.models import Agency
from agencies.policy import Act
from agencies.schoolday import Row


@transaction.atomic
def keep_year(one: SchoolYear, rows: Iterable[Row], *, by: Actor, at: datetime) -> dict[str, Any]:
    """Keep these terms and INSET days for the school year, in place of those it had; closures stay.

    Gives what the trail keeps of it: how many rows, and how many clocks of the school moved.
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
    facts = {"year": one.year, "rows": len(new)}
    done(Doing(Act.KEEP_YEAR, by, at, "agency", one, facts=facts, is_counted=True))
    return facts
