"""A school's list of pupils, in a real browser."""

import os
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from referrals.pupils.models import Enrolment
from tests import stories
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import AT, make_cast, make_pupil
from tests.suspensions import impose_on


def test_a_pupil_is_found_on_the_roll(server: str, context: BrowserContext, page: Page, tmp_path: Path) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    for number in range(55):
        make_pupil(cast.alder, f"Ada{number}", f"Quill{number:02}")
    shea = make_pupil(cast.alder, "Siobhán", "O’Shea")
    Enrolment.objects.filter(pupil=shea).update(form="", ends_on=AT.date() + timedelta(days=400))
    stories.case(cast)
    stories.concern(cast)
    impose_on(cast, AT.date() + timedelta(days=1))
    found: list[str] = []

    def look(name: str) -> None:
        found.extend(faults(page))
        for width in (1280, 375, 320):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=folder / f"pupils-{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 800})

    sign_in(context, cast.people["amara"])
    page.goto("/my-work/")
    page.get_by_role("link", name="Pupils", exact=True).click()
    expect(page.locator("main")).to_contain_text("57 pupils")
    look("all")
    page.get_by_role("link", name="Next page").click()
    expect(page.locator("main")).to_contain_text("Quill54")
    page.get_by_label("Find by name").fill("shea siobhan")
    page.locator("main").get_by_role("button", name="Find").click()
    expect(page.get_by_role("rowheader")).to_have_text(["O’Shea, Siobhán"])
    look("found")
    page.get_by_label("Form").select_option("none")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("rowheader")).to_have_text(["O’Shea, Siobhán"])
    page.get_by_role("link", name="Log a concern about O’Shea, Siobhán").click()
    expect(page.locator("main")).to_contain_text("Siobhán O’Shea")
    assert not found, "\n".join(found)
