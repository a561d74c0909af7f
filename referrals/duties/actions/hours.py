"""Between which hours a council's mail goes: the digest at their beginning, and who asked for calm none outside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from agencies.schoolday import LONDON, WorkingCalendar, local_day, local_instant
from agencies.settings.models import Setting
from agencies.settings.words import FROM_HOUR, HOURS, UNTIL_HOUR


@dataclass(frozen=True, slots=True)
class Hours:
    """Of a working day, in London."""

    begins: int = HOURS[FROM_HOUR]
    ends: int = HOURS[UNTIL_HOUR]

    def holds(self, at: datetime, working: WorkingCalendar) -> bool:
        """Whether it is working time."""
        return self.begins <= at.astimezone(LONDON).hour < self.ends and working.is_working_day(local_day(at))

    def next_begin(self, at: datetime, working: WorkingCalendar) -> datetime:
        """When the next digest goes."""
        today = local_day(at)
        is_before = working.is_working_day(today) and at.astimezone(LONDON).hour < self.begins
        return local_instant(today if is_before else working.add_working_days(today, 1), self.begins)


def hours_of(authorities: Iterable[int], on: date) -> dict[int, Hours]:
    """Those of each of these councils, as they have set them: one query."""
    every = set(authorities)
    rows = Setting.objects.filter(authority_id__in=every, name__in=HOURS, starts_on__lte=on)
    own = {(row.authority_id, row.name): row.value for row in rows.order_by("starts_on", "id")}
    return {one: Hours(*(own.get((one, name), default) for name, default in HOURS.items())) for one in every}
