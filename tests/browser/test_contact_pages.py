"""A person around a child in a real browser: added, read, restricted and written to, at the width of a phone too."""

import os
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from agencies.directory.models import Agency
from referrals.contacts.models import Contact
from referrals.contacts.words import LIFT_CHILD
from tests import contacts, suspensions
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import make_cast


def test_somebody_is_added_restricted_and_left_out_of_the_letter(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder, found = make_cast(), Path(os.environ.get("LOOK") or tmp_path), []

    def look(name: str) -> None:
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=folder / f"contact-{name}-{width}.png", full_page=True)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
        found.extend(faults(page))

    one = suspensions.impose(cast, suspensions.MONDAY)
    contacts.add(cast, **contacts.WHOLE)
    sign_in(context, cast.people["amara"])
    page.goto(f"/pupils/{cast.kofi.reference}/")
    page.get_by_role("link", name="Add a person").click()
    page.get_by_label("Their name").fill("Kwame O’Shea")
    page.get_by_label("Father").check()
    page.get_by_role("group", name="Parental responsibility").get_by_label("Yes").check()
    page.locator("[name=address]").fill("2 Quay Terrace\nFarley")
    look("add")
    page.get_by_role("button", name="Add them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kwame O’Shea")
    page.get_by_role("link", name="Restrict, or lift a restriction").click()
    page.get_by_label("Towards this child").check()
    page.get_by_label("Why").fill("A court order of 2 May.")
    look("restrict")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Restricted towards Kofi, by Amara Adeyemi: A court order of 2 May.")).to_be_visible()
    look("page")
    page.goto(f"/suspensions/{one.reference}/letter/")
    expect(page.get_by_text("Kwame O’Shea, restricted: A court order of 2 May.")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(1)
    look("left-out")
    father = Contact.objects.get(person__name="Kwame O’Shea")
    contacts.restrict(cast, father, LIFT_CHILD)
    page.reload()
    expect(page.get_by_role("article")).to_have_count(2)
    look("letters")
    page.emulate_media(media="print")
    expect(page.get_by_text("needs an interpreter")).to_be_hidden()
    assert not found, "\n".join(found)


def test_what_the_schools_system_says_otherwise_is_taken_and_who_was_told_is_chosen(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder, found = make_cast(), Path(os.environ.get("LOOK") or tmp_path), []

    def look(name: str) -> None:
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=folder / f"contact-{name}-{width}.png", full_page=True)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
        found.extend(faults(page))

    mother = contacts.otherwise(cast)
    contacts.add(cast, name="Esi Mensah", relationship="aunt_uncle", has_responsibility="", may_be_told="")
    Agency.objects.filter(pk=cast.alder.pk).update(clerk_name="Joy Adams", clerk_address="PO Box 7\nWexmoor WX1 1AA")
    one = suspensions.impose(cast, suspensions.MONDAY)
    sign_in(context, cast.people["amara"])
    page.goto(f"/contacts/{mother.reference}/")
    expect(page.get_by_text("The school’s system says otherwise:")).to_be_visible()
    look("otherwise")
    page.get_by_role("link", name="Take what it says").click()
    expect(page.get_by_label("Phone: 01632 960222")).to_be_checked()
    look("take")
    page.get_by_role("button", name="Take what is ticked").click()
    expect(page.get_by_text("It is taken over.")).to_be_visible()
    expect(page.get_by_text("says otherwise")).to_be_hidden()
    page.goto(f"/suspensions/{one.reference}/record-notice/?to=parents")
    look("told")
    page.get_by_role("group", name="Which of the people around the child?").get_by_label("Abena Mensah").check()
    page.get_by_role("radio", name="In writing, by hand").check()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("Who was told is recorded.")).to_be_visible()
    page.get_by_role("link", name="Abena Mensah", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Abena Mensah")
    page.goto(f"/pupils/{cast.kofi.reference}/")
    expect(page.get_by_text("Joy Adams").first).to_be_visible()
    look("clerk")
    assert not found, "\n".join(found)
