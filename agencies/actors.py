"""Who is asking: a person or a machine with its live seats, frozen for one request."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from agencies.policy import Act, Kind, Role, Standing, may, stands
from agencies.policy.rows import CLERKS, LEADS


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """One live seat: where, as what. Ids are primary keys of the ground floor; `seat_id` is None for a machine's."""

    seat_id: int | None
    agency_id: int
    agency_name: str
    authority_id: int
    kind: Kind
    role: Role


class PersonNeeded(Exception):
    """The act is a person's own, and a machine asked."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, or a machine by its `client`'s reference, and every seat that is live at the instant of the request."""

    person_id: int | None
    name: str
    seats: tuple[SeatFacts, ...] = field(default=())
    is_machine: bool = False
    client: str = ""
    sent_as: tuple[str, str] = ("", "")
    """What of a form the trail keeps: a keyed hash of the words that were sent, and the page that sent them."""

    @property
    def who(self) -> int:
        """The person's primary key; a machine has none, and does no act that is a person's own."""
        if self.person_id is None:
            raise PersonNeeded(f"{self.name or 'Nobody'} is no person.")
        return self.person_id

    def may(self, act: Act) -> bool:
        """Say whether some seat may do an act that is on no record yet."""
        return any(may(act, seat.role, None) for seat in self.seats)

    def seats_for(self, act: Act, standing: Standing) -> tuple[SeatFacts, ...]:
        """The seats in which the actor, standing so, may do the act."""
        seats = self.seats_as_clerk() if standing is Standing.CLERKS else self.seats
        return tuple(seat for seat in seats if standing in stands(act, seat.role))

    def seats_as_clerk(self) -> tuple[SeatFacts, ...]:
        """The clerk's seats at schools where the actor does not lead: nobody records how they were judged."""
        leads_at = {seat.agency_id for seat in self.seats_of(LEADS)}
        return tuple(seat for seat in self.seats_of(CLERKS) if seat.agency_id not in leads_at)

    def seats_of(self, roles: Iterable[Role]) -> tuple[SeatFacts, ...]:
        """The seats that hold one of the roles."""
        wanted = frozenset(roles)
        return tuple(seat for seat in self.seats if seat.role in wanted)

    def seat_at(self, agency_id: int) -> SeatFacts | None:
        """The seat in this agency, or None."""
        return next((seat for seat in self.seats if seat.agency_id == agency_id), None)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was asked for and refused, for the trail."""

    act: Act
    subject_kind: str
    subject_ref: str
    why: str


SERVICE = Actor(person_id=None, name="Inclusion", is_machine=True)
"""The service itself: ticks and the command line."""
