"""A document in a real browser: added by a file, waiting, clean, followed, restricted, at the width of a phone too."""

import os
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from referrals.documents import actions, keeping
from referrals.documents.models import Document, DocumentVersion
from tests import documents, stories
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import AT, make_cast


def test_a_document_is_added_read_followed_and_restricted(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder, found = make_cast(), Path(os.environ.get("LOOK") or tmp_path), []

    def look(name: str) -> None:
        for width in (1280, 375, 320):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=folder / f"document-{name}-{width}.png", full_page=True)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
        found.extend(faults(page))

    case = stories.case(cast)
    stories.entry(cast, case)
    sign_in(context, cast.people["amara"])
    page.goto(f"/cases/{case.reference}/")
    page.get_by_role("link", name="No document that you may read yet").click()
    look("none")
    page.get_by_role("link", name="Add a document").click()
    page.get_by_label("Title").fill("Reading and language: the school’s own assessment")
    wrong = {"name": "a.html", "mimeType": "text/html", "buffer": b"<html></html>"}
    page.get_by_label("The file").set_input_files(wrong)  # type: ignore[arg-type]
    page.get_by_label("Assessment", exact=True).check()
    page.get_by_label("What is it about?").select_option("education")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("By its bytes this is a .html file").first).to_be_visible()
    look("refused")
    content = documents.pdf("Kofi reads aloud with ease.", pages=6)
    page.get_by_label("The file").set_input_files({"name": "Report.pdf", "mimeType": "text/html", "buffer": content})
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reading and language: the school’s own assessment")
    look("waits")
    document = Document.objects.get()
    DocumentVersion.objects.filter(document=document).update(
        state="clean", decided_at=AT, text="Kofi reads aloud with ease.", pictures=[_picture(n) for n in range(4)]
    )
    by = {"seat": cast.seat("colm"), "by": cast.actor("colm")}
    new = documents.version(documents.docx(), "Second.docx", "The results of the second test")
    actions.add_version(document, new, at=AT + timedelta(minutes=1), **by)
    page.reload()
    picture = page.get_by_role("img", name="Small picture of page 2 of version 1")
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0
    look("clean")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download version 1").click()
    assert download.value.suggested_filename == "Report.pdf"
    assert download.value.path().read_bytes() == content
    page.get_by_role("link", name="The text of version 1").click()
    expect(page.get_by_text("Kofi reads aloud with ease.")).to_be_visible()
    look("text")
    page.goto(f"/documents/{document.reference}/add-version/")
    look("version")
    page.goto(f"/cases/{case.reference}/documents/")
    page.get_by_label("Words in a title or in a document").fill("aloud")
    page.get_by_role("button", name="Find", exact=True).last.click()
    assert "aloud" not in page.url
    look("found")
    page.goto(f"/documents/{document.reference}/restrict-document/")
    page.get_by_label("Why").fill("It names another child.")
    look("restrict")
    page.get_by_role("button", name="Restrict it").click()
    page.goto(f"/documents/{document.reference}/")
    look("restricted")
    assert found == []


def _picture(n: int) -> str:
    return keeping.put(documents.picture("JPEG", (240, 170 + 40 * n)))


def test_documents_hang_on_a_concern_and_on_a_referral(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder, found = make_cast(), Path(os.environ.get("LOOK") or tmp_path), []

    def look(name: str) -> None:
        for width in (1280, 375, 320):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=folder / f"attached-{name}-{width}.png", full_page=True)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
        found.extend(faults(page))

    case, concern = stories.case(cast), stories.concern(cast)
    sign_in(context, cast.people["amara"])
    page.goto(f"/concerns/{concern.reference}/")
    page.get_by_role("link", name="Attach a document").click()
    look("form")
    page.get_by_label("Title").fill("The note that he left")
    file = {"name": "note.pdf", "mimeType": "application/pdf", "buffer": documents.pdf()}
    page.get_by_label("The file").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_label("The child’s own work", exact=True).check()
    page.get_by_role("button", name="Attach it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The note that he left")
    look("document")
    page.get_by_role("link", name="The concern", exact=True).click()
    expect(page.get_by_role("link", name="The note that he left")).to_be_visible()
    look("concern")
    referral = stories.sent(cast, case)
    documents.of_referral(cast, referral)
    page.goto(f"/referrals/{referral.reference}/")
    expect(page.get_by_role("link", name="EP report")).to_be_visible()
    look("referral")
    assert not found
