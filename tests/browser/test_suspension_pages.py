"""The pages on suspensions in a real browser: a decision made by keyboard and mouse, no fault at two widths."""

import itertools
import os
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.calendar.models import TermDate
from interventions.suspensions import actions as suspensions
from interventions.suspensions import totals
from interventions.suspensions.facts import SuspensionFacts
from interventions.suspensions.models import Suspension
from interventions.term_reports.actions import ask_term_report
from tests import chromium, stories
from tests.browser import signing
from tests.people import AT, Cast, make_cast
from tests.suspensions import seat_clerk


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The edge reads Monday 23 November 2026 from ten on, each reading a second later."""
    seconds = itertools.count(1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(seconds=next(seconds)))


@pytest.fixture
def cast(server: str) -> Cast:
    made = make_cast()
    stories.case(made)
    return made


def faults(page: Page) -> list[str]:
    """What is wrong with the page at each width; then it is wide again."""
    found = chromium.faults(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def picture(page: Page, name: str, folder: Path) -> None:
    page.screenshot(path=folder / f"{name}.png", full_page=True)


def test_a_head_suspends_and_the_council_reads_the_notice(
    context: BrowserContext, page: Page, server: str, cast: Cast, tmp_path: Path
) -> None:
    signing.sign_in(context, cast.people["colm"])
    page.goto(f"{server}/suspensions/")
    found = faults(page)
    page.get_by_role("link", name="Suspend a pupil").click()
    found += faults(page)
    page.get_by_label("Pupil’s name: two letters are enough").press_sequentially("kof")
    page.get_by_text("Kofi Mensah-Hart").click()
    page.get_by_label("First day").fill("23 11 2026")
    page.get_by_label("Last day").fill("1 12 2026")
    page.get_by_text("Whole days", exact=True).click()
    page.get_by_text("Physical assault against a pupil").click()
    page.get_by_label("What happened, in your own words").fill("He threw a chair at a teacher, and did not stop.")
    page.get_by_label("What was tried before").fill("Mentoring, six times; a quieter place at lunch.")
    for name in ("social_worker", "looked_after", "ehc_plan"):
        page.locator(f"[name={name}][value=no]").check(force=True)
    page.locator("[name=disability][value=unknown]").check(force=True)
    page.locator("[name=elsewhere][value=yes]").check(force=True)
    page.get_by_label("If so, how many days").fill("2.5")
    page.get_by_label("At which school").fill("Northbeck Academy")
    page.locator("[name=elsewhere_source][value=school]").check(force=True)
    page.get_by_role("button", name="See the totals with this one").click()
    expect(page.get_by_text("6 days with this one")).to_have_count(1)
    expect(page.get_by_text("8.5 days with this one")).to_have_count(1)
    found += faults(page)
    picture(page, "suspension-decision", tmp_path)
    page.get_by_role("button", name="Suspend Kofi").click()
    page.get_by_role("heading", name="Suspension of Kofi Mensah-Hart").wait_for()
    found += faults(page)
    picture(page, "suspension", tmp_path)
    one = Suspension.objects.get()
    page.goto(f"{server}/suspensions/{one.reference}/record-notice/?to=council")
    found += faults(page)
    page.get_by_label("Their name").fill("Exclusions officer")
    page.get_by_text("Through this service").click()
    page.get_by_role("button", name="Record it").click()
    signing.sign_in(context, cast.people["sandra"])
    page.goto(f"{server}/suspensions/")
    found += faults(page)
    page.get_by_role("link", name="Read the notice").click()
    found += faults(page)
    picture(page, "suspension-notice", tmp_path)
    expect(page.get_by_text("Mentoring")).to_have_count(0)
    assert found == []


def test_education_days_elsewhere_and_an_exam_are_written_down_on_their_pages(
    context: BrowserContext, page: Page, server: str, cast: Cast, tmp_path: Path
) -> None:
    folder = Path(os.environ.get("LOOK") or tmp_path)
    one = suspend(cast)
    signing.sign_in(context, cast.people["amara"])
    url = f"{server}/suspensions/{one.reference}/"
    page.goto(url)
    _both_widths(page, folder, "suspension-untold")
    page.get_by_role("link", name="Write down what is arranged").click()
    found = faults(page)
    _both_widths(page, folder, "arrange-education")
    for name, value in EDUCATION.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=told_how][value=by_hand]").check(force=True)
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("Arranged: Harbour Centre").wait_for()
    page.get_by_role("link", name="Say whether there were days at another school").click()
    found += faults(page)
    _both_widths(page, folder, "days-elsewhere")
    page.locator("[name=elsewhere][value=yes]").check(force=True)
    page.locator("[name=elsewhere_days]").fill("2.5")
    page.locator("[name=elsewhere_school]").fill("Northbeck Academy")
    page.locator("[name=elsewhere_source][value=council]").check(force=True)
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("2.5 days at Northbeck Academy included").wait_for()
    page.get_by_role("link", name="An exam would be missed").click()
    found += faults(page)
    _both_widths(page, folder, "exam-day")
    page.locator("[name=misses_exam][value=yes]").check(force=True)
    page.locator("[name=exam_on]").fill("25 11 2026")
    page.get_by_role("button", name="Keep it").press("Enter")
    page.get_by_text("The exam is on Wednesday 25 November 2026").wait_for()
    found += faults(page)
    _both_widths(page, folder, "suspension-told")
    page.goto(f"{url}letter/")
    page.get_by_text("Where: Harbour Centre, 2 Quay Road").wait_for()
    found += faults(page)
    _both_widths(page, folder, "letter-education")
    assert found == []


EDUCATION = {
    "provider": "Harbour Centre",
    "address": "2 Quay Road",
    "from_on": "1 12 2026",
    "times": "9:15am to 2:45pm",
    "report_to": "Ms Lowe",
    "told_on": "23 11 2026",
}


def _both_widths(page: Page, folder: Path, name: str) -> None:
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def suspend(cast: Cast, at: datetime = AT) -> Suspension:
    school = school_calendar(cast.alder.pk, bank_holidays())
    days = school.school_days(AT.date() - timedelta(1), AT.date() + timedelta(8))
    facts = SuspensionFacts("whole", totals.sessions(days, "whole"), ("PP", "DB"), "Mentoring, six times.")
    return suspensions.impose_suspension(cast.kofi, facts, seat=cast.seat("colm"), by=cast.actor("colm"), at=at)


def test_no_page_of_a_suspensions_end_has_a_fault(context: BrowserContext, page: Page, server: str, cast: Cast) -> None:
    one = suspend(cast)
    told = {"whom": "Clerk", "how": "by_hand", "told_on": AT.date(), "by": cast.actor("amara"), "at": AT}
    suspensions.record_notice(one, "governors", **told)
    url, found = f"{server}/suspensions/{one.reference}/", []
    signing.sign_in(context, cast.people["colm"])
    for address in ("", "letter/", "cancel-suspension/", "record-representations/"):
        page.goto(url + address)
        found += faults(page)
    page.get_by_label("Whose they are").fill("Abena Mensah, mother")
    page.get_by_label("When they came").fill("23 11 2026")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("Meets and decides by Wednesday 24 February 2027")).to_have_count(1)
    found += faults(page)
    page.goto(f"{server}/my-work/")
    page.get_by_role("link", name="Invite a clerk").wait_for()
    found += faults(page)
    assert found == []


def meet(page: Page, link: str, *, has_script: bool, **typed: str) -> list[str]:
    """One step of the board's meeting, by its link and its form; what is wrong with the form's page, by axe."""
    page.get_by_role("link", name=link).click()
    found = faults(page) if has_script else []
    for name, value in typed.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Record it").press("Enter")
    page.get_by_role("heading", name="Suspension of Kofi Mensah-Hart").wait_for()
    return found


@pytest.mark.parametrize("has_script", [True, False])
def test_a_clerk_records_the_boards_meeting(
    has_script: bool, browser: Browser, server: str, cast: Cast, tmp_path: Path
) -> None:
    """From My work to the decision, each at its time; also without JavaScript."""
    one = suspend(cast, AT - timedelta(hours=2))
    seat_clerk(cast)
    told = {"whom": "Clerk", "how": "by_hand", "told_on": AT.date(), "by": cast.actor("amara"), "at": AT}
    suspensions.record_notice(one, "governors", **told)
    suspensions.record_representations(one, whose="Abena", on=AT.date(), by=cast.actor("iris"), at=AT)
    context = browser.new_context(java_script_enabled=has_script)
    signing.sign_in(context, cast.people["iris"])
    page = context.new_page()
    page.goto(f"{server}/my-work/")
    page.get_by_role("link", name="Open it").click()
    look(page, tmp_path, "clerk-before")
    found = faults(page) if has_script else []
    found += meet(page, "The meeting began", has_script=has_script, on="23 11 2026", clock="8:30")
    found += meet(
        page, "It was adjourned", has_script=has_script, on="23 11 2026", clock="9:00", goes_on_on="23 11 2026"
    )
    found += meet(page, "The meeting went on", has_script=has_script, on="23 11 2026", clock="9.15am")
    page.get_by_role("link", name="Record the decision").click()
    found += faults(page) if has_script else []
    look(page, tmp_path, "clerk-decides")
    page.get_by_text("Declined to reinstate: the suspension stands").click()
    decided = {"decided_on": "23 11 2026", "decided": "9:40", "ended": "9:45", "words": "It was proportionate."}
    for name, value in decided.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("Declined to reinstate: the suspension stands")).to_have_count(1)
    expect(page.get_by_text("It decided in time")).to_have_count(1)
    look(page, tmp_path, "clerk-decided")
    page.get_by_role("link", name="Correct the times of sitting 2").click()
    found += faults(page) if has_script else []
    look(page, tmp_path, "clerk-corrects")
    page.locator("[name=decided]").fill("9:35")
    page.get_by_label("What was wrong").fill("Five minutes out.")
    page.get_by_role("button", name="Correct them").click()
    expect(page.get_by_text("Five minutes out.")).to_have_count(1)
    found += faults(page) if has_script else []
    page.set_viewport_size({"width": 375, "height": 800})
    look(page, tmp_path, "clerk-decided-phone")
    assert found == []


def look(page: Page, folder: Path, name: str) -> None:
    picture(page, name, Path(os.environ.get("LOOK", folder)))


def test_the_letter_prints_without_the_frame(context: BrowserContext, page: Page, server: str, cast: Cast) -> None:
    one = suspend(cast)
    signing.sign_in(context, cast.people["amara"])
    page.goto(f"{server}/suspensions/{one.reference}/letter/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="To the parents of Kofi Mensah-Hart")).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.get_by_text("Print it, or read it aloud, today.")).to_be_hidden()


def test_a_letter_as_it_was_given_has_no_fault(
    context: BrowserContext, page: Page, server: str, cast: Cast, tmp_path: Path
) -> None:
    one = suspend(cast)
    signing.sign_in(context, cast.people["amara"])
    page.goto(f"{server}/suspensions/{one.reference}/record-notice/?to=parents")
    page.get_by_label("Their name").fill("Abena Mensah")
    page.get_by_text("First-class post").click()
    found = faults(page)
    look(page, tmp_path, "notice-posted")
    page.get_by_role("button", name="Record it").click()
    page.get_by_role("link", name="The letter as recorded for Abena Mensah").press("Enter")
    expect(page.get_by_text("It counts as given on Wednesday 25 November 2026")).to_have_count(1)
    found += faults(page)
    look(page, tmp_path, "letter-given")
    assert found == []


def test_what_letters_say_the_letter_and_the_report_have_no_fault(
    context: BrowserContext, page: Page, server: str, cast: Cast, tmp_path: Path
) -> None:
    """The head is asked for what letters don't say, says it, and the letter says it."""
    one = suspend(cast)
    signing.sign_in(context, cast.people["colm"])
    page.goto(f"{server}/suspensions/{one.reference}/")
    look(page, tmp_path, "letter-asked")
    page.get_by_role("link", name="Say what letters say of the school").click()
    found = faults(page)
    page.get_by_label("The school’s address").fill("12 School Lane\nAlder Hythe\nWX1 2AB")
    page.get_by_label("The school’s phone").fill("01632 960200")
    page.get_by_label("The clerk to the governing board").fill("Iris Fenwick")
    look(page, tmp_path, "letterhead")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Kept. Letters say so from now on.")).to_be_visible()
    span = {"first_on": date(2026, 8, 1), "last_on": date(2027, 1, 4), "due_on": date(2027, 3, 25)}
    owed = ask_term_report(cast.alder, **span, is_fixed=True, at=AT)
    for name, path in (
        ("letter", f"suspensions/{one.reference}/letter/"),
        ("report", "suspensions/report/"),
        ("report-owed", "my-work/"),
        ("report-laid", f"term-reports/{owed.reference}/record-term-report/"),
    ):
        page.goto(f"{server}/{path}")
        found += faults(page)
        look(page, tmp_path, name)
        page.set_viewport_size({"width": 375, "height": 800})
        look(page, tmp_path, f"{name}-phone")
        page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(media="print")
    page.goto(f"{server}/suspensions/{one.reference}/letter/")
    look(page, tmp_path, "letter-printed")
    assert found == []


