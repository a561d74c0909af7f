"""What is done with people: invite one, and sign one out everywhere; with machines in the room beside it."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F

from agencies import audit
from agencies.actions.machines import Made, keep_answer, make_client, note_success, revoke_client, rotate_client
from agencies.actors import Actor
from agencies.models import Agency, Person, Seat
from agencies.policy import ROLE_KINDS, Act, Kind, Role

__all__ = [
    "CannotInvite",
    "Made",
    "invite_person",
    "keep_answer",
    "make_client",
    "note_success",
    "revoke_client",
    "rotate_client",
    "sign_out_everywhere",
]


class CannotInvite(Exception):
    """The invitation does not fit: the words say why."""


@transaction.atomic
def invite_person(*, email: str, name: str, agency: Agency, role: Role, by: Actor, at: datetime) -> Person:
    """Give somebody a seat; who is new gets an account without a password, which only the mailed link can set."""
    if Kind(agency.kind) not in ROLE_KINDS[role]:
        raise CannotInvite(f"{agency.name} has no seat for that role.")
    person = Person.objects.filter(email=email.lower()).first() or Person.objects.create_user(email, name)
    if person.seats.live(at).filter(agency=agency, role=role.value).exists():
        raise CannotInvite(f"{person.name} already has that seat.")
    Seat.objects.create(person=person, agency=agency, role=role.value, starts_at=at)
    EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    facts = {"agency": agency.name, "role": role.value}
    audit.write(Act.INVITE_PERSON, by=by, at=at, on=("person", person.reference), facts=facts)
    return person


@transaction.atomic
def sign_out_everywhere(person: Person, *, by: Actor, at: datetime) -> None:
    """End every session of the person at once, this one too."""
    Person.objects.filter(pk=person.pk).update(sessions_epoch=F("sessions_epoch") + 1)
    audit.write(Act.SIGN_OUT_EVERYWHERE, by=by, at=at, on=("person", person.reference))
