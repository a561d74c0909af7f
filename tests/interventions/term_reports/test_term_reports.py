"""The report of a term to the governing board: asked for when the term has ended, until somebody says it was laid."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from agencies.calendar.models import TermDate
from agencies.directory.models import Agency
from agencies.outbox.models import Letter, Sweep
from agencies.policy import Act
from agencies.trail.access import done_on
from agencies.trail.models import TrailEntry
from interventions.suspensions import actions as suspensions
from interventions.suspensions.reporting import ask_term_reports
from interventions.term_reports.actions import ask_term_report, record_term_report
from interventions.term_reports.models import TermReport
from interventions.term_reports.pages import url_of
from referrals import door
from tests.browsing import browse, carried, read, text
from tests.people import AT, Cast, set_clock
from tests.suspensions import cancel, impose, instant, seat_clerk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
ENDED = date(2027, 1, 5)
"""The first day of the spring term of Alder Hythe School."""
LATER = instant(ENDED, 12)


def tick(day: date = ENDED) -> list[TermReport]:
    """The ticks of that day, until nothing is left."""
    at = instant(day, 7)
    set_clock(at)
    while ask_term_reports(at):
        pass
    return list(TermReport.objects.order_by("id"))


def laid(cast: Cast, report: TermReport, name: str = "amara", day: str = "5 1 2027", **more: str) -> Any:
    """Somebody says that it was laid, on the page."""
    with time_machine.travel(LATER, tick=False):
        client = browse(cast, name)
        return client.post(url(report), carried(client.get(url(report))) | {"laid_on": day, **more})


def url(report: TermReport) -> str:
    return f"/term-reports/{report.reference}/record-term-report/"


def test_the_first_day_after_a_term_with_a_short_suspension_asks_for_its_report(cast: Cast) -> None:
    """Not in the holiday, once, by the end of the new term; no child is named."""
    impose(cast)
    seat_clerk(cast)
    assert tick(date(2027, 1, 4)) == []
    (report,) = tick()
    assert (report.school, report.first_on, report.last_on) == (cast.alder, date(2026, 8, 1), date(2027, 1, 4))
    assert (report.due_on, report.is_fixed) == (date(2027, 3, 25), False)
    letter = Letter.objects.get(subject_ref=report.reference)
    assert letter.words == (
        "The law has the board of Alder Hythe School told once a term of its short suspensions. "
        "Report those of 1 Aug 2026 to 4 Jan 2027, by 25 Mar 2027."
    )
    assert {seat.person.name for seat in door.audience(letter)} >= {"Colm Brannigan", "Iris Fenwick"}
    assert tick() == [report]
    assert tick(date(2027, 1, 6)) == [report]
    assert TrailEntry.objects.get(act=Act.ASK_TERM_REPORT).subject_ref == report.reference
    page = text(browse(cast, "amara").get("/my-work/"))
    assert "Report the suspensions of 1 Aug 2026 to 4 Jan 2027 to the governing board of Alder Hythe School" in page
    assert "Nothing waits for you" not in text(browse(cast, "iris").get("/my-work/"))
    for name in ("tom", "sandra", "helen"):
        assert "governing board" not in read(cast, name, "/my-work/")


@pytest.mark.parametrize("what", ["none", "void", "long", "in another term", "cancelled"])
def test_only_a_term_with_something_to_report_is_asked_about(cast: Cast, what: str) -> None:
    if what == "in another term":
        impose(cast, ENDED, at=instant(ENDED))
    elif what == "long":
        impose(cast, date(2026, 11, 23), date(2026, 12, 2))
    elif what != "none":
        one = impose(cast)
        if what == "void":
            suspensions.void_suspension(one, why="Another pupil.", by=cast.actor("colm"), at=AT)
        else:
            cancel(cast, one)
    assert len(tick()) == (what == "cancelled")


def test_terms_that_are_not_known_are_the_laws_and_the_page_says_so(cast: Cast) -> None:
    """On the first working day: not on New Year's Day, nor on the Saturday after it."""
    impose(cast)
    kept = list(TermDate.objects.filter(agency=cast.alder, kind="term").order_by("first_on"))
    TermDate.objects.filter(agency=cast.alder).delete()
    assert tick(date(2027, 1, 1)) == tick(date(2027, 1, 2)) == []
    (report,) = tick(date(2027, 1, 4))
    assert (report.first_on, report.last_on, report.is_fixed) == (date(2026, 8, 1), date(2026, 12, 31), True)
    unknown, not_three = "The school’s terms of that year are not known here. ", "not exactly three terms here"
    there = "/suspensions/report/?term=2026-08-01"
    for page in (url(report), there):
        assert unknown in read(cast, "amara", page)
        assert not_three not in read(cast, "amara", page)
    this_year = next(row for row in kept if row.first_on >= date(2026, 8, 1))
    this_year.save(force_insert=True)
    for page in (url(report), there):
        assert not_three in read(cast, "amara", page)
        assert unknown not in read(cast, "amara", page)


