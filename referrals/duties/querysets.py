"""Duties by date."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self, TypeVar

from django.db import connection
from django.db.models import F, Model, Q

from agencies.acting.querysets import Transitioning

_M = TypeVar("_M", bound=Model, covariant=True)

OWED = Q(state__in=["open", "stopped"])
OF_OTHERS = OWED & ~Q(agency=F("school"))
"""What is owed on a case by another than its school."""

EVERYBODYS = ["look_at_concern_very", "record_call", "answer_handed"]
WORRIED = OWED & Q(rule__in=EVERYBODYS)
"""What stands first in My work, and is rare."""


SHIFT = """
update referrals_duty as duty
set due_on = new.due_on, due_at = new.due_at, why = new.why, pauses = new.pauses, shifts = new.shifts,
    version = duty.version + 1
from unnest(%s::bigint[], %s::date[], %s::timestamptz[], %s::text[], %s::jsonb[], %s::jsonb[])
    as new (id, due_on, due_at, why, pauses, shifts)
where duty.id = new.id
"""
"""One statement for all: of 20,000 rows Django's own would be forty, each with thousands of conditions."""
STEPS = """
insert into referrals_dutystep (duty_id, authority_id, name, tells, at, why)
select *, '' from unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::timestamptz[])
on conflict (duty_id, name) do update set tells = excluded.tells, at = excluded.at, posted_at = null, why = ''
"""
Rung = tuple[int, int, str, str, datetime]
"""Of which duty and authority, its name, whom it tells, and when."""


class Duties(Transitioning[_M]):
    """Duties by date: *due* and *overdue* are read, never stored."""

    def owed(self) -> Self:
        """Those somebody still owes, their clock running or stopped."""
        return self.filter(OWED)

    def in_days_of(self, school_id: int) -> Self:
        """Owed ones that hang on a case of this school, or that it owes on no case: they go by its days."""
        own = OWED & Q(agency_id=school_id) & (Q(school_id=school_id) | Q(case=None))
        return self.filter(own | OF_OTHERS & Q(school_id=school_id))

    def keep_shifted(self, duties: Sequence[Any]) -> None:
        """Write what a changed calendar changed of these, all at once."""
        columns = zip(*(_shifted(duty) for duty in duties), strict=True)
        with connection.cursor() as cursor:
            cursor.execute(SHIFT, [list(column) for column in columns])

    def keep_rungs(self, rungs: Sequence[Rung]) -> None:
        """Plan these, all at once; one of that name that was there is to be told again."""
        with connection.cursor() as cursor:
            cursor.execute(STEPS, [list(column) for column in zip(*rungs, strict=True)])

    def overdue(self, at: datetime) -> Self:
        """Open ones whose time has passed."""
        return self.filter(state="open", due_at__lte=at)


def _shifted(duty: Any) -> tuple[object, ...]:
    return duty.pk, duty.due_on, duty.due_at, duty.why, json.dumps(duty.pauses), json.dumps(duty.shifts)
