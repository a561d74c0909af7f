"""A record looked through in a real browser, by keyboard and on a phone, and taken away as a PDF."""

import os
from pathlib import Path

import pypdfium2
from django.db import transaction
from playwright.sync_api import BrowserContext, Page, expect

from agencies.trail.models import TrailEntry
from referrals.entries import actions as entries
from tests import documents, stories
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import AT, make_cast


def test_a_lead_looks_a_record_through_and_takes_it_away(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    faulty: list[str] = []
    with transaction.atomic():
        case = stories.case(cast)
        stories.entry(cast, case, text="Kofi came back to lessons, and stayed.")
        stories.entry(cast, case, text="His cousin did it.")
        secret = stories.entry(cast, case, text="It names another child.")
        entries.restrict_entry(secret, why="Another child", by=cast.actor("amara"), at=AT)
        documents.clean(documents.add(cast, case, title="EP report"))

    def look(name: str) -> None:
        faulty.extend(faults(page))
        for width in (1280, 375, 320):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=folder / f"record-{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 800})

    sign_in(context, cast.people["amara"])
    page.goto(f"/cases/{case.reference}/")
    page.get_by_role("link", name="Take the record away").click()
    look("take")
    page.get_by_label("Print “Back in lessons”").last.select_option("No: it is about somebody else")
    page.get_by_role("button", name="Take the PDF").click()
    expect(page.locator("main")).to_contain_text("Say who it is for, and what for")
    expect(page.get_by_label("Print “Back in lessons”").last).to_have_value("other")
    look("wrong")
    page.get_by_label("Who is it for").fill("Review meeting on 4 December")
    page.get_by_label("What the family was told and said").check()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Take the PDF").press("Enter")
    coming.value.save_as(folder / "record.pdf")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Take it as text").click()
    assert "came back to lessons" in coming.value.path().read_text()
    pdf = pypdfium2.PdfDocument(folder / "record.pdf")
    found = "\n".join(one.get_textpage().get_text_range() for one in pdf)
    pdf[0].render(scale=1.5).to_pil().save(folder / "record-pdf.png")
    assert "came back to lessons" in found
    assert "cousin" not in found
    assert "another child" not in found
    taken = TrailEntry.objects.filter(act="take_record").values_list("why", flat=True)
    assert list(taken) == ["Review meeting on 4 December"] * 2
    assert not faulty, "\n".join(faulty)
