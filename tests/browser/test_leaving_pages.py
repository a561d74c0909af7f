"""A pupil who left, in a real browser: what the head, the council and the case page say, without a fault."""

import itertools
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests import stories
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.leaving import leaves
from tests.people import AT, make_cast


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The edge reads Monday 23 November 2026 from ten on, each reading a second later."""
    seconds = itertools.count(1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(seconds=next(seconds)))


def test_who_left_is_said_on_the_case_and_on_both_lists(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    case = stories.case(cast)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    leaves(cast, date(2026, 10, 16))
    found: list[str] = []
    for who, address, words in (
        ("colm", "/my-work/", "Left the school, case still open"),
        ("grace", "/my-work/", "No destination"),
        ("colm", f"/cases/{case.reference}/", "Kofi left Alder Hythe School on Friday 16 October 2026."),
    ):
        sign_in(context, cast.people[who])
        page.goto(address)
        expect(page.locator("main")).to_contain_text(words)
        found += faults(page)
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=folder / f"left-{who}-{address.strip('/')[:5]}-{width}.png", full_page=True)
    assert not found, "\n".join(found)
