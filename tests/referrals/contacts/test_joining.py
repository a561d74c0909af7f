"""The people around a child whose two records became one, and were parted again."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import connection

from agencies.trail.models import TrailEntry
from referrals.arrivals import actions as arrivals
from referrals.arrivals.models import Arrival
from referrals.arrivals.states import Outcome
from referrals.contacts import actions
from referrals.contacts.models import Contact, ContactPerson
from referrals.pupils.models import Enrolment, FieldChange, Pupil
from tests import contacts
from tests.arriving import FRIDAY, add, head_of_merrow, known
from tests.browsing import browse, text
from tests.people import AT, Cast, make_pupil, set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
LATER = AT + timedelta(minutes=5)


def arrived(cast: Cast) -> Pupil:
    """The record that Merrow Lane made of Kofi, who was at Alder Hythe."""
    known(cast, left_on=FRIDAY)
    return add(cast, upn="B801200005001")


def join(cast: Cast) -> Arrival:
    arrival, by = Arrival.objects.get(), cast.actor("sandra")
    arrivals.settle_arrival(arrival, outcome=Outcome.SAME, why="Rang.", left_on=FRIDAY, by=by, at=LATER)
    return Arrival.objects.get()


def change(cast: Cast, one: Contact, who: str, **facts: Any) -> None:
    actions.change_contact(one, {**contacts.NOTHING, **facts}, by=cast.actor(who), at=AT)


def test_what_was_changed_stays_to_be_read_when_records_are_joined_and_parted(cast: Cast) -> None:
    head, own = head_of_merrow(cast), arrived(cast)
    one = contacts.add(cast, own, head)
    change(cast, one, head, phone="01632 960111", may_be_told="")
    brother = make_pupil(cast.merrow, "Ama", "Mensah")
    one.person.refresh_from_db()
    contacts.add(cast, brother, head, same=one.person, language="Twi")

    def rows() -> str:
        return text(browse(cast, head).get(f"/contacts/{one.reference}/")).split("What was changed")[1]

    before = rows()
    assert (before.count("01632 960111"), before.count('<td data-l="Before">Yes</td>')) == (1, 1)
    arrival = join(cast)
    assert Contact.objects.get(pk=one.pk).pupil == cast.kofi
    assert rows() == before
    set_clock(LATER)
    arrivals.part_records(arrival, why="Twins.", by=cast.actor("sandra"), at=LATER)
    assert Contact.objects.get(pk=one.pk).pupil == own
    assert rows() == before


def test_who_is_recorded_twice_by_the_school_is_so_once_and_no_restriction_is_lost(cast: Cast) -> None:
    head, own = head_of_merrow(cast), arrived(cast)
    old = contacts.add(cast, cast.kofi, head, has_responsibility="yes", may_be_told="no", not_told_why="Order.")
    contacts.restrict(cast, old, "child", head)
    contacts.add(cast, own, head, same=old.person, relationship="guardian", has_responsibility="", may_be_told="")
    dad = {"name": "Kwame Mensah", "relationship": "father"}
    known_dad = contacts.add(cast, cast.kofi, head, **dad, safe_contact="By the school.", phone="01632 960111")
    contacts.restrict(cast, known_dad, "everywhere", head)
    contacts.add(cast, own, head, **{**dad, "name": "kwame mensah"}, phone="01632 960222")
    contacts.add(cast, own, head, **{**dad, "relationship": "grandparent"})
    contacts.add(cast, cast.kofi, "amara", **dad)
    join(cast)
    there = Contact.objects.filter(pupil=cast.kofi, school=cast.merrow, state="current").order_by("pk")
    mum, father, _ = there
    assert [one.relationship for one in there] == ["guardian", "father", "grandparent"]
    assert (mum.has_responsibility, mum.may_be_told, mum.not_told_why) == ("yes", "no", "Order.")
    assert (mum.restricted_why, mum.restricted_by) == ("Court order of 2 May.", cast.people[head])
    assert (father.person.phone, father.person.safe_contact) == ("01632 960222", "By the school.")
    assert father.person.restricted_why == "Court order of 2 May."
    assert Contact.objects.filter(school=cast.alder, state="current").count() == 1
    shown = text(browse(cast, head).get(f"/contacts/{old.reference}/"))
    assert "Ended on 23 Nov 2026 by Sandra" in shown
    assert "The records became one" in shown
    assert "Order of 2" not in shown.split("What was changed")[0].replace("Court order", "")
    line = TrailEntry.objects.get(act="join_records", outcome="done")
    kept = set(FieldChange.objects.filter(act="join_records").values_list("reference", flat=True))
    assert set(line.facts["changed"]) == kept


def test_who_is_recorded_twice_is_so_once_where_no_person_said_it(cast: Cast) -> None:
    head = head_of_merrow(cast)
    known(cast)
    old, own = contacts.add(cast, cast.kofi, head), add(cast)
    contacts.add(cast, own, head, same=old.person)
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=FRIDAY)
    arrivals.join_those_who_left(LATER)
    assert Contact.objects.filter(pupil=cast.kofi, state="current").count() == 1
    assert "Ended on 23 Nov 2026: The records" in text(browse(cast, head).get(f"/contacts/{old.reference}/"))


def test_a_person_goes_with_the_last_child_to_whom_they_are_something(cast: Cast) -> None:
    one = contacts.add(cast)
    sister = make_pupil(cast.alder, "Esi", "Mensah")
    contacts.add(cast, sister, same=one.person)
    Enrolment.objects.filter(pupil__in=[sister, cast.kofi]).delete()
    sister.delete()
    assert ContactPerson.objects.filter(pk=one.person_id).exists()
    Contact.objects.filter(pupil=cast.kofi).delete()
    assert not ContactPerson.objects.filter(pk=one.person_id).exists()


def test_who_stood_without_a_tie_before_goes_with_the_migration(cast: Cast) -> None:
    kept = contacts.add(cast).person
    ContactPerson.objects.create(school=cast.alder, name="Nobody’s", authority=cast.wexmoor)
    forget = import_module("referrals.migrations.0038_orphaned_people").FORGET
    with connection.cursor() as cursor:
        cursor.execute(forget[forget.rindex("delete from") :])
    assert list(ContactPerson.objects.values_list("pk", flat=True)) == [kept.pk]
