"""The database's own clock, and the one transition that every stored state goes through."""

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import (
    BooleanField,
    Case,
    DateTimeField,
    F,
    Field,
    ForeignKey,
    Func,
    Lookup,
    Model,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

_M = TypeVar("_M", bound=Model, covariant=True)
Instant = datetime | Func


class RequestClock(Func):
    """The instant of this request as the database knows it: the function that guardian's view reads too."""

    function = "inclusion_at"
    output_field = DateTimeField()


class Probe(Subquery):
    """Whether one row is there: a look by its key for each row that is walked.

    An EXISTS PostgreSQL may turn into a join, and by a wrong guess read all of both tables before the first row.
    """

    template = "(%(subquery)s) IS NOT NULL"
    output_field = BooleanField()

    def __init__(self, found: QuerySet[Any], **key: Any) -> None:
        super().__init__(found.filter(**key).order_by().values("pk")[:1])


ALWAYS = ~Q(pk__in=[])


def unguessed(condition: Q) -> Q:
    """The condition as a value: of how many rows it holds PostgreSQL makes no guess.

    Where a list walks an index, a guess of fewer rows than a page makes it read all there are, and sort them.
    """
    so = Case(When(condition or ALWAYS, then=Value(True)), default=Value(False), output_field=BooleanField())
    return Q(so)


class Transitioning(QuerySet[_M]):
    """Records with a state that moves by compare-and-set."""

    def transition(self, pk: int, old: str, new: str, **fields: Any) -> bool:
        """Move one record from `old` to `new`; False when someone was first and nothing changed."""
        return self.filter(pk=pk, state=old).update(state=new, version=F("version") + 1, **fields) == 1


@ForeignKey.register_lookup
@Field.register_lookup
class Among(Lookup):
    """Whether a column is one of a tuple that is not empty: one value, so that its length is no part of a statement."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The tuple is the driver's to write."""
        sql, params = self.process_lhs(compiler, connection)
        return f"{sql} in %s", (*params, self.rhs)
