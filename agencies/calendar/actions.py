"""A school's terms and INSET days are written, a school year at a time."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from agencies.acting.doing import Doing, done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone
from agencies.actors import Actor
from agencies.calendar.facts import SchoolYear, as_json, kept_rows, rows_of, versions_of
from agencies.calendar.models import TermDate, YearVersion
from agencies.calendar.states import State
from agencies.directory.models import Agency
from agencies.policy import Act
from agencies.schoolday import Row


@transaction.atomic
def keep_year(one: SchoolYear, rows: Iterable[Row], *, by: Actor, at: datetime) -> dict[str, Any]:
    """Keep these terms and INSET days for the school year, in place of those it had; closures stay.

    What stood before any version was kept becomes the first one. Gives what the trail keeps of it: which version, how
    many rows, and how many clocks of the school moved.
    """
    leads_to("year", State.KNOWN, Act.KEEP_YEAR)
    school = Agency.objects.select_for_update(no_key=True).get(pk=one.school.pk)
    old, new = kept_rows(one), set(rows)
    if set(old) == new:
        raise AlreadyDone(one)
    rows_of(one).delete()
    TermDate.objects.bulk_create(
        TermDate(agency=school, first_on=row.first, last_on=row.last, kind=row.kind, label=row.label)
        for row in sorted(new)
    )
    facts = {"year": one.year, "version": _keep_version(one, old, new, by, at), "rows": len(new)}
    done(Doing(Act.KEEP_YEAR, by, at, "agency", one, facts=facts, is_counted=True))
    return facts


def _keep_version(one: SchoolYear, old: Iterable[Row], new: Iterable[Row], by: Actor, at: datetime) -> int:
    last = versions_of(one).last()
    ours = {"agency": one.school, "year": one.year}
    if last is None and old:
        last = YearVersion.objects.create(**ours, version=1, rows=as_json(old))
    version = last.version + 1 if last else 1
    whose = {"kept_by_id": by.person_id, "client": by.client, "kept_at": at}
    YearVersion.objects.create(**ours, version=version, rows=as_json(new), **whose)
    return version
