"""The overview, in a real browser."""

import os
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests import stories
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import AT, make_cast, make_pupil
from tests.suspensions import impose


def test_an_officer_reads_the_overview_and_opens_the_rows_of_a_school(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    for number in range(6):
        cast.kofi = make_pupil(cast.alder, f"Ada{number}", "Quill")
        case = stories.case(cast)
        stories.accepted(cast, case)
        stories.shared(cast, case) if number % 2 else stories.offered(cast, case)
    impose(cast, AT.date(), AT.date() + timedelta(days=20))
    found: list[str] = []
    sign_in(context, cast.people["sandra"])
    page.goto("/my-work/")
    page.get_by_role("link", name="Overview", exact=True).click()
    main = page.locator("main")
    expect(main).to_contain_text("6 cases without a lead.")
    page.get_by_role("link", name="Alder Hythe School").click()
    expect(main).to_contain_text("Alder Hythe School: what waits, the longest late first")
    for width in (1280, 375, 320):
        found.extend(faults(page))
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=folder / f"overview-{width}.png", full_page=True)
    page.get_by_role("link", name="Close these rows").click()
    expect(main).not_to_contain_text("the longest late first")
    assert not found, "\n".join(found)
