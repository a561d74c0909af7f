"""A child's attendance as its readers see it: on a page of its own, and in a panel of the child's page."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.policy import Level, Section
from agencies.trail.models import TrailEntry
from referrals.attendance.models import AttendanceCorrection, AttendanceWeek
from referrals.pupils.models import Enrolment, Pupil
from tests import stories
from tests.attendance import FRIDAY, mark, send, system_of
from tests.browsing import browse
from tests.people import AT, Cast, set_clock

pytestmark = pytest.mark.usefixtures("ticking")
TERM = [date(2026, 9, 3) + timedelta(n) for n in range(80)]
"""The 3rd of September to the 21st of November."""


def page(cast: Cast, name: str, pupil: Pupil | None = None, year: str = "") -> Any:
    url = reverse("see_attendance", args=[(pupil or cast.kofi).reference])
    return browse(cast, name).get(url + (f"?year={year}" if year else ""))


def child(cast: Cast, name: str) -> Any:
    return browse(cast, name).get(reverse("see_child", args=[cast.kofi.reference]))


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def share(cast: Cast, *sections: Section, level: Level = Level.SECTIONS) -> Any:
    return stories.shared(cast, stories.case(cast), level=level, sections=sections)


@pytest.fixture
def marks(cast: Cast) -> None:
    """A week with an absence by illness, a correction, an absence without leave and a code that nobody knows."""
    system = system_of(cast)
    send(system, "2026-11-16", mark("k-1", "/ \\"))
    send(system, "2026-11-17", mark("k-1", "N N"))
    send(system, "2026-11-17", mark("k-1", "I I"))
    send(system, "2026-11-18", mark("k-1", "O L"))
    send(system, "2026-11-19", mark("k-1", "Y5 F9"))
    send(system, FRIDAY, mark("k-1", am="E"))


@pytest.mark.usefixtures("marks")
@pytest.mark.parametrize("name", ["amara", "colm"])
def test_who_leads_at_the_school_reads_the_sums_and_the_marks_without_a_case(cast: Cast, name: str) -> None:
    said = text(page(cast, name))
    assert "Marks from 16 Nov 2026 to 20 Nov 2026, as sent by Alder Hythe School." in said
    assert "Attended 3 of 7 possible half days, 42.86 %. Missed 4, 57.14 %: 3 with leave, 1 without." in said
    assert "Severe absence: half or more of the possible half days was missed." in said
    assert "Late 1 time before the register closed, which counts as attended, and 0 after" in said
    assert "Without leave: 1 half day in the last ten school weeks, at most 1 in any ten." in said
    assert "Ill on 2 half days, 1 day." in said
    assert "Counted in no rate: 1 half day that could not be attended." in said
    assert "Counted in nothing: 1 mark with a code that is not known here." in said
    assert "Not known: 1 half day of school in that time with no mark." in said
    assert "I I" in said
    assert "Morning: ill; afternoon: ill Corrected" in said.replace("Ill", "ill")
    assert "Tue 17 Nov, morning: N, no reason for the absence yet, until" in said
    assert "Code F9, which is not known here" in said


@pytest.mark.usefixtures("marks")
def test_nobody_else_of_the_school_and_no_other_school_reads_them(cast: Cast) -> None:
    for name in ("tom", "helen", "sandra", "priti"):
        assert page(cast, name).status_code == 404, name
    assert "Half days missed" not in child(cast, "tom").content.decode()


@pytest.mark.usefixtures("marks")
def test_the_council_reads_them_while_it_helps_on_an_open_case(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    assert "Attended 3 of 7" in text(page(cast, "sandra"))
    line = TrailEntry.objects.filter(act="see_attendance", outcome="opened").latest("id")
    assert (line.subject_kind, line.subject_ref, line.case_ref) == ("pupil", cast.kofi.reference, case.reference)


@pytest.mark.usefixtures("marks")
def test_an_agency_reads_by_the_section_how_each_half_day_counts_and_no_more(cast: Cast) -> None:
    share(cast, Section.ATTENDANCE)
    said = text(page(cast, "priti"))
    assert "Attended 3 of 7" in said
    assert "Ill on" not in said
    for hidden in ("Ill", "justice", "detention", "Suspended", "No reason", "Y5"):
        assert hidden not in said, hidden
    assert "Absent with leave" in said
    assert "Your share lets you read how each half day counts." in said
    assert "morning: out, absent without leave, until" in said
    panel = text(child(cast, "priti"))
    assert "Half days missed" in panel
    assert "Attended 3 of 7" in panel


@pytest.mark.usefixtures("marks")
def test_an_agency_with_health_reads_that_a_child_was_ill(cast: Cast) -> None:
    share(cast, Section.ATTENDANCE, Section.HEALTH)
    said = text(page(cast, "priti"))
    assert "Ill on 2 half days" in said
    assert "detention" not in said
    assert "Suspended" not in said


@pytest.mark.usefixtures("marks")
@pytest.mark.parametrize("sections", [(Section.EDUCATION,), (Section.HEALTH, Section.VOICE)])
def test_an_agency_without_the_section_sees_nothing_of_it(cast: Cast, sections: Any) -> None:
    share(cast, *sections)
    assert page(cast, "priti").status_code == 404
    answer = child(cast, "priti")
    body = answer.content.decode()
    for hidden in ("Half days missed", "Attended", "y-attendance", "/attendance/"):
        assert hidden not in body
    with_marks = re.sub(r"\d\d:\d\d|nonce=\"[^\"]*\"|value=\"[^\"]*\"", "", text(answer))
    AttendanceWeek.objects.all().delete()
    AttendanceCorrection.objects.all().delete()
    assert re.sub(r"\d\d:\d\d|nonce=\"[^\"]*\"|value=\"[^\"]*\"", "", text(child(cast, "priti"))) == with_marks
    assert not TrailEntry.objects.filter(act="see_attendance", outcome="opened").exists()


def test_without_marks_the_page_and_the_panel_say_so(cast: Cast) -> None:
    assert "No marks have come of 2026/27 from Alder Hythe School." in text(page(cast, "amara"))
    said = text(child(cast, "amara"))
    assert "No marks of this school year have come from Alder Hythe School." in said
    assert "None in these weeks that you may read." in said


@pytest.mark.usefixtures("marks")
def test_last_year_stands_behind_its_link_and_any_other_word_is_this_year(cast: Cast) -> None:
    AttendanceWeek.objects.create(pupil=cast.kofi, school=cast.alder, week=date(2025, 11, 3), am_1="S", pm_2="/")
    said = text(page(cast, "amara", year="2025"))
    assert "attendance in 2025/26" in said
    assert "On study leave" in said
    assert "16 Nov 2026" not in said
    for odd in ("2024", "x", "2026", "٢٠٢٥", "9" * 50):
        assert "attendance in 2026/27" in text(page(cast, "amara", year=odd))


@pytest.mark.usefixtures("marks")
def test_once_the_child_is_on_another_roll_neither_school_reads_the_others_marks(cast: Cast) -> None:
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=date(2026, 11, 20))
    Enrolment.objects.create(pupil=cast.kofi, school=cast.merrow, starts_on=date(2026, 11, 21))
    assert page(cast, "amara").status_code == 404
    said = text(page(cast, "helen"))
    assert "No marks have come of 2026/27 from Merrow Lane Primary." in said
    assert "Attended" not in said


@pytest.mark.usefixtures("marks")
def test_the_panel_writes_who_has_read_and_of_whom(cast: Cast) -> None:
    child(cast, "amara")
    line = TrailEntry.objects.get(act="see_attendance")
    assert (line.subject_kind, line.facts["shown"]) == ("attendance", [cast.kofi.reference])


def statements(cast: Cast) -> int:
    client: Client = browse(cast, "amara")
    url = reverse("see_attendance", args=[cast.kofi.reference])
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_the_page_asks_the_same_however_many_marks_there_are(cast: Cast) -> None:
    AttendanceWeek.objects.create(pupil=cast.kofi, school=cast.alder, week=date(2026, 9, 7), am_1="/")
    few = statements(cast)
    made = [date(2025, 9, 1) + timedelta(7 * n) for n in range(64)]
    AttendanceWeek.objects.filter(pupil=cast.kofi).delete()
    AttendanceWeek.objects.bulk_create(
        AttendanceWeek(pupil=cast.kofi, school=cast.alder, week=week, am_1="O", pm_1="/", am_3="I") for week in made
    )
    assert statements(cast) == few
    set_clock(AT)
