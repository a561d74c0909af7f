"""A person around a child is added, changed, restricted and ended; each old value is kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from agencies.acting.doing import Doing, by_token, done, follows, once_only
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.acting.rows import NEW
from agencies.actors import Actor, SeatFacts
from agencies.history.actions import Keeping, hand_over
from agencies.policy import Act
from referrals.contacts.facts import OWN, TIE, next_position, owners, version_of
from referrals.contacts.models import Contact, ContactPerson
from referrals.contacts.states import State
from referrals.contacts.words import CHANGED_SINCE, EVERYWHERE, LIFT_CHILD, LIFT_EVERYWHERE
from referrals.pupils.models import Pupil

THERE = "{} is recorded for this child already. Change what stands there."
FREE: dict[str, Any] = {"restricted_at": None, "restricted_by_id": None, "restricted_why": ""}


@transaction.atomic
@once_only(by_token(Contact))
def add_contact(
    pupil: Pupil,
    facts: Mapping[str, Any],
    *,
    seat: SeatFacts,
    by: Actor,
    at: datetime,
    same: ContactPerson | None = None,
    once: UUID | None = None,
) -> Contact:
    """Add what a person is to the child: a new person, or one whom the seat's school knows by another child.

    Of one who is known, what is said now takes the place of what was said before, and what is left empty stays.
    """
    leads_to("contact", NEW, Act.ADD_CONTACT)
    Pupil.objects.select_for_update(no_key=True).get(pk=pupil.pk)
    own, tie = {name: facts[name] for name in OWN}, {name: facts[name] for name in TIE}
    there = Contact.objects.filter(pupil=pupil, school_id=seat.agency_id, state=State.CURRENT.value)
    again = Q(person=same) if same else Q(person__name__iexact=own["name"])
    if (one := there.filter(again).first()) is not None:
        raise NotNow(THERE.format(one.person.name))
    kept = Keeping(Act.ADD_CONTACT, by, at)
    if same is None:
        person = ContactPerson.objects.create(school_id=seat.agency_id, authority_id=seat.authority_id, **own)
    else:
        kept.change(person := same, *owners(same), **{name: said for name, said in own.items() if said})
    tie["position"] = tie["position"] or next_position(pupil.pk, seat.agency_id)
    made = {"pupil": pupil, "school_id": seat.agency_id, "person": person, "once": once}
    contact = Contact.objects.create(**made, **tie, added_at=at, added_by_id=by.who)
    done(_doing(Act.ADD_CONTACT, contact, by, at, **kept.facts))
    return contact


@transaction.atomic
def change_contact(contact: Contact, facts: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """Change what is known of the person, for each child to whom they are something, and what they are to this one."""
    _lock(contact, Act.CHANGE_CONTACT)
    kept = Keeping(Act.CHANGE_CONTACT, by, at)
    changed = kept.change(contact.person, *owners(contact.person), **{name: facts[name] for name in OWN})
    tie = {name: facts[name] for name in TIE}
    changed += kept.change(contact, contact.pupil, **{**tie, "position": tie["position"] or contact.position})
    if not changed:
        raise AlreadyDone(contact)
    done(_doing(Act.CHANGE_CONTACT, contact, by, at, **kept.facts))


@transaction.atomic
def restrict_contact(contact: Contact, *, reach: str, why: str, by: Actor, at: datetime, asked: str = "") -> None:
    """Restrict the person towards this child or everywhere, or lift the one or the other, with a reason.

    Each holds by itself: what is set or lifted here leaves the other. `asked`: the version that the page showed.
    """
    _lock(contact, Act.RESTRICT_CONTACT)
    if asked not in ("", version_of(contact)):
        raise NotNow(CHANGED_SINCE)
    is_everywhere, is_lifted = reach in (EVERYWHERE, LIFT_EVERYWHERE), reach in (LIFT_CHILD, LIFT_EVERYWHERE)
    held: Contact | ContactPerson = contact.person if is_everywhere else contact
    if held.restricted_why == ("" if is_lifted else why):
        raise AlreadyDone(contact)
    kept = Keeping(Act.RESTRICT_CONTACT, by, at)
    so = {"restricted_at": at, "restricted_by_id": by.who, "restricted_why": why}
    owned_by = owners(contact.person) if is_everywhere else [contact.pupil]
    kept.change(held, *owned_by, **(FREE if is_lifted else so))
    done(_doing(Act.RESTRICT_CONTACT, contact, by, at, why=why, reach=reach, **kept.facts))


@transaction.atomic
def end_contact(contact: Contact, *, why: str, by: Actor, at: datetime) -> None:
    """They are nothing to this child any more, with a reason; to another child they stay what they are."""
    _lock(contact, Act.END_CONTACT)
    kept = Keeping(Act.END_CONTACT, by, at)
    ended = {"state": State.ENDED.value, "ended_at": at, "ended_by_id": by.who, "ended_why": why}
    kept.change(contact, contact.pupil, **ended)
    done(_doing(Act.END_CONTACT, contact, by, at, why=why, **kept.facts))


def _lock(contact: Contact, act: Act) -> None:
    """One at a time changes the person; `NotNow` where it was ended meanwhile."""
    ContactPerson.objects.select_for_update(no_key=True).get(pk=contact.person_id)
    contact.refresh_from_db()
    leads_to("contact", contact.state, act)


def _doing(act: Act, contact: Contact, by: Actor, at: datetime, *, why: str = "", **facts: Any) -> Doing:
    return Doing(act, by, at, "contact", contact, why=why, facts=facts, pupil=contact.pupil)


@follows(Act.PART_RECORDS)
def part_contacts(doing: Doing) -> None:
    """Whom the new school recorded goes with its own record again."""
    own = Contact.objects.filter(pupil=doing.pupil, school=doing.record.school_id)
    hand_over(own, pupil=doing.record.pupil_id)


@follows(Act.JOIN_RECORDS)
def join_contacts(doing: Doing) -> None:
    """Whom the new school recorded goes with the child into the one record; whom the old one did stays its own."""
    hand_over(Contact.objects.filter(pupil=doing.record.pupil_id), pupil=doing.pupil)
