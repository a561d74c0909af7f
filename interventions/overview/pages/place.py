"""Of which councils and schools somebody reads the overview."""

from dataclasses import dataclass

from django.db.models import Q

from agencies.actors import Actor
from agencies.policy import ROLES, Act
from agencies.policy.rows import COUNCIL
from referrals.door import NOTHING


@dataclass(frozen=True, slots=True)
class Place:
    """The areas of the reader's councils, the schools that they lead, and where they sit as either."""

    areas: frozenset[int]
    schools: frozenset[int]
    own: frozenset[int]

    def of(self, area: str, *schools: str) -> Q:
        """Rows that lie there: by the column of their area, or by one of a school."""
        found = Q(**{f"{area}__in": sorted(self.areas)}) if self.areas else NOTHING
        for school in schools if self.schools else ():
            found |= Q(**{f"{school}__in": sorted(self.schools)})
        return found


def place_of(actor: Actor) -> Place:
    """By the seats that read it."""
    seats = actor.seats_of(ROLES[Act.SEE_OVERVIEW])
    councils = [seat for seat in seats if seat.role in COUNCIL]
    return Place(
        areas=frozenset(seat.authority_id for seat in councils),
        schools=frozenset(seat.agency_id for seat in seats if seat.role not in COUNCIL),
        own=frozenset(seat.agency_id for seat in seats),
    )
