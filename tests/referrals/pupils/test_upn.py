"""A UPN that somebody else's pupil has: the form for a new pupil tells nobody."""

import re

import pytest

from agencies.identifiers import clean_upn
from referrals.pupils.models import Identifier, Pupil
from tests.browsing import browse
from tests.people import AT, Cast, make_pupil

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
UPN, FREE = "F801400000017", "Y801400000022"
NEW = {"given_name": "Ada", "family_name": "Quill", "born_on": "3 Feb 2014"}


def add(cast: Cast, upn: str, **more: str) -> tuple[int, str]:
    """Status and page, with what differs from one sending to the next left out."""
    answer = browse(cast, "tom").post("/pupils/add-pupil/", NEW | {"upn": upn} | more, follow=True)
    page = re.sub(r'value="[A-Za-z0-9_:.-]{20,}"|[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]', "", answer.content.decode())
    return answer.status_code, page


def has(pupil: Pupil, upn: str) -> None:
    Identifier.objects.create(pupil=pupil, authority_id=pupil.authority_id, kind="upn", value=upn, starts_on=AT.date())


def test_whether_a_upn_is_known_elsewhere_in_the_area_the_form_does_not_tell(cast: Cast) -> None:
    has(make_pupil(cast.merrow, "Zadie", "Orr"), clean_upn(UPN))
    known = add(cast, UPN)
    kept = Identifier.objects.get(value=UPN, pupil__given_name="Ada")
    assert kept.is_doubtful
    kept.pupil.enrolments.all().delete()
    assert add(cast, FREE) == known
    assert not Identifier.objects.get(value=FREE).is_doubtful


def test_a_upn_of_my_own_roll_says_whose_it_is(cast: Cast) -> None:
    has(cast.kofi, clean_upn(UPN))
    status, page = add(cast, UPN)
    assert status == 422
    assert "That UPN belongs to Kofi Mensah-Hart, who is on your roll." in page
    assert not Pupil.objects.filter(given_name="Ada").exists()
