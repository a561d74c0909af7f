"""Where a child's page is reached from: each name leads to it for who may open it, and for nobody else."""

from datetime import date, timedelta

import pytest

from referrals.pupils.models import Enrolment
from tests import moves, stories
from tests.browsing import browse, read, text
from tests.leaving import leaves
from tests.people import AT, Cast, make_pupil
from tests.suspensions import impose

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def leads(cast: Cast, name: str, url: str) -> bool:
    """Whether the page of this address leads there; where it does, the child's page opens."""
    there = f"/pupils/{cast.kofi.reference}/"
    found = f'href="{there}"' in read(cast, name, url)
    assert (browse(cast, name).get(there).status_code == 200) == found, (name, url)
    return found


def test_names_on_the_roll_lead_there(cast: Cast) -> None:
    assert leads(cast, "tom", "/pupils/")
    assert '<a class="i-back i-small" href="/pupils/">Pupils</a>' in read(
        cast, "tom", f"/pupils/{cast.kofi.reference}/"
    )


def test_the_case_page_leads_there_for_its_keepers_and_for_who_was_let_in(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    for name in ("amara", "sandra", "priti"):
        assert leads(cast, name, f"/cases/{case.reference}/"), name


def test_a_case_whose_pupil_has_left_leads_its_old_school_nowhere(cast: Cast) -> None:
    case = stories.case(cast)
    leaves(cast, AT.date() - timedelta(days=1))
    assert not leads(cast, "amara", f"/cases/{case.reference}/")


def test_what_a_share_would_show_leads_nowhere(cast: Cast) -> None:
    case = stories.case(cast)
    offer = stories.offered(cast, case)
    assert f"/pupils/{cast.kofi.reference}/" not in read(cast, "priti", f"/shares/{offer.reference}/")


def test_a_concern_leads_there(cast: Cast) -> None:
    one = stories.concern(cast)
    for name in ("tom", "amara"):
        assert leads(cast, name, f"/concerns/{one.reference}/"), name
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=AT.date() - timedelta(days=1))
    assert not leads(cast, "amara", f"/concerns/{one.reference}/")


def test_a_suspension_leads_the_school_there_and_the_council_once_it_helps(cast: Cast) -> None:
    one = impose(cast, date(2026, 11, 9))
    assert leads(cast, "colm", f"/suspensions/{one.reference}/")
    assert not leads(cast, "sandra", f"/suspensions/{one.reference}/")
    stories.accepted(cast, stories.case(cast))
    assert leads(cast, "sandra", f"/suspensions/{one.reference}/")


def test_a_move_leads_its_schools_there_and_the_council_once_it_helps(cast: Cast) -> None:
    move = moves.accepted(cast)
    assert leads(cast, "amara", f"/moves/{move.reference}/")
    assert leads(cast, "farida", f"/moves/{move.reference}/")
    assert not leads(cast, "sandra", f"/moves/{move.reference}/")


def find(cast: Cast, name: str, typed: str) -> str:
    return text(browse(cast, name).post("/search/", {"q": typed}, follow=True))


def test_the_search_leads_to_a_pupil_of_ones_school_who_has_no_case(cast: Cast) -> None:
    shea = make_pupil(cast.alder, "Siobhán", "O’Shea")
    for name in ("tom", "amara"):
        found = find(cast, name, "oshea")
        assert f'<a href="/pupils/{shea.reference}/">Siobhán O’Shea</a>' in found, name
        assert "1 pupil of your school, no case that you may see" in found
    for name in ("helen", "sandra", "priti"):
        assert "Siobhán" not in find(cast, name, "oshea"), name
    assert "Siobhán" not in find(cast, "amara", "sh")


def test_a_pupil_whose_case_is_found_is_found_once(cast: Cast) -> None:
    case = stories.case(cast)
    lead, teacher = find(cast, "amara", "mensah"), find(cast, "tom", "mensah")
    assert f"/cases/{case.reference}/" in lead
    assert "of your school" not in lead
    assert f"/cases/{case.reference}/" not in teacher
    assert f"/pupils/{cast.kofi.reference}/" in teacher