@pytest.mark.pictures
@pytest.mark.skipif(not os.environ.get("PICTURES"), reason="makes pictures where PICTURES is set")
def test_pictures(context: BrowserContext, page: Page, server: str, cast: Cast) -> None:
    """Pictures of a suspension at two widths, and of its letter as it prints."""
    one = suspend(cast)
    told = {"whom": "Clerk", "how": "by_hand", "told_on": AT.date(), "by": cast.actor("amara"), "at": AT}
    suspensions.record_notice(one, "governors", **told)
    signing.sign_in(context, cast.people["colm"])
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{server}/suspensions/{one.reference}/")
        page.screenshot(path=f"var/pictures/suspension-{width}.png", full_page=True)
    page.goto(f"{server}/suspensions/{one.reference}/letter/")
    page.set_viewport_size({"width": 794, "height": 1123})
    page.emulate_media(media="print")
    page.screenshot(path="var/pictures/suspension-letter-print.png", full_page=True)


def test_the_next_page_and_another_parent_have_no_fault(
    context: BrowserContext, page: Page, server: str, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, mine = suspend(cast), {"by": cast.actor("amara"), "at": AT}
    suspensions.record_notice(one, "parents", whom="Abena Mensah", how="by_hand", told_on=AT.date(), **mine)
    for _ in range(2):
        stories.concern(cast)
    monkeypatch.setattr(import_module("interventions.work.pages.my_work"), "WORK_PAGE", 1)
    monkeypatch.setattr("referrals.concerns.pages.listing.PAGE", 1)
    signing.sign_in(context, cast.people["colm"])
    page.goto(f"{server}/suspensions/{one.reference}/")
    found = faults(page)
    picture(page, "suspension-told", tmp_path)
    page.get_by_role("link", name="Record another parent").click()
    found += faults(page)
    picture(page, "another-parent", tmp_path)
    signing.sign_in(context, cast.people["amara"])
    for address in ("/my-work/", "/concerns/"):
        page.goto(server + address)
        found += faults(page)
        page.get_by_role("link", name="Next page").first.click()
        found += faults(page)
        picture(page, f"next{address.replace('/', '-')}", tmp_path)
    assert found == []


@pytest.mark.parametrize(
    ("act", "typed", "button"),
    [
        ("void-suspension", {"Why": "It was another pupil."}, "It never happened"),
        ("shorten-suspension", {"Why": "He is sorry.", "Back in school on": "25 11 2026"}, "Shorten it"),
        ("correct-suspension", {"What was wrong": "The wrong day.", "First day": "24 11 2026"}, "Correct it"),
    ],
)
def test_it_is_changed_at_two_widths_with_its_letter(
    context: BrowserContext,
    page: Page,
    server: str,
    cast: Cast,
    tmp_path: Path,
    act: str,
    typed: dict[str, str],
    button: str,
) -> None:
    one = suspend(cast)
    TermDate.objects.filter(agency=cast.alder, kind="inset").update(first_on=one.last_on, last_on=one.last_on)
    signing.sign_in(context, cast.people["colm"])
    page.goto(f"{server}/suspensions/{one.reference}/{act}/")
    found = faults(page)
    for label, text in typed.items():
        page.get_by_label(label).fill(text)
    if act == "shorten-suspension":
        page.locator("[name=back_session][value=PM]").check(force=True)
    if act == "correct-suspension":  # the 27th is a day of the school by now, and none of it: the days have a gap
        page.locator("[name=which][value=other]").check(force=True)
    picture(page, act, tmp_path)
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("heading", name="Suspension of Kofi Mensah-Hart").wait_for()
    found += faults(page)
    picture(page, f"{act}-done", tmp_path)
    page.set_viewport_size({"width": 360, "height": 800})
    picture(page, f"{act}-phone", tmp_path)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{server}/suspensions/{one.reference}/letter/")
    found += faults(page)
    picture(page, f"{act}-letter", tmp_path)
    assert found == []