def test_it_is_laid_once_by_whoever_leads_or_the_clerk_with_the_day_and_a_line(cast: Cast) -> None:
    impose(cast)
    seat_clerk(cast)
    (report,) = tick()
    assert laid(cast, report, day="6 1 2027").status_code == 422
    assert laid(cast, report, day="31 7 2026").status_code == 422
    for name in ("tom", "sandra", "helen"):
        assert browse(cast, name).get(url(report)).status_code in (403, 404)
    answer = laid(cast, report, "iris")
    assert answer["Location"].endswith("&term=2026-08-01")
    report.refresh_from_db()
    assert (report.state, report.laid_on, report.laid_by) == ("laid", ENDED, cast.people["iris"])
    line = done_on("term_report", report.reference).get(act=Act.RECORD_TERM_REPORT)
    assert (line.by_name, line.facts["laid"]) == ("Iris Fenwick", "2027-01-05")
    assert browse(cast, "amara").get(url(report)).status_code == 409
    assert "governing board of" not in read(cast, "amara", "/my-work/")
    page = text(browse(cast, "amara").get("/suspensions/report/?term=2026-08-01"))
    assert "Laid before the board on Tuesday 5 January 2027, as Iris Fenwick said on Tuesday 5 January 2027." in page
    assert tick(date(2027, 1, 6)) == [report]


def test_what_is_entered_after_it_was_laid_is_asked_for_again(cast: Cast) -> None:
    impose(cast)
    (report,) = tick()
    laid(cast, report)
    impose(cast, date(2026, 12, 1), at=instant(date(2027, 1, 6)))
    assert tick(date(2027, 1, 9)) == [report]  # a Saturday
    first, again = tick(date(2027, 1, 11))
    assert (first, again.first_on, again.state) == (report, report.first_on, "owed")
    page = text(browse(cast, "amara").get("/suspensions/report/?term=2026-08-01"))
    assert "Nobody has said here since then that this report was laid before the board" in page


def test_what_was_entered_between_the_day_and_the_word_is_asked_for(cast: Cast) -> None:
    """Laid on the 5th, as somebody says on the 7th: one that was entered on the 6th was in no report."""
    impose(cast)
    (report,) = tick()
    impose(cast, date(2026, 12, 1), at=instant(date(2027, 1, 6)))
    by, at = cast.actor("amara", instant(date(2027, 1, 7))), instant(date(2027, 1, 7))
    record_term_report(report, laid_on=ENDED, by=by, at=at)
    assert len(tick(date(2027, 1, 8))) == 2


def test_what_was_entered_on_the_day_before_it_was_laid_is_not_asked_for_again(cast: Cast) -> None:
    impose(cast)
    (report,) = tick()
    by, at = cast.actor("amara", LATER), LATER
    impose(cast, date(2026, 12, 1), at=LATER - timedelta(hours=1))
    record_term_report(report, laid_on=ENDED, by=by, at=at)
    assert len(tick(date(2027, 1, 8))) == 1


