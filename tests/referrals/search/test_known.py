"""A child is found by a birthday, a UPN, a year or a form; by whom else than the school, by a birthday alone."""

from datetime import date

import pytest

from referrals.pupils.models import Enrolment, Identifier, Pupil
from tests import stories
from tests.arriving import UPN
from tests.browsing import browse, text
from tests.people import AT, Cast, make_pupil

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def known(cast: Cast) -> Pupil:
    """A child of Year 7 in 7B with a UPN, and one born another day."""
    child = make_pupil(cast.alder, "Ada", "Quill")
    Pupil.objects.filter(pk=child.pk).update(born_on=date(2015, 2, 3))
    Enrolment.objects.filter(pupil=child).update(form="7B")
    Identifier.objects.create(pupil=child, authority=cast.wexmoor, kind="upn", value=UPN, starts_on=date(2026, 9, 2))
    return child


def page(cast: Cast, name: str, typed: str) -> str:
    return text(browse(cast, name).post("/search/", {"q": typed}, follow=True))


@pytest.mark.parametrize("typed", ["3 Feb 2015", "03/02/2015", "2015-02-03", UPN, UPN.lower(), "7b", "year 7"])
def test_a_school_finds_its_pupil_by_what_is_known_of_them(cast: Cast, typed: str) -> None:
    known(cast)
    there = page(cast, "amara", typed)
    assert ("Ada Quill" in there, "Kofi" in there) == (True, False)
    for name in ("helen", "sandra", "priti"):
        assert "Ada" not in page(cast, name, typed), name


def test_a_number_that_was_taken_back_finds_nobody(cast: Cast) -> None:
    known(cast)
    Identifier.objects.update(is_in_error=True, ends_on=AT.date())
    assert "Ada" not in page(cast, "amara", UPN)


def test_a_birthday_finds_the_case_that_one_may_see_and_a_upn_does_not_tell_an_agency(cast: Cast) -> None:
    case = stories.case(cast)
    Identifier.objects.create(
        pupil=cast.kofi, authority=cast.wexmoor, kind="upn", value=UPN, starts_on=date(2026, 9, 2)
    )
    born = f"{cast.kofi.born_on:%d/%m/%Y}"
    assert case.reference not in page(cast, "priti", born)
    assert case.reference in page(cast, "amara", born)
    assert case.reference in page(cast, "amara", UPN)
    stories.shared(cast, case)
    assert case.reference in page(cast, "priti", born)
    assert case.reference not in page(cast, "priti", UPN)


@pytest.mark.parametrize("typed", ["31/02/2015", "00/00/0000", "year 99", "9" * 120, "7\0b", "²²"])
def test_what_cannot_be_finds_nobody(cast: Cast, typed: str) -> None:
    known(cast)
    assert "Ada" not in page(cast, "amara", typed) or typed == "7\0b"
