"""To whom the letter on a suspension is addressed: one copy for each, and never two addresses on one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from agencies.actors import Actor
from agencies.policy import Act, Standing
from agencies.web.fields import Pick
from interventions.suspensions.forms.ending import Tellable
from interventions.suspensions.models import Suspension
from interventions.suspensions.states import State
from referrals import door
from referrals.contacts.access import reads_at
from referrals.contacts.facts import Addressed, LeftOut, addressees
from referrals.contacts.models import Contact
from referrals.pupils.models import Pupil


@dataclass(frozen=True, slots=True)
class Addressing:
    """The copies; one to the parents at large where nobody is recorded to address it to. `add_url`: where one adds.

    `left_out`: who may have none; `no_copy`: who has none since they are no parent, so far as is known. Both are said
    to the school alone, as is `safe`: who has a safe contact while somebody else has a copy.
    `opens`: whether the reader opens the page of each.
    """

    copies: Sequence[Addressed | None]
    is_known: bool
    left_out: Sequence[LeftOut] = ()
    no_copy: Sequence[LeftOut] = ()
    safe: Sequence[str] = ()
    is_for_school: bool = False
    opens: bool = False
    add_url: str = ""

    @property
    def is_each_parent(self) -> bool:
        """Whether each whom the school recorded as a parent has a copy to their own address: said to the school."""
        each_own = all(copy is not None and copy.lines and not copy.is_safe for copy in self.copies)
        return self.is_for_school and each_own and not self.left_out


def addressing(one: Suspension, reader: Actor | None, at: datetime, *, is_to_pupil: bool) -> Addressing:
    """By what the school recorded of the people around the child; to a pupil of 18 it is theirs alone.

    The lines are for who sends it: the school, or of the board's decision its clerk.
    """
    if is_to_pupil:
        return Addressing([None], is_known=True)
    found = addressees(one.pupil_id, one.school_id)
    if reader is not None and reads_addresses(reader, one):
        return Addressing(
            copies=found.to or [None],
            is_known=bool(found.to),
            left_out=found.left_out,
            no_copy=found.no_copy,
            safe=[name for name in found.safe if any(copy.name != name for copy in found.to)],
            is_for_school=True,
            opens=opens_contacts(reader, one),
            add_url="" if found.to else _add_url(reader, one, at),
        )
    is_senders = one.state == State.DECIDED and _is_clerk(reader, one)
    copies = found.to if is_senders else [Addressed(copy.name, []) for copy in found.to]
    return Addressing(copies or [None], is_known=bool(copies))


def opens_contacts(reader: Actor, one: Suspension) -> bool:
    """Whether the reader opens the page of each person around the child at the school."""
    around = {"pupil_id": one.pupil_id, "school_id": one.school_id}
    return bool(door.within(Contact, reader, Act.SEE_CONTACT).filter(**around).exists())


def _add_url(reader: Actor, one: Suspension, at: datetime) -> str:
    """Where somebody is added: while the child is on the roll."""
    may_add = door.within(Pupil, reader, Act.ADD_CONTACT, at).filter(pk=one.pupil_id).exists()
    return reverse("add_contact", args=[one.pupil.reference]) if may_add else ""


def reads_addresses(reader: Actor | None, one: Suspension) -> bool:
    """Whether the reader reads of the people around the child, as one of its school."""
    return reads_at(reader, one.school_id)


def left_out_of(one: Suspension, reader: Actor) -> list[LeftOut]:
    """Whom no notice may name, for who may know why; nobody for another reader."""
    if not reads_addresses(reader, one):
        return []
    found = addressees(one.pupil_id, one.school_id)
    return [person for person in found.left_out if not found.by_name(person.name)]


def _is_clerk(reader: Actor | None, one: Suspension) -> bool:
    seats = reader.seats_for(Act.SEE_SUSPENSION_LETTER, Standing.CLERKS) if reader else ()
    return any(seat.agency_id == one.school_id for seat in seats)


def tellable(one: Suspension, reader: Actor) -> Tellable:
    """Each who has a copy; for the school also who has none since they are no parent. Never who may not be told."""
    found, is_schools = addressees(one.pupil_id, one.school_id), reads_addresses(reader, one)
    choices = [(copy.reference, Pick(copy.name, _begun(copy.note) if is_schools else "")) for copy in found.to]
    choices += [(who.reference, Pick(who.name, _begun(who.why))) for who in found.no_copy if is_schools]
    return Tellable(choices, left_out_of(one, reader))


def _begun(words: str) -> str:
    """As a line of its own begins."""
    return words[:1].upper() + words[1:]


def copy_for(one: Suspension, contact: Contact | None, *, is_to_pupil: bool) -> Addressed | None:
    """The copy of who was told; None where it is addressed to nobody of them."""
    if is_to_pupil or contact is None:
        return None
    copies = addressees(one.pupil_id, one.school_id).to
    return next((copy for copy in copies if copy.reference == contact.reference), None)
