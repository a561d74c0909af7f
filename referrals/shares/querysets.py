"""Shares by date: the dates alone decide, no job has to run."""

from datetime import datetime
from typing import Any, Self, TypeVar

from django.db.models import BooleanField, F, Func, Model, Q, QuerySet
from django.db.models.functions import Least
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from agencies.acting.querysets import Instant
from agencies.policy import MATRIX, Level, reaching

_M = TypeVar("_M", bound=Model, covariant=True)


class Contains(Func):
    """True where the section is among the sections: `section = ANY(sections)`."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


OVER = Least("withdrawn_at", "ends_at", "left_at")
"""When a share ends or ended, unless it was replaced: withdrawn, by its date, or with the pupil’s leaving."""
ENDS_SO = Q(accepted_at__isnull=False) & (Q(closed_at=None) | Q(closed_at__gte=OVER))
AGREED = Q(held_at=None) | Q(agreed_at__isnull=False)
"""It needs no second person, or one has agreed: before, its receiver knows nothing of it."""
GIVES = Q(
    *(
        Q(agency__kind=kind, purpose=purpose, level__in=levels)
        for kind, purpose in MATRIX
        if (levels := [level.value for level in Level if reaching(kind, purpose, level)])
    ),
    _connector=Q.OR,
)
"""Shares that by the sharing matrix give something of who has parental responsibility."""
WHOLE = [Level.FULL.value, Level.RESTRICTED.value]


def shows(section: Any, agency_id: Any) -> Q:
    """Whether a share shows an entry of this section, written at this agency: a whole one, its sections, or its own."""
    return shows_part(section) | Q(agency_id=agency_id)


def shows_part(section: Any) -> Q:
    """Whether a share shows this section: a whole one, or by its sections."""
    return Q(level__in=WHOLE) | Q(level=Level.SECTIONS.value) & Q(Contains(section, F("sections")))


class Shares(QuerySet[_M]):
    """Shares by date; the dates alone decide, no job has to run."""

    def standing(self, at: Instant) -> Self:
        """Not ended, withdrawn, declined, refused or replaced, nor ended by the pupil's leaving."""
        here = Q(left_at=None) | Q(left_at__gt=at)
        return self.filter(here, closed_at=None, withdrawn_at=None, declined_at=None, ends_at__gt=at)

    def lapsed(self, at: Instant) -> Self:
        """Open rows that stand no more: their own date, or the pupil's last day, has passed."""
        return self.filter(Q(ends_at__lte=at) | Q(left_at__lte=at), closed_at=None)

    def ended(self, since: datetime, at: datetime) -> Self:
        """Accepted and ended between two instants, the latest first; not those that were replaced."""
        return self.filter(ENDS_SO, GreaterThan(OVER, since), LessThanOrEqual(OVER, at)).order_by(OVER.desc(), "-pk")

    def live(self, at: Instant) -> Self:
        """Accepted, begun, not ended: what opens a case."""
        return self.standing(at).filter(accepted_at__isnull=False, starts_at__lte=at)

    def offered(self, at: Instant) -> Self:
        """Waiting for the receiver to accept the terms; not what waits for a second person still."""
        return self.standing(at).filter(AGREED, accepted_at=None)
