"""A school's year in a real browser: the list, the form, and the form with something to change, without a fault."""

import os
import re
from datetime import date
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from agencies.closures.actions import keep_closure
from referrals.duties.models import Duty
from tests import stories, suspensions
from tests.agencies.calendar.test_files import BY_HOLIDAYS, calendar, single
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import AT, make_cast


def test_the_head_writes_the_year(server: str, context: BrowserContext, page: Page, tmp_path: Path) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    sign_in(context, cast.people["colm"])
    page.goto("/people/")
    page.get_by_role("link", name="School years").click()
    found = faults(page)
    page.get_by_role("link", name="2027/28").click()
    half = page.get_by_role("group", name="Autumn, first half")
    half.get_by_label("First day").fill("2 9 2027")
    page.get_by_role("button", name="Keep this year").click()
    expect(page.locator("main")).to_contain_text("Autumn, first half: enter its first day and its last day")
    for width in (1280, 375):
        found += faults(page)
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=folder / f"year-{width}.png", full_page=True)
    half.get_by_label("Last day").fill("22 10 2027")
    page.get_by_role("button", name="Keep this year").click()
    expect(page.locator("main")).to_contain_text("Alder Hythe School, 2027/28: 37 school days are kept.")
    page.screenshot(path=folder / "years.png", full_page=True)
    assert not found, "\n".join(found)


def test_the_head_fills_the_year_from_the_councils_calendar(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    sign_in(context, cast.people["colm"])
    page.goto(f"/school-years/{cast.alder.reference}/2026/keep-year/")
    page.get_by_role("button", name="Fill the form from the file").click()
    expect(page.locator("main")).to_contain_text("Choose a file")
    found = faults(page)
    sports = single(date(2027, 6, 18), "Sports day")
    feed = {"name": "terms.ics", "mimeType": "text/calendar", "buffer": calendar(*BY_HOLIDAYS, sports)}
    page.get_by_label("A file of term dates").set_input_files([feed])
    page.get_by_role("button", name="Fill the form from the file").click()
    main = page.locator("main")
    expect(main).to_contain_text("“Sports day”, 18 Jun 2027: its words say neither term, holiday nor INSET day")
    for width in (1280, 375):
        found += faults(page)
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=folder / f"year-file-{width}.png", full_page=True)
    page.get_by_role("button", name="Keep this year").click()
    expect(main).to_contain_text("Alder Hythe School, 2026/27: 194 school days are kept.")
    assert not found, "\n".join(found)


def test_the_council_publishes_a_year_and_the_head_takes_it_over(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    sign_in(context, cast.people["sandra"])
    page.goto("/school-years/")
    page.get_by_role("link", name="The council’s school years").click()
    found, main = faults(page), page.locator("main")
    page.get_by_role("link", name=re.compile("Publish it.*2027")).click()
    half = page.get_by_role("group", name="Autumn, first half")
    half.get_by_label("First day").fill("2 9 2027")
    half.get_by_label("Last day").fill("22 10 2027")
    found += faults(page)
    page.screenshot(path=folder / "area-publish.png", full_page=True)
    page.get_by_role("button", name="Publish it").click()
    expect(main).to_contain_text("2027/28 is published.")
    page.screenshot(path=folder / "area-list.png", full_page=True)
    sign_in(context, cast.people["colm"])
    page.goto("/school-years/area/")
    page.get_by_role("link", name=re.compile("Take over.*2027")).click()
    for width in (1280, 375):
        found += faults(page)
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=folder / f"area-take-{width}.png", full_page=True)
    page.get_by_role("button", name="Take it over").click()
    expect(main).to_contain_text("Follows the council’s.")
    found += faults(page)
    page.screenshot(path=folder / "area-followed-375.png", full_page=True)
    page.get_by_role("link", name=re.compile("Keep our own.*2027")).click()
    found += faults(page)
    page.get_by_role("button", name="Keep our own").press("Enter")
    expect(main).to_contain_text("Alder Hythe School keeps its own 2027/28.")
    assert not found, "\n".join(found)


def test_the_head_closes_the_school_for_a_day_and_takes_it_back(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    """By keyboard alone where it matters: the form is filled and sent without a mouse."""
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    stories.case(cast)
    sign_in(context, cast.people["colm"])
    page.goto(f"/school-years/{cast.alder.reference}/2026/keep-year/")
    page.get_by_role("link", name="Close the school for a day").click()
    found = faults(page)
    page.get_by_role("button", name="Close the school").click()
    expect(page.locator("main")).to_contain_text("Answer “First day”")
    for width in (1280, 375):
        found += faults(page)
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=folder / f"closure-{width}.png", full_page=True)
    page.get_by_label("First day").focus()
    page.keyboard.type("25 11 2026")
    page.get_by_role("radio", name="Snow or other weather").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Close the school").focus()
    page.keyboard.press("Enter")
    main = page.locator("main")
    expect(main).to_contain_text("Of the due days 2 moved later.")
    expect(main).to_contain_text("25 Nov 2026 (snow or other weather)")
    found += faults(page)
    page.screenshot(path=folder / "year-closed-375.png", full_page=True)
    page.goto(f"/duties/{Duty.objects.get(rule='name_lead').reference}/")
    expect(main).to_contain_text("The school’s closure, 25 Nov 2026 (snow or other weather), moved it to")
    found += faults(page)
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=folder / f"duty-moved-{width}.png", full_page=True)
    page.goto(f"/school-years/{cast.alder.reference}/2026/keep-year/")
    page.get_by_role("link", name="Take it back").click()
    found += faults(page)
    page.screenshot(path=folder / "closure-back.png", full_page=True)
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("main")).to_contain_text("Of the due days 2 moved earlier.")
    page.screenshot(path=folder / "year-taken-back.png", full_page=True)
    assert not found, "\n".join(found)


def test_a_suspension_with_a_day_on_which_the_school_was_shut(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    one = suspensions.impose(cast, date(2026, 11, 23), date(2026, 11, 26))
    shut = date(2026, 11, 25)
    keep_closure(cast.alder, first_on=shut, last_on=shut, why="weather", by=cast.actor("colm"), at=AT)
    sign_in(context, cast.people["amara"])
    found = []
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"/suspensions/{one.reference}/")
        expect(page.locator("main")).to_contain_text("The school was shut on Wed 25 Nov.")
        found += faults(page)
        page.screenshot(path=folder / f"suspension-shut-{width}.png", full_page=True)
    page.get_by_role("link", name="print a corrected letter").click()
    expect(page.locator("main")).to_contain_text("that is no day of the suspension")
    found += faults(page)
    page.screenshot(path=folder / "letter-corrected.png", full_page=True)
    assert not found, "\n".join(found)
