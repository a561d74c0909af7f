"""Connecting a school’s system in a real browser: its secret shown once, a new one, cut off; no fault at two widths."""

import itertools
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from agencies.machines.models import MisClient
from tests.browser import signing
from tests.browser.test_suspension_pages import faults, picture
from tests.machines import System
from tests.people import AT, Cast, make_cast


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The edge reads Monday 23 November 2026 from ten on, each reading a second later."""
    seconds = itertools.count(1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(seconds=next(seconds)))


@pytest.fixture
def cast(server: str) -> Cast:
    return make_cast()


def test_a_lead_connects_renews_and_cuts_off(
    context: BrowserContext, page: Page, server: str, cast: Cast, tmp_path: Path
) -> None:
    signing.sign_in(context, cast.people["amara"])
    page.goto(f"{server}/systems/")
    found = faults(page)
    page.get_by_role("link", name="Connect a system").click()
    found += faults(page)
    page.get_by_role("button", name="Connect it").click()
    found += faults(page)
    picture(page, "system-refused", tmp_path)
    page.get_by_label("What the system is called").fill("Arbor")
    page.get_by_label("The school’s URN").fill("990001")
    page.get_by_label("Report suspensions that the head decided").check()
    page.get_by_label("Read the national sets of codes").check()
    picture(page, "system-form", tmp_path)
    page.get_by_role("button", name="Connect it").click()
    page.get_by_role("heading", name="Arbor is connected").wait_for()
    found += faults(page)
    picture(page, "system-secret", tmp_path)
    secret = page.locator("code").nth(1).inner_text()
    system = System(MisClient.objects.get(), secret)
    assert system.fetch_token().status_code == 200
    assert system.ask("GET", "/me").status_code == 200
    page.get_by_role("link", name="I have kept it").click()
    found += faults(page)
    picture(page, "systems", tmp_path)
    page.set_viewport_size({"width": 375, "height": 900})
    picture(page, "systems-phone", tmp_path)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("link", name="New secret").click()
    found += faults(page)
    page.get_by_role("button", name="Make a new secret").click()
    found += faults(page)
    picture(page, "system-renew", tmp_path)
    page.get_by_role("radio", name="Not at all").check()
    page.get_by_role("button", name="Make a new secret").click()
    page.get_by_role("heading", name="Arbor is connected").wait_for()
    assert page.locator("code").nth(1).inner_text() != secret
    page.goto(f"{server}/systems/")
    page.get_by_role("link", name="Cut it off").click()
    found += faults(page)
    page.get_by_role("button", name="Cut it off").click()
    page.get_by_text("Cut off", exact=True).wait_for()
    found += faults(page)
    assert system.ask("GET", "/me").status_code == 401
    assert found == []
