"""What was changed of a pupil and of an agency, in a real browser: no fault at two widths, put back by its button."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from referrals.pupils.models import ExternalId
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.machines import System, connect
from tests.people import Cast, make_cast
from tests.referrals.pupils.sending import put


@pytest.fixture
def cast(server: str) -> Cast:
    return make_cast()


def test_a_wrong_birthday_is_seen_and_put_back(cast: Cast, context: BrowserContext, page: Page, tmp_path: Path) -> None:
    system: System = connect(cast, cast.alder)
    assert put(system).status_code == 201
    assert put(system, born="2013-01-09").status_code == 200
    child = ExternalId.objects.get().pupil
    sign_in(context, cast.people["amara"])
    page.goto(f"/pupils/{child.reference}/changes/")
    found = faults(page)
    folder = Path(os.environ.get("LOOK") or tmp_path)
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=folder / f"changes-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator("main form button").first.click()
    expect(page.get_by_role("status").first).to_contain_text("It is put back.")
    sign_in(context, cast.people["colm"])
    page.goto(f"/people/{cast.alder.reference}/changes/")
    found += faults(page)
    page.screenshot(path=folder / "agency-changes.png", full_page=True)
    assert not found, "\n".join(found)
