"""Who sees a suspension, by the named cast."""

from datetime import date

import pytest

from agencies.outbox.models import Letter
from interventions.suspensions.models import Suspension
from referrals import door
from tests import stories
from tests.browsing import browse
from tests.people import Cast
from tests.suspensions import impose_on, nobody_at_the_council, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
TODAY = date(2026, 11, 23)


def test_the_council_sees_the_notice_once_it_is_told_and_never_the_schools_case(cast: Cast) -> None:
    case = stories.case(cast)
    with nobody_at_the_council():
        one = impose_on(cast)
    url, officer = f"/suspensions/{one.reference}/", browse(cast, "sandra")
    assert officer.get(url).status_code == 404
    assert cast.people["sandra"] not in {s.person for s in door.audience(_letter(one, "impose_suspension"))}
    tell(cast, one, "council")
    page = officer.get(url).content.decode()
    assert "Kofi Mensah-Hart" in page
    assert "Physical assault against an adult" in page
    for hidden in ("Mentoring", case.reference, "Record who was told", "Abena"):
        assert hidden not in page
    assert officer.get(f"/cases/{case.reference}/").status_code == 404
    assert cast.kofi.name in officer.get("/suspensions/").content.decode()
    assert cast.people["sandra"] in {seat.person for seat in door.audience(_letter(one, "record_notice"))}
    assert browse(cast, "far").get(url).status_code == 404


def _letter(one: Suspension, act: str) -> Letter:
    return Letter.objects.get(subject_ref=one.reference, act=act)


@pytest.mark.parametrize(
    ("name", "status"), [("colm", 200), ("amara", 200), ("helen", 404), ("tom", 404), ("priti", 404)]
)
def test_a_suspension_is_its_schools_leads(cast: Cast, name: str, status: int) -> None:
    one = impose_on(cast)
    assert browse(cast, name).get(f"/suspensions/{one.reference}/").status_code == status
    if status != 200:
        assert browse(cast, name).get(f"/suspensions/{one.reference}/record-notice/").status_code == 404
