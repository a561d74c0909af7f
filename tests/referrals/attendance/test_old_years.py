"""An older school year on the page of a child: the marks that are kept, or the sums by week and nothing more."""

from datetime import date, timedelta
from typing import Any

import pytest

from agencies.policy import Level, Section
from referrals.attendance.models import AttendanceSum, AttendanceWeek
from referrals.pupils.models import Came, ExternalId
from referrals.shares.models import CaseShare
from tests import attendance, merges, stories
from tests.machines import known_system
from tests.people import AT, Cast
from tests.referrals.attendance.test_pages import page, share, statements, text

pytestmark = pytest.mark.usefixtures("ticking")
WEEK = date(2023, 11, 6)


def week(pupil: Any, school: Any, monday: date = WEEK, **counts: int) -> None:
    made = {"week": monday, "made_at": AT - timedelta(days=90)}
    AttendanceSum.objects.create(pupil=pupil, school=school, **made, **attendance.sums(**counts))


@pytest.fixture
def old(cast: Cast) -> None:
    """Twenty half days, two of them missed by illness, and one with a code that nobody knows."""
    week(cast.kofi, cast.alder, attended=8, authorised=2, late=1, ill=2)
    week(
        cast.kofi, cast.alder, WEEK + timedelta(7), attended=9, not_possible=2, unknown=1, unauthorised=1, late_after=1
    )


@pytest.mark.usefixtures("old")
def test_an_older_year_shows_the_sums_and_says_why_no_marks_are_kept(cast: Cast) -> None:
    assert "2023/24" in text(page(cast, "amara"))
    assert "2022/23" not in text(page(cast, "amara"))
    said = text(page(cast, "amara", year="2023"))
    assert "attendance in 2023/24" in said
    assert "Sums of the weeks from 6 Nov 2023 to 13 Nov 2023, of the marks that Alder Hythe School sent." in said
    assert "The marks themselves are not kept since 25 Aug 2026." in said
    assert "Marks older than the last school year are kept only of children with a case at the school" in said
    assert "Attended 17 of 20 possible half days, 85.00 %. Missed 3, 15.00 %: 2 with leave, 1 without." in said
    assert "Persistent absence: a tenth or more of the possible half days was missed." in said
    assert "Late 1 time before the register closed, which counts as attended, and 1 after" in said
    assert "Ill on 2 half days, 1 day." in said
    assert "Counted in no rate: 2 half days that could not be attended." in said
    assert "Counted in nothing: 1 mark with a code that is not known here." in said
    assert "Sums don’t tell in which" in said
    assert "6 Nov 2023 10 2" in said
    assert "13 Nov 2023 10 1" in said
    for absent in ("Nothing recorded", "Marks from", "in any ten", "What the codes mean", "Not known:"):
        assert absent not in said, absent


def test_without_anything_of_an_older_year_none_is_offered(cast: Cast) -> None:
    said = text(page(cast, "amara", year="2023"))
    assert "attendance in 2026/27" in said
    assert "2023/24" not in said


@pytest.mark.usefixtures("old")
def test_an_older_year_of_sums_is_left_out_of_this_year(cast: Cast) -> None:
    assert "No marks have come of 2026/27" in text(page(cast, "amara"))


def test_a_year_with_both_counts_both_and_each_week_once(cast: Cast) -> None:
    """Of two records that became one the fuller sums of a week count; where its marks are held, they do."""
    last = date(2025, 11, 3)
    AttendanceWeek.objects.create(pupil=cast.kofi, school=cast.alder, week=last, am_1="/", pm_1="O")
    week(cast.kofi, cast.alder, last, attended=10)
    week(cast.kofi, cast.alder, last + timedelta(7), attended=5, authorised=4)
    week(cast.kofi, cast.alder, last + timedelta(7), attended=10)
    said = text(page(cast, "amara", year="2025"))
    assert "Marks from 3 Nov 2025 to 3 Nov 2025" in said
    assert "Attended 11 of 12 possible half days" in said
    assert "Sums of the weeks from 10 Nov 2025 to 10 Nov 2025" in said


@pytest.mark.usefixtures("old")
def test_nobody_else_reads_that_an_older_year_is_there(cast: Cast) -> None:
    for name in ("tom", "helen", "sandra", "priti"):
        assert page(cast, name, year="2023").status_code == 404, name
    week(cast.kofi, cast.merrow, date(2022, 11, 7), attended=10)
    said = text(page(cast, "amara", year="2022"))
    assert "2022/23" not in said
    assert "Merrow" not in said


@pytest.mark.usefixtures("old")
@pytest.mark.parametrize(("sections", "is_told"), [((), False), ((Section.HEALTH,), True)])
def test_an_agency_reads_by_its_parts_what_sums_tell(cast: Cast, sections: Any, is_told: bool) -> None:
    share(cast, Section.ATTENDANCE, *sections)
    said = text(page(cast, "priti", year="2023"))
    assert "Attended 17 of 20" in said
    assert ("Ill on" in said) is is_told


@pytest.mark.usefixtures("old")
def test_a_half_share_reads_the_sums_that_are_certainly_of_its_half(cast: Cast) -> None:
    stories.shared(cast, stories.case(cast), level=Level.SECTIONS, sections=(Section.ATTENDANCE,))
    pair = merges.pair(cast)
    week(pair.other, cast.alder, date(2022, 11, 7), attended=10)
    merges.merged(cast, two=pair)
    assert CaseShare.objects.get().is_half
    assert Came.objects.filter(kind="attendancesum").count() == 1
    said = text(page(cast, "priti"))
    assert "2023/24" in said
    assert "2022/23" not in said
    assert "2022/23" in text(page(cast, "amara"))
    system = known_system(cast.alder, cast.people["amara"])
    sent = ExternalId.objects.create(school=cast.alder, system=system, value="k-2", pupil=cast.kofi, made_at=AT)
    came = Came.objects.get(kind="attendancesum")
    Came.objects.create(merge=came.merge, authority_id=came.authority_id, kind="externalid", key=sent.pk, field="pupil")
    assert "2023/24" not in text(page(cast, "priti"))


def test_the_page_asks_the_same_with_sums_and_without(cast: Cast) -> None:
    few = statements(cast)
    for n in range(150):
        week(cast.kofi, cast.alder, WEEK + timedelta(7 * n), attended=10)
    assert statements(cast) == few
