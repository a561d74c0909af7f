"""A child's attendance in a real browser: no fault at three widths, for the school and for an agency."""

import os
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from agencies.policy import Section
from tests import stories
from tests.attendance import FRIDAY, mark, send, system_of
from tests.browser.signing import sign_in
from tests.browser.test_child_page import WIDTHS
from tests.browser.test_top_floor_pages import faults
from tests.people import Cast, make_cast


def registered(cast: Cast) -> str:
    """A child with some weeks of marks, one of them corrected, whose attendance is shared; and the address."""
    system = system_of(cast)
    for day in ("2026-11-02", "2026-11-04", "2026-11-09", "2026-11-10", "2026-11-11", "2026-11-12", "2026-11-16"):
        send(system, day, mark("k-1", "/ \\"))
    send(system, "2026-11-03", mark("k-1", "N N"))
    send(system, "2026-11-03", mark("k-1", "I I"))
    send(system, "2026-11-17", mark("k-1", "U O"))
    send(system, "2026-11-18", mark("k-1", "L Y5"))
    send(system, FRIDAY, mark("k-1", am="F9"))
    stories.shared(cast, stories.case(cast), sections=(Section.ATTENDANCE,))
    return f"/pupils/{cast.kofi.reference}/attendance/"


def test_each_reader_has_a_page_without_fault(server: str, context: BrowserContext, page: Page, tmp_path: Path) -> None:
    cast, folder, found = make_cast(), Path(os.environ.get("LOOK") or tmp_path), []
    url = registered(cast)
    for name in ("amara", "priti"):
        sign_in(context, cast.people[name])
        page.goto(url)
        expect(page.get_by_role("heading", level=1)).to_have_text("Kofi Mensah-Hart: attendance in 2026/27")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=folder / f"attendance-{name}-{width}.png", full_page=True)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
            found += faults(page)
        page.goto(url.replace("attendance/", "#attendance"))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.locator("#attendance").screenshot(path=folder / f"attendance-panel-{name}-{width}.png")
            page.locator("#year").screenshot(path=folder / f"attendance-year-{name}-{width}.png")
    assert found == []
