"""A pupil who may be on the roll already, and a page that comes too late, in a real browser."""

import os
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests import stories
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import make_cast, make_pupil


def test_a_teacher_is_asked_whether_it_is_a_child_of_the_roll(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder, found = make_cast(), Path(os.environ.get("LOOK") or tmp_path), []
    there = make_pupil(cast.alder, "Siobhán", "O’Shea")
    sign_in(context, cast.people["tom"])
    page.goto("/pupils/add-pupil/")
    page.get_by_label("First name").fill("Siobhan")
    page.get_by_label("Last name").fill("O'Shea")
    page.get_by_label("Date of birth").fill(f"{there.born_on:%d %m %Y}")
    page.get_by_role("button", name="Add and go on").click()
    expect(page.get_by_role("group", name="Is it one of these")).to_be_visible()
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        found += faults(page)
        page.screenshot(path=folder / f"alike-{width}.png", full_page=True)
    page.get_by_label("None of them").check()
    page.get_by_role("button", name="Add and go on").click()
    expect(page.locator("main")).to_contain_text("Say how you know")
    found += faults(page)
    page.get_by_label("Siobhán O’Shea").check()
    page.get_by_role("button", name="Add and go on").click()
    expect(page.locator("body")).to_contain_text("Siobhán O’Shea is on your list now.")
    assert not found, "\n".join(found)


def test_a_page_that_comes_too_late_says_why_and_leads_on(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder, found = make_cast(), Path(os.environ.get("LOOK") or tmp_path), []
    stories.case(cast)
    concern = cast.kofi.concerns.get()
    sign_in(context, cast.people["amara"])
    page.goto(f"/concerns/{concern.reference}/dismiss-concern/")
    expect(page.locator("main")).to_contain_text("A case has already been opened on this concern.")
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        found += faults(page)
        page.screenshot(path=folder / f"late-{width}.png", full_page=True)
    page.get_by_role("link", name="See where it stands").click()
    expect(page).to_have_url(f"{server}/concerns/{concern.reference}/")
    assert not found, "\n".join(found)
