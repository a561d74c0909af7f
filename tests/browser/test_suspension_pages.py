"""The pages on suspensions in a real browser: a decision made by keyboard and mouse, no fault at two widths."""

import itertools
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from interventions.models import Suspension
from tests import stories
from tests.browser import signing
from tests.chromium import axe, scrolls_sideways
from tests.people import AT, Cast, make_cast


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The edge reads Monday 23 November 2026 from ten on, each reading a second later."""
    seconds = itertools.count(1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(seconds=next(seconds)))


@pytest.fixture
def cast(server: str) -> Cast:
    made = make_cast()
    stories.case(made)
    return made


def faults(page: Page) -> list[str]:
    """What axe finds at two widths, and whether the page scrolls sideways at 320."""
    found = []
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{page.url} at {width}: {fault}" for fault in axe(page)]
    page.set_viewport_size({"width": 320, "height": 900})
    if scrolls_sideways(page):
        found.append(f"{page.url} scrolls sideways at 320")
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def picture(page: Page, name: str, folder: Path) -> None:
    page.screenshot(path=folder / f"{name}.png", full_page=True)


def test_a_head_suspends_and_the_council_reads_the_notice(
    context: BrowserContext, page: Page, server: str, cast: Cast, tmp_path: Path
) -> None:
    signing.sign_in(context, cast.people["colm"])
    page.goto(f"{server}/suspensions/")
    found = faults(page)
    page.get_by_role("link", name="Suspend a pupil").click()
    found += faults(page)
    page.get_by_label("Pupil’s name: two letters are enough").press_sequentially("kof")
    page.get_by_text("Kofi Mensah-Hart").click()
    page.get_by_label("First day").fill("23 11 2026")
    page.get_by_label("Last day").fill("1 12 2026")
    page.get_by_text("Whole days", exact=True).click()
    page.get_by_text("Physical assault against a pupil").click()
    page.get_by_label("What was tried before").fill("Mentoring, six times; a quieter place at lunch.")
    for name in ("social_worker", "virtual_head"):
        page.locator(f"[name={name}][value=none]").check(force=True)
    page.get_by_role("button", name="See the totals with this one").click()
    assert page.get_by_text("6.0 days with this one").count() == 2
    found += faults(page)
    picture(page, "suspension-decision", tmp_path)
    page.get_by_role("button", name="Suspend Kofi").click()
    page.get_by_role("heading", name="Suspension of Kofi Mensah-Hart").wait_for()
    found += faults(page)
    picture(page, "suspension", tmp_path)
    one = Suspension.objects.get()
    page.goto(f"{server}/suspensions/{one.reference}/record-notice/?to=council")
    found += faults(page)
    page.get_by_label("Their name").fill("Exclusions officer")
    page.get_by_text("Through this service").click()
    page.get_by_role("button", name="Record it").click()
    signing.sign_in(context, cast.people["sandra"])
    page.goto(f"{server}/suspensions/")
    found += faults(page)
    page.get_by_role("link", name="Read the notice").click()
    found += faults(page)
    picture(page, "suspension-notice", tmp_path)
    assert page.get_by_text("Mentoring").count() == 0
    assert found == []
