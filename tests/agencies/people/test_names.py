"""Nobody passes for a colleague by renaming themselves: a taken name is refused, a change is kept, an address shown."""

import re

import pytest

from agencies.accounts.pages import sign_ins_page
from agencies.history.models import AgencyChange
from agencies.people.actions import mend_profile
from agencies.people.models import Person
from agencies.people.words import likeness
from agencies.trail.models import TrailEntry
from interventions.case_page.pages.circle import names
from referrals import door
from referrals.cases import actions as cases
from tests import stories
from tests.browsing import browse, carried, read, text
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
LOOKS_LIKE_COLM = [
    "Colm Brannigan",
    "colm  brannigan",
    "Cólm Brannígan",
    "ColmBrannigan",
    "Соlm Вrаnnіgаn",
    "Co1m Brannlgan",
    "Colrn Brannigan",
    "C0LM BRANNIGAN",
]


def rename(cast: Cast, who: str, name: str) -> tuple[int, str]:
    browser = browse(cast, who)
    form = browser.get("/account/mend-profile/")
    answer = browser.post("/account/mend-profile/", {**carried(form), "name": name, "job": "", "phone": ""})
    return answer.status_code, text(answer)


@pytest.mark.parametrize("name", LOOKS_LIKE_COLM)
def test_a_name_that_a_colleague_has_is_refused_and_says_what_to_do(cast: Cast, name: str) -> None:
    status, page = rename(cast, "tom", name)
    assert status == 422
    assert "A colleague at Alder Hythe School has that name. Add what tells you apart" in page
    assert Person.objects.get(pk=cast.people["tom"].pk).name == "Tom Reyes"
    assert not AgencyChange.objects.exists()


@pytest.mark.parametrize("name", ["Colm P. Brannigan", "Colman Brannigan", "Priti Nair", "tom reyes", "Tom Réyes"])
def test_another_name_a_strangers_and_ones_own_written_otherwise_are_taken(cast: Cast, name: str) -> None:
    assert rename(cast, "tom", name)[0] == 302


def test_names_in_other_scripts_are_told_apart() -> None:
    assert len({likeness(name) for name in ("李小龙", "王小明", "محمد علي", "Ольга Жук")}) == 4


def test_a_change_of_name_is_kept_old_and_new_and_ones_leader_reads_it(cast: Cast) -> None:
    assert rename(cast, "tom", "Thomas Reyes")[0] == 302
    page = re.sub(r"\s+", " ", read(cast, "colm", f"/people/{cast.alder.reference}/changes/"))
    assert "Name of tom@example.test, by themselves" in page
    assert "Tom Reyes" in page
    assert "Thomas Reyes" in page
    assert "Tom Reyes" not in read(cast, "grace", f"/people/{cast.council.reference}/changes/")


def test_beside_a_name_stand_role_and_work_address_where_somebody_could_be_taken_for_another(cast: Cast) -> None:
    case = stories.case(cast)
    share = stories.offered(cast, case)
    mend_profile(
        cast.people["dan"], name="Amara  Okafor", job="", phone="", holds_urgent_mail=False, by=cast.actor("dan"), at=AT
    )
    assert "Tom Reyes, staff, tom@example.test" in read(cast, "amara", f"/cases/{case.reference}/name-lead/")
    cases.name_lead(case, cast.people["tom"], by=cast.actor("amara"), at=AT)
    reasons = read(cast, "amara", f"/cases/{case.reference}/reasons/")
    assert "Tom Reyes, staff, tom@example.test" in reasons
    assert "Colm Brannigan, headteacher, colm@example.test" in reasons
    offer = read(cast, "priti", f"/shares/{share.reference}/")
    assert "Amara Adeyemi, inclusion lead, Alder Hythe School, amara@example.test" in offer
    assert "dan@example.test" in read(cast, "colm", "/people/")
    lines = sign_ins_page(TrailEntry.objects.filter(act="mend_profile"), "", is_own=False).lines
    assert [one.whose for one in lines] == ["Amara  Okafor, dan@example.test"]


def test_two_who_have_one_name_are_counted_as_two(cast: Cast) -> None:
    case = stories.case(cast)
    Person.objects.filter(pk=cast.people["colm"].pk).update(name="Amara Adeyemi")
    assert len(names(door.explain(case))) == 2
