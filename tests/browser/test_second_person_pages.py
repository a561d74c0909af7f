"""A share of which the family is not told: asked for, looked at by a second person, and offered, in a real browser."""

import os
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests import stories
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import make_cast


def test_a_lead_asks_and_the_head_agrees(server: str, context: BrowserContext, page: Page, tmp_path: Path) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    found: list[str] = []
    case = stories.case(cast)

    def look(name: str) -> None:
        found.extend(faults(page))
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=folder / f"second-{name}-{width}.png", full_page=True)

    sign_in(context, cast.people["amara"])
    page.goto(f"/cases/{case.reference}/share-case/")
    look("blank")
    page.locator("[name=agency]").select_option(label="Safer Schools")
    for name, value in (("purpose", "prevent_harm"), ("basis", "crime_prevention"), ("told", "no")):
        page.locator(f"[name={name}][value={value}]").check()
    page.get_by_label("What you ask of them").fill("Do you know who follows pupils on Canal Road?")
    page.get_by_text("If they were not told, why not").click()
    page.locator("[name=reason]").select_option("prejudice_crime")
    page.get_by_label("The reason in your words").fill("Nobody is warned before the officer has spoken with them.")
    page.get_by_role("button", name="See what they will see").click()
    expect(page.locator("main")).to_contain_text("Usual for this agency and purpose: Chosen parts: behaviour")
    expect(page.locator("[name=sections][value=behaviour]")).to_be_checked()
    expect(page.locator("[name=condition][value=para_10]")).to_be_checked()
    look("preview")
    page.get_by_role("button", name="Share with Safer Schools").click()
    expect(page.locator("main")).to_contain_text("It waits for a second person: Colm Brannigan, headteacher.")
    look("waits")
    sign_in(context, cast.people["colm"])
    page.goto("/my-work/")
    page.locator("a.i-btn", has_text="Agree or refuse").first.click()
    expect(page.locator("main")).to_contain_text("Nobody is warned before the officer has spoken with them.")
    look("second")
    page.get_by_role("link", name="Refuse it").click()
    look("refuse")
    page.go_back()
    page.get_by_role("button", name="Agree to it").click()
    expect(page.locator("main")).to_contain_text("once Colm Brannigan agreed")
    look("agreed")
    sign_in(context, cast.people["ruth"])
    page.goto("/my-work/")
    page.locator("a.i-btn", has_text="Read the offer").first.click()
    look("offer")
    assert not found, "\n".join(found)
