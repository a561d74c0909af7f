"""The people around a child whose two records became one, and were parted again."""

from datetime import timedelta
from typing import Any

import pytest

from referrals.arrivals import actions as arrivals
from referrals.arrivals.models import Arrival
from referrals.arrivals.states import Outcome
from referrals.contacts import actions
from referrals.contacts.models import Contact
from referrals.pupils.models import Pupil
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
