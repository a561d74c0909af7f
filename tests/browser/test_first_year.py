"""A school's first year from nothing in a real browser: the feed, a suspension past five days, snow, a cancellation."""

import itertools
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from agencies.calendar.models import TermDate
from tests.agencies.calendar.test_files import BY_HALVES, calendar
from tests.browser.signing import sign_in
from tests.chromium import faults
from tests.people import make_cast

NOW = {"at": datetime(2026, 11, 9, 10, 0, tzinfo=UTC)}
FEED = {"name": "terms.ics", "mimeType": "text/calendar", "buffer": calendar(*BY_HALVES)}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = itertools.count(1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW["at"] + timedelta(seconds=next(seconds)))


def suspend(page: Page, first_on: str, last_on: str, since: str) -> None:
    """The head looks, and decides."""
    page.goto("/suspensions/")
    page.get_by_role("link", name="Suspend a pupil").click()
    page.get_by_label("Pupil’s name: two letters are enough").press_sequentially("kof")
    page.get_by_text("Kofi Mensah-Hart").click()
    page.get_by_label("First day").fill(first_on)
    page.get_by_label("Last day").fill(last_on)
    page.locator(f"[name=since][value={since}]").check(force=True)
    page.get_by_text("Whole days", exact=True).click()
    page.get_by_text("Physical assault against a pupil").click()
    page.get_by_label("What happened, in your own words").fill("He threw a chair at a teacher.")
    page.get_by_label("What was tried before").fill("Mentoring, six times.")
    for name in ("social_worker", "looked_after", "ehc_plan", "disability", "elsewhere"):
        page.locator(f"[name={name}][value=no]").check(force=True)
    page.locator("[name=elsewhere_source][value=roll]").check(force=True)
    page.get_by_role("button", name="See the totals with this one").click()


def test_a_schools_first_year(
    server: str, context: BrowserContext, page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast, folder, main = make_cast(), Path(os.environ.get("LOOK") or tmp_path), page.locator("main")
    TermDate.objects.all().delete()
    sign_in(context, cast.people["colm"])
    page.goto(f"/school-years/{cast.alder.reference}/2026/keep-year/")
    page.get_by_label("A file of term dates").set_input_files([FEED])  # type: ignore[list-item]
    page.get_by_role("button", name="Fill the form from the file").click()
    page.get_by_role("button", name="Keep this year").click()
    expect(main).to_contain_text("Alder Hythe School, 2026/27: 194 school days are kept.")
    suspend(page, "9 11 2026", "12 11 2026", "AM")
    page.get_by_role("button", name="Suspend Kofi").click()
    expect(main).to_contain_text("Up to 5 days in the term")
    monkeypatch.setitem(NOW, "at", datetime(2026, 11, 23, 10, 0, tzinfo=UTC))
    sign_in(context, cast.people["colm"])
    suspend(page, "23 11 2026", "24 11 2026", "PM")
    expect(main).to_contain_text("4 days before, 5.5 days with this one")
    page.get_by_role("button", name="Suspend Kofi").click()
    expect(main).to_contain_text("Over 5 days in the term")
    found, where = faults(page), page.url
    page.goto(f"/school-years/{cast.alder.reference}/keep-closure/")
    page.get_by_label("First day").fill("24 11 2026")
    page.get_by_text("Snow or other weather").click()
    page.get_by_role("button", name="Close the school").click()
    page.goto(where)
    expect(main).to_contain_text("4.5 days with this one, 4 days before")
    found += faults(page)
    page.screenshot(path=folder / "first-year-snow.png", full_page=True)
    page.get_by_role("link", name=re.compile("Cancel the suspension")).click()
    page.locator("[name=back_on]").fill("25 11 2026")
    page.locator("[name=back_session][value=AM]").check(force=True)
    page.locator("[name=why]").fill("A film shows another boy.")
    page.get_by_role("button", name="Cancel").click()
    expect(main).to_contain_text("A film shows another boy.")
    found += faults(page)
    page.screenshot(path=folder / "first-year-cancelled.png", full_page=True)
    assert found == []
