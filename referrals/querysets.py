"""The adjectives of pupils, cases, shares and duties; none of them knows who is asking."""

from datetime import date, datetime
from typing import Self, TypeVar

from django.db.models import BooleanField, F, Func, Model, OuterRef, Q, QuerySet, TextField, Value

from agencies.querysets import Instant, Turning

_M = TypeVar("_M", bound=Model, covariant=True)


class NameKey(Func):
    """Lower-case, accent-free names for search; the immutable SQL function of the first migration."""

    function = "name_key"


class Contains(Func):
    """True where the section is among the sections: `section = ANY(sections)`."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def key_of(text: str) -> Func:
    """The search key of what somebody typed, worked out by the same rule as the column."""
    return Func(Value(text, output_field=TextField()), function="plain_text", output_field=TextField())


class Pupils(QuerySet[_M]):
    """Pupils by name and roll."""

    def named(self, text: str) -> Self:
        """Those in whose names every typed word occurs, whatever the accents or order."""
        found = self
        for word in text.split()[:5]:
            found = found.filter(name_key__contains=key_of(word))
        return found


class Enrolments(QuerySet[_M]):
    """Places on a roll by date."""

    def on(self, day: date | Func) -> Self:
        """Those that hold on this day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class Cases(Turning[_M]):
    """Cases by state."""

    def open(self) -> Self:
        """Those not closed."""
        return self.exclude(state="closed")


class Shares(QuerySet[_M]):
    """Shares by date; the dates alone decide, no job has to run."""

    def standing(self, at: Instant) -> Self:
        """Not ended, withdrawn, declined or replaced: offered, to begin or live."""
        return self.filter(closed_at=None, withdrawn_at=None, declined_at=None, ends_at__gt=at)

    def live(self, at: Instant) -> Self:
        """Accepted, begun, not ended: what opens a case."""
        return self.standing(at).filter(accepted_at__isnull=False, starts_at__lte=at)

    def offered(self, at: Instant) -> Self:
        """Waiting for the receiver to accept the terms."""
        return self.standing(at).filter(accepted_at=None)

    def showing(self, section: OuterRef) -> Self:
        """Those whose sections include this one."""
        return self.filter(Contains(section, F("sections")))


class Duties(Turning[_M]):
    """Duties by date: *due* and *overdue* are read, never stored."""

    def owed(self) -> Self:
        """Those somebody still owes, their clock running or stopped."""
        return self.filter(state__in=["open", "stopped"])

    def overdue(self, at: datetime) -> Self:
        """Open ones whose time has passed."""
        return self.filter(state="open", due_at__lte=at)
