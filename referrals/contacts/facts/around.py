"""Who is around a child at one school, and to whom of them a letter about the child is addressed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from referrals.contacts.models import Contact, ContactPerson
from referrals.contacts.states import State
from referrals.contacts.words import CHILD, EVERYWHERE, RELATIONSHIPS
from referrals.pupils.models import Pupil

OWN = ("name", "phone", "email", "address", "safe_contact", "language", "interpreter")
TIE = ("relationship", "has_responsibility", "position", "may_be_told", "not_told_why")
"""What is known of the person, and of what they are to one child."""
FREE: dict[str, Any] = {"restricted_at": None, "restricted_by_id": None, "restricted_why": ""}
NOT_TOLD = "may not be told: "
NO_COPY = {"": "not known whether they have parental responsibility", "no": "no parental responsibility"}
"""Why a letter to the parents has no copy for them, by whether they have it."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """One copy of a letter: to whom, and by which lines it reaches them, if any are known. `note`: for the sender."""

    name: str
    lines: list[str]
    note: str = ""
    reference: str = ""
    is_safe: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Who gets no copy, and why."""

    name: str
    why: str
    reference: str = ""

    def is_called(self, name: str) -> bool:
        """However the name was typed."""
        return is_called(self.name, name)

    @property
    def sentence(self) -> str:
        """Why nobody tells them."""
        return f"{self.name} may not be told: {self.why.removeprefix(NOT_TOLD)}"


@dataclass(frozen=True, slots=True)
class Addressees:
    """Who a letter to the parents is addressed to, who may have none, and who has none since they are no parent.

    `no_copy`: by parental responsibility alone. A parent is also who has care of the child, and who that is nobody
    records, so it bars nobody from a letter. `safe`: who has a safe contact.
    """

    to: list[Addressed]
    left_out: list[LeftOut]
    no_copy: list[LeftOut]
    safe: list[str]

    def by_name(self, name: str) -> Addressed | None:
        """Their copy, however the name was typed; None where nobody is called so."""
        return next((one for one in self.to if _plain(one.name) == _plain(name)), None)

    def leaves_out(self, name: str) -> bool:
        """Whether who is called so gets none."""
        return any(one.is_called(name) for one in self.left_out)


def is_called(known: str, name: str) -> bool:
    """Whether two names are the same, however they were typed."""
    return _plain(known) == _plain(name)


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split())


def addressees(pupil_id: int, school_id: int) -> Addressees:
    """By what the school recorded: one query. Each to their own address, or by the safe contact in its place."""
    found = Contact.objects.filter(pupil_id=pupil_id, school_id=school_id, state=State.CURRENT.value)
    around = [(one, why_left_out(one)) for one in found.select_related("person").order_by("position", "id")]
    free = [one for one, why in around if not why]
    return Addressees(
        to=[_addressed(one) for one in free if one.has_responsibility == "yes"],
        left_out=[LeftOut(one.person.name, why, one.reference) for one, why in around if why],
        no_copy=[
            LeftOut(one.person.name, why, one.reference) for one in free if (why := NO_COPY.get(one.has_responsibility))
        ],
        safe=[one.person.name for one, _ in around if one.person.safe_contact],
    )


def why_left_out(one: Contact) -> str:
    """Why no letter goes to them; nothing where one does."""
    if why := why_restricted(one):
        return f"restricted: {why}"
    return f"{NOT_TOLD}{one.not_told_why}" if one.may_be_told == "no" else ""


def why_restricted(one: Contact) -> str:
    """Why they are restricted, towards this child first; nothing where they are not."""
    return next((held.restricted_why for held in (one, one.person) if held.restricted_at is not None), "")


def _addressed(one: Contact) -> Addressed:
    person = one.person
    lines = (person.safe_contact or person.address).splitlines() or [person.email] * bool(person.email)
    return Addressed(person.name, lines, "; ".join(_notes(one)), one.reference, is_safe=bool(person.safe_contact))


def _notes(one: Contact) -> Iterable[str]:
    person = one.person
    if person.safe_contact:
        yield "by the safe contact, and by no other way"
    elif not (person.address or person.email):
        yield "no address is recorded"
    if one.may_be_told == "":
        yield "nobody was asked whether they may be told"
    if person.interpreter == "yes":
        yield "needs an interpreter" + (f": {person.language}" if person.language else "")


def reaches_of(one: Contact) -> list[str]:
    """How far they are restricted: towards this child, everywhere, both or not at all."""
    held = {CHILD: one.restricted_at, EVERYWHERE: one.person.restricted_at}
    return [reach for reach, since in held.items() if since is not None]


def named(one: Contact) -> str:
    """Whom it is and what they are to whom."""
    return f"{one.person.name}, {RELATIONSHIPS[one.relationship].lower()} of {one.pupil.name}"


def owners(person: ContactPerson) -> list[Pupil]:
    """The children to whom the person is or was something: what is changed of the person is in the history of each."""
    return list(Pupil.objects.filter(contacts__person=person).order_by("pk").distinct())


def held_again(pupil_id: int, person: ContactPerson | None) -> dict[str, Any]:
    """The restriction with which their last tie to this child ended: it holds again, until somebody lifts it."""
    ended = Contact.objects.filter(pupil=pupil_id, person=person, state=State.ENDED.value)
    last = ended.order_by("-ended_at", "-id").first() if person is not None else None
    return {name: getattr(last, name) for name in FREE} if last and last.restricted_at else {}


def next_position(pupil_id: int, school_id: int) -> int:
    """After those who are there."""
    there = Contact.objects.filter(pupil_id=pupil_id, school_id=school_id, state=State.CURRENT.value)
    return max(there.values_list("position", flat=True), default=0) + 1
