"""The database's own clock, and the one transition that every stored state goes through."""

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import DateTimeField, F, Func, Model, QuerySet

_M = TypeVar("_M", bound=Model, covariant=True)
Instant = datetime | Func


class RequestClock(Func):
    """The instant of this request as the database knows it: the function that guardian's view reads too."""

    function = "inclusion_at"
    output_field = DateTimeField()


class Transitioning(QuerySet[_M]):
    """Records with a state that moves by compare-and-set."""

    def transition(self, pk: int, old: str, new: str, **fields: Any) -> bool:
        """Move one record from `old` to `new`; False when someone was first and nothing changed."""
        return self.filter(pk=pk, state=old).update(state=new, version=F("version") + 1, **fields) == 1
