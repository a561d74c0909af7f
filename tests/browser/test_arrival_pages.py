"""A child who changes school, in a real browser: asked, answered, told, sent; and the council settles another."""

import os
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.arriving import arrived
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import make_cast, make_pupil


def test_the_old_school_answers_and_both_read_what_follows(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    found: list[str] = []
    arrival = arrived(cast)

    def look(name: str) -> None:
        found.extend(faults(page))
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=folder / f"arrival-{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 800})

    sign_in(context, cast.people["amara"])
    page.goto("/my-work/")
    look("work")
    page.locator("a.i-btn", has_text="Answer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is Kofi still on your roll?")
    page.get_by_label("They have left").check()
    page.get_by_role("button", name="Answer").click()
    expect(page.locator("main")).to_contain_text("Give the last day on the roll")
    page.get_by_label("Last day on your roll").fill("20 11 2026")
    look("answer")
    page.get_by_role("button", name="Answer").click()
    expect(page.locator("main")).to_contain_text("Kofi is on the roll of Merrow Lane Primary now.")
    page.get_by_role("link", name="Record what went to the new school").click()
    page.get_by_label("The safeguarding file").check()
    page.get_by_label("On which day?").fill("21 11 2026")
    look("sent")
    page.get_by_role("button", name="Record it").click()
    expect(page.locator("main")).to_contain_text("Sent on")
    look("old-school")
    sign_in(context, cast.people["helen"])
    page.goto(f"/arrivals/{arrival.reference}/")
    expect(page.locator("main")).to_contain_text("Kofi came from Alder Hythe School, and has one record.")
    look("new-school")
    assert not found, "\n".join(found)


def test_the_council_settles_a_clash(server: str, context: BrowserContext, page: Page, tmp_path: Path) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    make_pupil(cast.merrow, "Noah", "Bennett")
    arrival = arrived(cast, given_name="Noa", family_name="Reed")
    sign_in(context, cast.people["sandra"])
    page.goto(f"/arrivals/{arrival.reference}/")
    expect(page.locator("main")).to_contain_text("They share a UPN, and the names or dates of birth do not agree")
    page.get_by_role("link", name="Settle it").click()
    page.get_by_label("They are two children").check()
    page.get_by_label("How do you know?").fill("Rang both schools.")
    page.screenshot(path=folder / "arrival-settle.png", full_page=True)
    assert not faults(page)
    page.get_by_role("button", name="Settle it").click()
    expect(page.locator("main")).to_contain_text("Rang both schools.")
