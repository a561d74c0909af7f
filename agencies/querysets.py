"""The adjectives of the ground floor, and the one turn of the key that every state goes through."""

from datetime import date, datetime
from typing import Any, Self, TypeVar

from django.db.models import DateTimeField, F, Func, Model, Q, QuerySet

_M = TypeVar("_M", bound=Model, covariant=True)
Instant = datetime | Func


class RequestClock(Func):
    """The instant of this request as the database knows it: the function that guardian's view reads too."""

    function = "inclusion_at"
    output_field = DateTimeField()


class Turning(QuerySet[_M]):
    """Records with a state that moves by compare-and-set."""

    def turn(self, pk: int, old: str, new: str, **fields: Any) -> bool:
        """Move one record from `old` to `new`; False when someone was first and nothing changed."""
        return self.filter(pk=pk, state=old).update(state=new, version=F("version") + 1, **fields) == 1


class Seats(QuerySet[_M]):
    """Seats by date."""

    def live(self, at: Instant) -> Self:
        """Seats that have begun and not ended."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at, agency__closed_at=None)


class Deliveries(QuerySet[_M]):
    """Letters on their way to one person by one channel."""

    def waiting(self, at: datetime) -> Self:
        """Those whose time has come and whose lease, if any, has run out."""
        return self.filter(Q(lease_until=None) | Q(lease_until__lte=at), state="waiting", not_before__lte=at)

    def unread(self) -> Self:
        """Inbox letters nobody opened yet."""
        return self.filter(channel="inbox", state="sent", read_at=None)


DATED_SETS = ("exclusion_reason",)
"""Sets whose source mixes the codes of several years: of these a code without a first day does not hold yet."""


class Codes(QuerySet[_M]):
    """Codes of the national sets by date."""

    def on(self, code_set: str, day: date) -> Self:
        """The codes of a set that hold on a day, in the set's own order."""
        begun = Q(starts_on__lte=day) | Q(starts_on=None) & ~Q(code_set__in=DATED_SETS)
        return self.filter(begun, Q(ends_on=None) | Q(ends_on__gte=day), code_set=code_set).order_by("position", "code")
