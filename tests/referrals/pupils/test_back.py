"""A child who was on the school's roll and comes back is the record that they were."""

from datetime import date
from typing import Any

import pytest

from agencies.acting.refusals import NotNow
from referrals.pupils import actions
from referrals.pupils.actions import PupilFacts
from referrals.pupils.models import Enrolment, Pupil
from tests.arriving import UPN, known
from tests.browsing import browse, text
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
KOFI = {"given_name": "Kofi", "family_name": "Mensah-Hart", "born_on": "4 3 2013", "form": "10B"}
JULY = date(2026, 7, 20)


def add(cast: Cast, who: str = "tom", **more: str) -> Any:
    return browse(cast, who).post("/pupils/add-pupil/", KOFI | more)


def gone(cast: Cast) -> None:
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=JULY)


@pytest.mark.parametrize("upn", ["", UPN])
def test_who_was_here_before_is_asked_about_and_is_one_record(cast: Cast, upn: str) -> None:
    known(cast)
    gone(cast)
    asked = add(cast, upn=upn)
    assert "Kofi Mensah-Hart was on your roll before. Say whether it is this child." in text(asked)
    assert "was on your roll before: back from today" in text(asked)
    assert add(cast, upn=upn, asked=cast.kofi.reference, same=cast.kofi.reference).status_code == 302
    places = cast.kofi.enrolments.order_by("starts_on").values_list("starts_on", "ends_on", "form")
    assert list(places) == [(date(2025, 9, 1), JULY, "9W"), (AT.date(), None, "10B")]
    assert Pupil.objects.filter(family_name="Mensah-Hart").count() == 1


def test_sent_twice_they_have_one_place(cast: Cast) -> None:
    gone(cast)
    for _ in range(2):
        assert add(cast, asked=cast.kofi.reference, same=cast.kofi.reference).status_code == 302
    assert cast.kofi.enrolments.count() == 2


def test_another_child_is_another_record(cast: Cast) -> None:
    gone(cast)
    answer = add(cast, asked=cast.kofi.reference, same="nobody", why="Twins; the other one stayed")
    assert answer.status_code == 302
    assert Pupil.objects.filter(family_name="Mensah-Hart").count() == 2


def test_who_went_on_to_another_school_is_not_shown_by_what_that_calls_them(cast: Cast) -> None:
    gone(cast)
    Enrolment.objects.create(
        pupil=cast.kofi, school=cast.merrow, starts_on=date(2026, 9, 1), ends_on=date(2026, 10, 1), form="8"
    )
    assert add(cast).status_code == 302


def test_nobody_is_brought_back_who_is_on_a_roll(cast: Cast) -> None:
    facts = PupilFacts("Kofi", "Mensah-Hart", cast.kofi.born_on)
    with pytest.raises(NotNow):
        actions.bring_back(cast.kofi, facts, seat=cast.seat("amara"), by=cast.actor("amara"), at=AT)
