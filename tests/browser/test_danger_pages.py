"""A danger that is ticked and a first contact, in a real browser: wide, on a phone, and without JavaScript."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from referrals.concerns.models import Call
from referrals.referrals.models import Referral
from tests import stories
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import Cast, make_cast


class Look:
    """Each page is held to its faults, and seen wide and on a phone."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder, self.found = page, folder, list[str]()

    def __call__(self, name: str) -> None:
        self.found.extend(faults(self.page))
        for kind, width, height in (("wide", 1280, 800), ("phone", 390, 844)):
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.screenshot(path=self.folder / f"danger-{name}-{kind}.png", full_page=True)
        self.page.set_viewport_size({"width": 1280, "height": 800})


def fill(page: Page, cast: Cast) -> None:
    """A concern with a danger ticked, about Kofi."""
    page.goto(f"/concerns/log-concern/?pupil_name=kofi&pupil={cast.kofi.reference}")
    page.get_by_role("radio", name="Kofi").check()
    page.get_by_label("Upset or withdrawn").check()
    page.get_by_label("A weapon").check()
    page.get_by_label("What happened, in a line").fill("Showed a friend a knife, and put it away when I came.")
    page.get_by_role("radio", name="Very").check()


@pytest.fixture
def look(page: Page, tmp_path: Path) -> Look:
    return Look(page, Path(os.environ.get("LOOK") or tmp_path))


def test_a_danger_stops_is_asked_of_and_is_followed_up(
    server: str, context: BrowserContext, page: Page, look: Look
) -> None:
    cast = make_cast()
    stories.safeguarding_lead(cast)
    sign_in(context, cast.people["tom"])
    fill(page, cast)
    look("form")
    page.get_by_role("button", name="Save concern").click()
    expect(page.locator("h1")).to_have_text("Stop: ring first, then save")
    expect(page.locator("h1")).to_be_focused()
    look("stop")
    page.get_by_role("button", name="Save concern").click()
    expect(page.locator("main")).to_contain_text("Say whether you have rung")
    look("unanswered")
    page.get_by_role("radio", name="No, not yet").check()
    page.get_by_role("button", name="Save concern").click()
    expect(page.locator("main")).to_contain_text("Saving it has referred nobody.")
    look("saved")
    sign_in(context, cast.people["okoro"])
    page.goto("/my-work/")
    expect(page.locator("main")).to_contain_text("Ring the front door, or record that somebody did")
    look("work")
    page.locator("a.i-btn", has_text="Record the call").click()
    page.get_by_role("radio", name="Yes").check()
    page.get_by_label("Whom did you reach?").fill("Ann Duty")
    page.get_by_label("At about what time?").fill("00:01")
    look("call")
    page.get_by_role("button", name="Record it").click()
    expect(page.locator("main")).to_contain_text("Ann Duty")
    look("followed-up")
    assert not look.found, "\n".join(look.found)


def test_without_javascript_and_by_keyboard_nothing_that_was_typed_is_lost(server: str, browser: Browser) -> None:
    cast = make_cast()
    plain = browser.new_context(java_script_enabled=False, base_url=server)
    sign_in(plain, cast.people["tom"])
    page = plain.new_page()
    fill(page, cast)
    page.get_by_role("button", name="Save concern").press("Enter")
    expect(page.locator("h1")).to_have_text("Stop: ring first, then save")
    expect(page.get_by_label("What happened, in a line")).to_have_value(
        "Showed a friend a knife, and put it away when I came."
    )
    page.go_back()
    expect(page.get_by_label("A weapon")).to_be_checked()
    page.get_by_role("button", name="Save concern").press("Enter")
    page.get_by_role("radio", name="Yes").press("Space")
    page.get_by_label("Whom did you reach?").fill("Ann Duty")
    page.get_by_label("At about what time?").fill("00:01")
    page.get_by_role("button", name="Save concern").press("Enter")
    expect(page.locator("main")).to_contain_text("Saving it has referred nobody.")
    assert Call.objects.get().whom == "Ann Duty"
    plain.close()


def test_the_council_records_its_first_contact(server: str, context: BrowserContext, page: Page, look: Look) -> None:
    cast = make_cast()
    stories.accepted(cast, stories.case(cast))
    referral = Referral.objects.get()
    sign_in(context, cast.people["sandra"])
    page.goto(f"/triage/{referral.reference}/")
    look("accepted")
    page.get_by_role("link", name="Record the first contact").click()
    page.get_by_label("With whom?").fill("Abena Mensah")
    page.get_by_role("radio", name="By phone").check()
    page.get_by_label("At about what time?").fill("00:01")
    page.get_by_label("What came of it").fill("She comes to school on Friday.")
    look("first-contact")
    page.get_by_role("button", name="Record it").click()
    expect(page.locator("main")).to_contain_text("With Abena Mensah")
    look("contacted")
    sign_in(context, cast.people["amara"])
    page.goto(f"/cases/{referral.case.reference}/draft-referral/")
    look("referral")
    assert not look.found, "\n".join(look.found)
