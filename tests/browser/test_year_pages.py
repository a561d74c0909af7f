"""A school's year in a real browser: the list, the form, and the form with something to change, without a fault."""

import os
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import make_cast


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
