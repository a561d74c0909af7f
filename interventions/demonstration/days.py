"""Instants of the demonstration, counted back from today in the days of a school or of an office."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from agencies.schoolday import LONDON, SchoolCalendar, WorkingCalendar, local_day

JUST_NOW = timedelta(minutes=5)


@dataclass(frozen=True)
class Days:
    """The clock of the stories. Nothing happens after `now`, whatever the hour at which the demonstration is made."""

    now: datetime
    schools: Mapping[str, SchoolCalendar]
    offices: WorkingCalendar

    @property
    def today(self) -> date:
        """The day in London."""
        return local_day(self.now)

    def today_at(self, clock: str) -> datetime:
        """Today at an hour such as "9:12"."""
        return self._at(self.today, clock)

    def school(self, key: str, n: int, clock: str) -> datetime:
        """The nth school day before today, of the setting with this key; n from 1."""
        return self._at(self.schools[key].arguable_notice(self.today, n), clock)

    def office(self, n: int, clock: str) -> datetime:
        """The nth working day before today; 0 is today."""
        return self._at(self.offices.working_days_before(self.today, n), clock)

    def until(self, days: int) -> date:
        """The day so many days from today, or before it."""
        return self.today + timedelta(days)

    def _at(self, day: date, clock: str) -> datetime:
        hour, minute = clock.split(":")
        local = datetime.combine(day, time(int(hour), int(minute)), LONDON)
        return min(local.astimezone(UTC), self.now - JUST_NOW)
