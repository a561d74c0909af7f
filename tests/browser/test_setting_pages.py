"""The council's manager reads the settings and makes one tighter, in a real browser."""

import os
from datetime import timedelta
from pathlib import Path

from django.utils.timezone import localdate
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import make_cast


def test_the_manager_changes_how_long_a_decision_may_take(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    found: list[str] = []

    def look(name: str) -> None:
        found.extend(faults(page))
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=folder / f"setting-{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 800})

    sign_in(context, cast.people["grace"])
    page.goto("/people/")
    page.get_by_role("link", name="Settings").click()
    look("list")
    page.get_by_role("link", name="Change “Decide on the referral”").click()
    page.get_by_label("How many working days").fill("99")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("main")).to_contain_text("From 1 working day to 60 working days.")
    look("refused")
    page.get_by_label("How many working days").fill("3")
    page.get_by_label("From").fill(f"{localdate() + timedelta(2):%d %m %Y}")
    page.get_by_label("Why").fill("Protocol, version 4")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("main")).to_contain_text("Decide on the referral: it is kept for Wexmoor Council.")
    page.get_by_role("link", name="Change “Decide on the referral”").click()
    look("history")
    page.goto("/settings/999/kept_away_words/keep-setting/")
    page.get_by_label("What it is to be").fill("Rest … at home")
    page.get_by_label("A sentence to try them on").fill("He went for a walk")
    page.get_by_label("From").fill(f"{localdate():%d %m %Y}")
    page.get_by_label("Why").fill("Protocol, version 4")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_label("What it is to be")).to_have_value("Rest … at home")
    look("words-refused")
    page.get_by_label("A sentence to try them on").fill("Mum says he is to rest now at home")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("main")).to_contain_text("rest … at home, beside those of the service")
    page.get_by_role("link", name="Change “The levels of need on a referral”").click()
    look("levels")
    assert not found, "\n".join(found)
