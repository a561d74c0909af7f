"""What becomes of the people around a child when its records become one, or are parted."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q

from agencies.acting.doing import Doing, follows
from agencies.history.actions import Keeping, hand_over
from agencies.policy import Act
from referrals.contacts.facts import FREE, OWN, TIE, owners
from referrals.contacts.models import Contact
from referrals.contacts.states import State
from referrals.contacts.words import BECAME_ONE
from referrals.pupils.models import FieldChange


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
