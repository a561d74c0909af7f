"""Lists narrowed, gone into and back, and taken away, in a real browser without a script."""

import os
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from referrals.cases import actions as cases
from tests import moves, stories
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import AT, make_cast, make_pupil
from tests.suspensions import impose_on

LISTS = ("cases", "concerns", "moves", "suspensions", "inbox")


def test_a_list_is_narrowed_by_keyboard_and_kept_so(server: str, browser: Browser, tmp_path: Path) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    moves.proposed(cast)
    impose_on(cast)
    kofi, cast.kofi = cast.kofi, make_pupil(cast.alder, "Ada", "O’Shea", date(2015, 3, 4))
    ada = stories.case(cast)
    stories.accepted(cast, ada)
    cases.name_lead(ada, cast.people["dan"], by=cast.actor("amara"), at=AT)
    stories.concern(cast)
    context = browser.new_context(base_url=server, java_script_enabled=False, locale="en-GB")
    page = context.new_page()

    def look(name: str) -> None:
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=folder / f"lists-{name}-{width}.png", full_page=True)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    for who in ("colm", "sandra"):
        sign_in(context, cast.people[who])
        for name in LISTS:
            answer = page.goto(f"/{name}/")
            if answer is not None and answer.status == 200:
                look(f"{who}-{name}")
    sign_in(context, cast.people["amara"])
    page.goto("/cases/")
    page.get_by_label("Year", exact=True).focus()
    page.keyboard.type("Year 7")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Show":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("rowheader")).to_have_text([f"Ada O’Shea {ada.reference}"])
    look("narrowed")
    page.get_by_role("link", name="Ada O’Shea").click()
    page.get_by_role("link", name="Cases", exact=True).and_(page.locator(".i-back")).click()
    expect(page.get_by_role("rowheader")).to_have_text([f"Ada O’Shea {ada.reference}"])
    page.get_by_role("button", name="A page to print").click()
    expect(page.get_by_role("heading", name="Cases")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Year: Year 7.")
    expect(page.locator("main")).not_to_contain_text(str(kofi.family_name))
    look("to-print")
    with page.expect_download() as download:
        page.get_by_role("link", name="Cases", exact=True).and_(page.locator(".i-back")).click()
        page.get_by_role("button", name="Take it as a file").click()
    assert download.value.suggested_filename.startswith("cases-")
    context.close()


def test_no_list_has_a_fault(server: str, page: Page) -> None:
    cast, found = make_cast(), list[str]()
    moves.proposed(cast)
    impose_on(cast)
    sign_in(page.context, cast.people["colm"])
    for name in LISTS:
        page.goto(f"/{name}/")
        found += faults(page)
    page.goto("/cases/?year=9")
    page.get_by_role("button", name="A page to print").click()
    found += faults(page)
    assert not found, "\n".join(found)
