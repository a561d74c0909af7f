"""A person around a child is added, changed, restricted and ended; each old value is kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from agencies.acting.doing import FIRST, Doing, by_token, done, once_only
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.acting.rows import NEW
from agencies.actors import Actor, SeatFacts
from agencies.history.actions import Keeping
from agencies.policy import Act
from referrals.contacts.facts import FREE, OWN, TIE, held_again, next_position, owners
from referrals.contacts.models import Contact, ContactPerson
from referrals.contacts.states import State
from referrals.contacts.words import CHANGED_SINCE, CHILD, EVERYWHERE, LIFT_CHILD, LIFT_EVERYWHERE
from referrals.pupils.models import Pupil

THERE = "{} is recorded for this child already. Change what stands there."


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
    again = Q(person__name__iexact=own["name"], relationship=tie["relationship"])
    again |= Q(person=same) if same else Q()
    if (one := there.filter(again).first()) is not None:
        raise NotNow(THERE.format(one.person.name))
    if same is not None and _locked(same.pk).version != same.version:
        raise NotNow(FIRST)
    kept = Keeping(Act.ADD_CONTACT, by, at)
    if same is None:
        person = ContactPerson.objects.create(school_id=seat.agency_id, authority_id=seat.authority_id, **own)
    else:
        kept.change(person := same, *owners(same), **{name: said for name, said in own.items() if said})
    tie["position"] = tie["position"] or next_position(pupil.pk, seat.agency_id)
    made = {"pupil": pupil, "school_id": seat.agency_id, "person": person, "once": once}
    held = held_again(pupil.pk, same)
    contact = Contact.objects.create(**made, **tie, **held, added_at=at, added_by_id=by.who)
    reach = {"reach": CHILD} if held else {}
    done(doing(Act.ADD_CONTACT, contact, by, at, **kept.facts, **reach))
    return contact


@transaction.atomic
def change_contact(
    contact: Contact, facts: Mapping[str, Any], *, by: Actor, at: datetime, versions: str | None = None
) -> None:
    """Change what is known of the person, for each child to whom they are something, and what they are to this one.

    `versions`: those that were compared with what the page showed; `NotNow` where they are others by now.
    """
    lock(contact, Act.CHANGE_CONTACT)
    if versions not in (None, contact.versions):
        raise NotNow(FIRST)
    kept = Keeping(Act.CHANGE_CONTACT, by, at)
    changed = kept.change(contact.person, *owners(contact.person), **{name: facts[name] for name in OWN})
    tie = {name: facts[name] for name in TIE}
    changed += kept.change(contact, contact.pupil, **{**tie, "position": tie["position"] or contact.position})
    if not changed:
        raise AlreadyDone(contact)
    done(doing(Act.CHANGE_CONTACT, contact, by, at, **kept.facts))


@transaction.atomic
def restrict_contact(contact: Contact, *, reach: str, why: str, by: Actor, at: datetime, asked: str = "") -> None:
    """Restrict the person towards this child or everywhere, or lift the one or the other, with a reason.

    Each holds by itself: what is set or lifted here leaves the other. `asked`: the version that the page showed.
    """
    lock(contact, Act.RESTRICT_CONTACT)
    if asked not in ("", contact.versions):
        raise NotNow(CHANGED_SINCE)
    is_everywhere, is_lifted = reach in (EVERYWHERE, LIFT_EVERYWHERE), reach in (LIFT_CHILD, LIFT_EVERYWHERE)
    held: Contact | ContactPerson = contact.person if is_everywhere else contact
    if held.restricted_why == ("" if is_lifted else why):
        raise AlreadyDone(contact)
    kept = Keeping(Act.RESTRICT_CONTACT, by, at)
    so = {"restricted_at": at, "restricted_by_id": by.who, "restricted_why": why}
    owned_by = owners(contact.person) if is_everywhere else [contact.pupil]
    kept.change(held, *owned_by, **(FREE if is_lifted else so))
    done(doing(Act.RESTRICT_CONTACT, contact, by, at, why=why, reach=reach, **kept.facts))


@transaction.atomic
def end_contact(contact: Contact, *, why: str, by: Actor, at: datetime) -> None:
    """They are nothing to this child any more, with a reason; to another child they stay what they are."""
    lock(contact, Act.END_CONTACT)
    kept = Keeping(Act.END_CONTACT, by, at)
    ended = {"state": State.ENDED.value, "ended_at": at, "ended_by_id": by.who, "ended_why": why}
    kept.change(contact, contact.pupil, **ended)
    done(doing(Act.END_CONTACT, contact, by, at, why=why, **kept.facts))


def lock(contact: Contact, act: Act) -> None:
    """One at a time changes the person; `NotNow` where it was ended meanwhile."""
    _locked(contact.person_id)
    contact.refresh_from_db()
    leads_to("contact", contact.state, act)


def _locked(person_id: int) -> ContactPerson:
    return ContactPerson.objects.select_for_update(no_key=True).get(pk=person_id)


def doing(act: Act, contact: Contact, by: Actor, at: datetime, *, why: str = "", **facts: Any) -> Doing:
    return Doing(act, by, at, "contact", contact, why=why, facts=facts, pupil=contact.pupil)
