"""A child's page in a real browser: no fault at three widths, its year readable at each, and on paper."""

import os
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from agencies.policy import Section
from referrals.entries import actions as entries
from referrals.entries.actions import EntryFacts
from tests import stories, suspensions
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import AT, Cast, make_cast

WIDTHS = (1280, 375, 320)


def told(cast: Cast) -> str:
    """A child of whom there is something to read, and the address of the page."""
    for weeks in (9, 6, 3):
        stories.concern(cast, at=AT - timedelta(weeks=weeks))
    case = stories.case(cast, at=AT - timedelta(weeks=5))
    stories.accepted(cast, case, at=AT - timedelta(weeks=4))
    for section in ("education", "home", "behaviour"):
        stories.entry(cast, case, section=section, at=AT - timedelta(weeks=2))
    said = EntryFacts("voice", "voice", "Why he leaves", "The words don’t come, so I go.", AT.date(), "Mr Osei")
    entries.add_entry(case, said, seat=cast.seat("amara"), by=cast.actor("amara"), at=AT)
    secret = stories.entry(cast, case, section="home", text="It names another child.")
    entries.restrict_entry(secret, why="Another child", by=cast.actor("amara"), at=AT)
    monday = AT.date() - timedelta(weeks=7)
    suspensions.impose(cast, monday, monday + timedelta(days=1))
    one = suspensions.impose(cast, AT.date() - timedelta(days=6), AT.date() - timedelta(days=3))
    suspensions.tell(cast, one, "council")
    stories.shared(cast, case, sections=(Section.EDUCATION, Section.VOICE))
    return f"/pupils/{cast.kofi.reference}/"


def test_each_reader_has_a_page_without_fault(server: str, context: BrowserContext, page: Page, tmp_path: Path) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    url, found = told(cast), []
    for name in ("amara", "tom", "sandra", "priti"):
        sign_in(context, cast.people[name])
        page.goto(url)
        expect(page.get_by_role("heading", level=1)).to_have_text("Kofi Mensah-Hart")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=folder / f"child-{name}-{width}.png", full_page=True)
            page.locator("#year").screenshot(path=folder / f"child-year-{name}-{width}.png")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
        page.set_viewport_size({"width": 1280, "height": 800})
        found += faults(page)
    assert not found, "\n".join(found)
