"""To whom the letter on a suspension is addressed: one copy for each, and never two addresses on one."""

from dataclasses import dataclass

from django.urls import reverse

from agencies.actors import Actor
from agencies.policy import Act, Standing
from interventions.suspensions.models import Suspension
from interventions.suspensions.states import State
from referrals.contacts.facts import Addressed, LeftOut, addressees


@dataclass(frozen=True, slots=True)
class Addressing:
    """The copies; one to the parents at large where nobody is recorded to address it to. `add_url`: where one adds.

    `left_out`: who may have none; `no_copy`: who has none since they are no parent, so far as is known. Both are said
    to the school alone.
    """

    copies: list[Addressed | None]
    left_out: list[LeftOut]
    no_copy: list[LeftOut]
    is_known: bool
    add_url: str


def addressing(one: Suspension, reader: Actor | None, *, is_to_pupil: bool) -> Addressing:
    """By what the school recorded of the people around the child; to a pupil of 18 it is theirs alone.

    The lines are for who sends it: the school, or of the board's decision its clerk.
    """
    if is_to_pupil:
        return Addressing([None], [], [], is_known=True, add_url="")
    found = addressees(one.pupil_id, one.school_id)
    is_schools = reads_addresses(reader, one)
    add_url = reverse("add_contact", args=[one.pupil.reference]) if is_schools and not found.to else ""
    left_out, no_copy = (found.left_out, found.no_copy) if is_schools else ([], [])
    is_senders = is_schools or (one.state == State.DECIDED and _is_clerk(reader, one))
    copies = found.to if is_senders else [Addressed(copy.name, []) for copy in found.to]
    return Addressing([*copies] or [None], left_out, no_copy, bool(found.to), add_url)


def reads_addresses(reader: Actor | None, one: Suspension) -> bool:
    """Whether the reader reads of the people around the child at that school: the board's clerk does not."""
    seats = reader.seats_for(Act.SEE_CONTACT, Standing.ON_ROLL) if reader else ()
    return any(seat.agency_id == one.school_id for seat in seats)


def _is_clerk(reader: Actor | None, one: Suspension) -> bool:
    seats = reader.seats_for(Act.SEE_SUSPENSION_LETTER, Standing.CLERKS) if reader else ()
    return any(seat.agency_id == one.school_id for seat in seats)


def copy_for(one: Suspension, name: str, *, is_to_pupil: bool) -> Addressed | None:
    """The copy of who was told, by name; None where it is addressed to nobody of them."""
    return None if is_to_pupil else addressees(one.pupil_id, one.school_id).by_name(name)
