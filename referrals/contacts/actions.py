"""A person around a child is added, changed, restricted and ended; each old value is kept."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from agencies.acting.doing import FIRST, Doing, by_token, done, follows, once_only
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.acting.rows import NEW
from agencies.actors import Actor, SeatFacts
from agencies.history.actions import Keeping, hand_over
from agencies.policy import Act
from referrals.contacts.facts import OWN, TIE, next_position, owners
from referrals.contacts.models import Contact, ContactPerson
from referrals.contacts.states import State
from referrals.contacts.words import CHANGED_SINCE, CHILD, EVERYWHERE, LIFT_CHILD, LIFT_EVERYWHERE
from referrals.pupils.models import FieldChange, Pupil

THERE = "{} is recorded for this child already. Change what stands there."
BECAME_ONE = "The records became one"
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
    held = _held(pupil, same)
    contact = Contact.objects.create(**made, **tie, **held, added_at=at, added_by_id=by.who)
    reach = {"reach": CHILD} if held else {}
    done(_doing(Act.ADD_CONTACT, contact, by, at, **kept.facts, **reach))
    return contact


def _held(pupil: Pupil, same: ContactPerson | None) -> dict[str, Any]:
    """The restriction with which their last tie to this child ended: it holds again, until somebody lifts it."""
    ended = Contact.objects.filter(pupil=pupil, person=same, state=State.ENDED.value)
    last = ended.order_by("-ended_at", "-id").first() if same is not None else None
    return {name: getattr(last, name) for name in FREE} if last and last.restricted_at else {}


@transaction.atomic
def change_contact(
    contact: Contact, facts: Mapping[str, Any], *, by: Actor, at: datetime, versions: str | None = None
) -> None:
    """Change what is known of the person, for each child to whom they are something, and what they are to this one.

    `versions`: those that were compared with what the page showed; `NotNow` where they are others by now.
    """
    _lock(contact, Act.CHANGE_CONTACT)
    if versions not in (None, contact.versions):
        raise NotNow(FIRST)
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
    _locked(contact.person_id)
    contact.refresh_from_db()
    leads_to("contact", contact.state, act)


def _locked(person_id: int) -> ContactPerson:
    return ContactPerson.objects.select_for_update(no_key=True).get(pk=person_id)


def _doing(act: Act, contact: Contact, by: Actor, at: datetime, *, why: str = "", **facts: Any) -> Doing:
    return Doing(act, by, at, "contact", contact, why=why, facts=facts, pupil=contact.pupil)


@follows(Act.PART_RECORDS)
def part_contacts(doing: Doing) -> None:
    """Whom the new school recorded goes with its own record again."""
    own = Contact.objects.filter(pupil=doing.pupil, school=doing.record.school_id)
    hand_over(own, pupil=doing.record.pupil_id)


@follows(Act.JOIN_RECORDS)
def join_contacts(doing: Doing) -> None:
    """Whom the new school recorded goes with the child into the one record; whom the old one did stays its own.

    Who is recorded twice by one school is so once: what was said last holds, and a restriction is never lost.
    """
    came = Contact.objects.filter(pupil=doing.record.pupil_id)
    kept = Keeping(doing.act, doing.by, doing.at)
    for one in came.filter(state=State.CURRENT.value).select_related("pupil", "person").order_by("pk"):
        there = Contact.objects.filter(pupil=doing.pupil, school=one.school_id, state=State.CURRENT.value)
        if (double := there.filter(_again(one)).select_related("pupil", "person").first()) is not None:
            _become_one(one, double, kept)
    hand_over(came, pupil=doing.pupil)
    if kept.told:
        doing.facts["changed"] = {**doing.facts.get("changed", {}), **kept.told}


def _again(one: Contact) -> Q:
    return Q(person=one.person_id) | Q(person__name__iexact=one.person.name, relationship=one.relationship)


def _become_one(one: Contact, other: Contact, kept: Keeping) -> None:
    """End the tie of which less was said lately; the other has what was known of it alone, and each restriction."""
    older, newer = sorted((other, one), key=_said_at)
    kept.change(newer, newer.pupil, **_known_of(older, newer, TIE))
    if older.person_id != newer.person_id:
        kept.change(newer.person, *owners(newer.person), **_known_of(older.person, newer.person, OWN))
    ended = {"state": State.ENDED.value, "ended_at": kept.at, "ended_by_id": kept.by.person_id, "ended_why": BECAME_ONE}
    kept.change(older, older.pupil, **ended)


def _known_of(older: Any, newer: Any, names: Iterable[str]) -> dict[str, Any]:
    """What the older says where the newer says nothing, and its restriction where the newer has none."""
    known = {name: said for name in names if (said := getattr(older, name)) and not getattr(newer, name)}
    if "may_be_told" not in known:
        known.pop("not_told_why", None)
    if newer.restricted_at is None and older.restricted_at is not None:
        known |= {name: getattr(older, name) for name in FREE}
    return known


def _said_at(one: Contact) -> datetime:
    """When something was said of the tie last."""
    last = FieldChange.objects.filter(pupil=one.pupil_id, kind="contact", key=one.pk).order_by("-at").first()
    return last.at if last is not None else one.added_at