def test_a_report_of_long_ago_leads_to_its_own_term_and_one_of_a_term_that_moved_to_that(cast: Cast) -> None:
    impose(cast)
    (report,) = tick()
    page = {"school": cast.alder, "due_on": date(2027, 7, 22), "at": LATER}
    spring = ask_term_report(first_on=ENDED, last_on=date(2027, 4, 11), is_fixed=False, **page)
    TermDate.objects.filter(agency=cast.alder, first_on=ENDED).update(first_on=date(2027, 1, 7))
    with time_machine.travel(instant(date(2027, 1, 8), 12), tick=False):
        assert "Thursday 7 January 2027 to Sunday 11 April 2027." in read(cast, "amara", url_of(spring))
    with time_machine.travel(instant(date(2028, 9, 6), 12), tick=False):
        page = read(cast, "amara", url_of(report))
        assert "Saturday 1 August 2026 to Monday 4 January 2027." in page
        assert "Monday 23 November 2026" in page
        assert "<b>1 Aug 2026 to 4 Jan 2027</b>" in page
        assert f'href="{url(report)}"' in page


def test_nobody_is_reminded_of_a_closed_schools_and_my_work_says_that_there_are_more(cast: Cast) -> None:
    at = {"school": cast.alder, "is_fixed": True, "at": LATER}
    for n in range(21):
        day = date(2020, 1, 1) + timedelta(n)
        ask_term_report(first_on=day, last_on=day, due_on=date(2027, 3, 25), **at)
    with time_machine.travel(LATER, tick=False):
        page = text(browse(cast, "amara").get("/my-work/"))
    assert "<b>over 20</b>for the governing board" in page
    assert page.count("It was laid<") == 20
    assert "The first of them are shown." in page
    Agency.objects.filter(pk=cast.alder.pk).update(closed_at=LATER)
    letters = Letter.objects.count()
    tick(date(2027, 3, 18))
    assert Letter.objects.count() == letters


def test_a_school_that_moves_its_term_is_not_asked_twice(cast: Cast) -> None:
    impose(cast)
    (report,) = tick()
    TermDate.objects.filter(agency=cast.alder, first_on=ENDED).update(first_on=date(2027, 1, 7))
    assert tick(date(2027, 1, 7)) == [report]


def test_who_was_told_is_told_a_week_before_and_once_it_is_late_and_no_more(cast: Cast) -> None:
    impose(cast)
    (report,) = tick()
    for n in range(120):
        tick(ENDED + timedelta(n + 1))
    letters = Letter.objects.filter(subject_ref=report.reference).order_by("id")
    said = [(letter.posted_at.date(), letter.words) for letter in letters]
    assert [day for day, _ in said] == [ENDED, date(2027, 3, 18), date(2027, 4, 12)]  # the 26th is Good Friday
    assert said[1][1].endswith("Nobody has said here yet that it was done.")
    assert said[2][1] == (
        "Nobody has said here that the suspensions of 1 Aug 2026 to 4 Jan 2027 were reported to the board of "
        "Alder Hythe School: due by 25 Mar 2027."
    )
    assert not any("Kofi" in words or len(words) > 300 for _, words in said)


def test_a_council_is_seen_to_once_a_day(cast: Cast) -> None:
    at = instant(ENDED)
    set_clock(at)
    assert ask_term_reports(at) != []
    while ask_term_reports(at):
        pass
    impose(cast, date(2026, 12, 1), at=at)
    assert ask_term_reports(at + timedelta(hours=9)) == []
    assert Sweep.objects.filter(name__startswith="term_reports_of_").exists()


def test_the_database_keeps_one_that_is_owed_and_who_said_that_it_was_laid(cast: Cast) -> None:
    impose(cast)
    (report,) = tick()
    for change in ({"state": "laid"}, {"laid_on": ENDED}, {"last_on": date(2026, 7, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TermReport.objects.filter(pk=report.pk).update(**change)
    report.pk, report.reference = None, "AAAA-AAAA-A"
    with pytest.raises(IntegrityError), transaction.atomic():
        report.save()
