"""The pages of a managed move in a real browser: no fault found at two widths, none too wide; letters that print."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from interventions.moves import actions
from tests import moves
from tests.browser.test_top_floor_pages import BACKEND, faults
from tests.people import Cast, make_cast


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The edge reads Tuesday 1 December 2026 from ten on, each reading a second later."""
    seconds = itertools.count(1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moves.LATER + timedelta(seconds=next(seconds)))
    return


def sign_in(context: BrowserContext, cast: Cast, name: str) -> None:
    client = Client()
    client.force_login(cast.people[name], backend=BACKEND)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.clear_cookies()
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "domain": "localhost", "path": "/"}])


def test_no_page_of_a_move_has_a_fault(server: str, context: BrowserContext, page: Page) -> None:
    cast = make_cast()
    move = moves.checked(cast)
    url = f"/moves/{move.reference}/"
    visits = {
        "amara": ["/moves/", url, f"{url}letter/", f"{url}withdraw-move/", f"{url}hear-pupil/",
                  f"/cases/{move.case.reference}/propose-move/", f"/pupils/{cast.kofi.reference}/record-pupil-fact/"],
        "sandra": [url, f"{url}check-place/", f"{url}approve-move/", f"{url}return-move/", f"{url}refuse-move/"],
        "farida": [url, f"/cases/{move.case.reference}/"],
    }  # fmt: skip
    found = []
    for name, addresses in visits.items():
        sign_in(context, cast, name)
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, f"{address}: {answer.status}"
            found += faults(page)
    actions.return_move(move, question="Is it still right?", by=cast.actor("sandra"), at=moves.LATER)
    page.goto(f"{url}consent-to-move/")  # both heads are asked again
    expect(page.locator("main form")).to_be_visible()
    found += faults(page)
    assert not found, "\n".join(found)


def test_a_letter_prints_without_the_frame(server: str, context: BrowserContext, page: Page) -> None:
    cast = make_cast()
    move = moves.checked(cast)
    sign_in(context, cast, "amara")
    page.goto(f"/moves/{move.reference}/letter/")
    page.emulate_media(media="print")
    expect(page.get_by_text("All managed moves")).to_have_count(0)
    expect(page.get_by_role("heading", name="To Ewa Mensah")).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf())) == 2, "each parent’s letter is a sheet of its own"
    expect(page.locator("article .i-letterhead").first).to_have_text("Alder Hythe School")
    expect(page.get_by_text("Printed by")).to_have_count(0)
    page.emulate_media(media="screen")
    page.evaluate("window.print = () => { window.printed = document.querySelectorAll('.is-printed').length; }")
    page.get_by_role("button", name="Print this letter").nth(1).click()
    assert page.evaluate("window.printed") == 1
    page.emulate_media(media="print")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf())) == 1, "one letter, with page numbers of its own"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf())) == 2


def test_the_officer_decides_on_the_page_itself_and_reads_what_happened(
    server: str, context: BrowserContext, page: Page
) -> None:
    cast = make_cast()
    move = moves.checked(cast)
    sign_in(context, cast, "sandra")
    page.goto(f"/moves/{move.reference}/")
    page.get_by_label("First day at the new school").fill("6 December 2026")
    page.get_by_label("Why this is in the pupil’s interest").fill("He wants it.")
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a school day of Merrow Lane Primary after today")
    page.get_by_label("First day at the new school").fill("7 December 2026")
    page.get_by_role("button", name="Approve and tell everyone").click()
    first = page.locator(".i-story > li").first
    expect(first).to_contain_text("Approved")
    expect(first).to_contain_text("First day at Merrow Lane Primary: Monday 7 December 2026")
    expect(first).to_contain_text("Sandra Pell")
    assert not faults(page)


@pytest.mark.pictures
@pytest.mark.skipif(not os.environ.get("PICTURES"), reason="makes pictures where PICTURES is set")
def test_pictures(server: str, context: BrowserContext, page: Page) -> None:
    """Pictures of the page that waits for the officer, at two widths."""
    cast = make_cast()
    move = moves.checked(cast)
    sign_in(context, cast, "sandra")
    page.goto(f"/moves/{move.reference}/")
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=f"var/pictures/managed-move-{width}.png", full_page=True)
    sign_in(context, cast, "amara")
    page.goto(f"/moves/{move.reference}/letter/")
    page.set_viewport_size({"width": 794, "height": 1123})
    page.emulate_media(media="print")
    page.screenshot(path="var/pictures/managed-move-letter-print.png", full_page=True)
