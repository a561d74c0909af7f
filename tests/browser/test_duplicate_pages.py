"""Possible duplicates, in a real browser: from the overview to the list, side by side, and not the same child."""

import os
from pathlib import Path

from django.db import transaction
from playwright.sync_api import BrowserContext, Page, expect

from referrals.duplicates.models import Duplicate
from referrals.merges.models import Merge
from referrals.pupils.models import Identifier
from tests import merges
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.duplicates import found
from tests.people import AT, make_cast


def test_an_officer_compares_two_records_and_says_that_they_are_two_children(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    faulty: list[str] = []
    with transaction.atomic():
        pair = found(cast, known_as="Kwame")
    for pupil, value, is_doubtful in ((pair.one, "R201100018042", False), (pair.other, "R201100018042", True)):
        said = {"kind": "upn", "starts_on": AT.date(), "authority_id": pair.authority_id}
        Identifier.objects.create(pupil=pupil, value=value, is_doubtful=is_doubtful, **said)

    def look(name: str) -> None:
        faulty.extend(faults(page))
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=folder / f"duplicates-{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 800})

    sign_in(context, cast.people["sandra"])
    page.goto("/overview/")
    page.get_by_role("link", name="Possible duplicates").click()
    look("list")
    page.get_by_role("link", name="Kofi Mensah-Hart and Kwame Mensah Hart").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it one child?")
    expect(page.locator("main")).to_contain_text("They have a UPN in common")
    look("compare")
    page.get_by_role("link", name="Not the same child").click()
    page.get_by_role("button", name="They are two children").click()
    expect(page.locator("main")).to_contain_text("Say how you know, in a line")
    page.get_by_label("How do you know?").fill("Two birth certificates were seen.")
    look("apart")
    page.get_by_role("button", name="They are two children").click()
    expect(page.locator("main")).to_contain_text("No pair waits here.")
    look("none")
    assert Duplicate.objects.get().state == "apart"
    page.get_by_role("link", name="Said to be two children").click()
    look("kept-apart")
    page.get_by_role("link", name="Kofi Mensah-Hart and Kwame Mensah Hart").click()
    page.get_by_role("link", name="Open it again").click()
    page.get_by_label("Why").fill("I read the wrong line.")
    look("open-again")
    page.get_by_role("button", name="Open it again").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("The pair is on the list again.")
    assert Duplicate.objects.get().state == "waiting"
    assert not faulty, "\n".join(faulty)


def test_two_people_of_the_council_make_one_record_and_two_again(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    faulty: list[str] = []
    with transaction.atomic():
        two = merges.pair(cast, known_as="Kwame")

    def look(name: str) -> None:
        faulty.extend(faults(page))
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=folder / f"merges-{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 800})

    sign_in(context, cast.people["sandra"])
    page.goto(f"/duplicates/{two.reference}/")
    page.get_by_role("link", name="Propose one record").click()
    page.get_by_role("button", name="Propose it").click()
    expect(page.locator("main")).to_contain_text("Say how you know that it is one child, in a line")
    page.get_by_label("How do you know that it is one child?").fill("One birth certificate.")
    look("propose")
    page.get_by_role("button", name="Propose it").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Waits for a second person")
    look("list")
    sign_in(context, cast.people["grace"])
    page.goto("/my-work/")
    page.get_by_role("link", name="Decide").first.click()
    look("waits")
    page.get_by_role("link", name="Make one record").click()
    page.get_by_label("Why").fill("I rang both schools.")
    look("approve")
    page.get_by_role("button", name="Make one record").click()
    expect(page.locator("main")).to_contain_text("It can be undone by two people until")
    look("one")
    page.get_by_role("link", name="Propose two records again").click()
    page.get_by_label("Why").fill("Cousins.")
    look("undo")
    page.get_by_role("button", name="Propose it").click()
    sign_in(context, cast.people["sandra"])
    page.goto(f"/merges/{Merge.objects.get().reference}/")
    page.get_by_role("link", name="Make two records again").click()
    page.get_by_label("Why").fill("I rang.")
    look("split")
    page.get_by_role("button", name="Make two records").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two records again")
    look("two")
    assert Merge.objects.get().state == "split"
    assert not faulty, "\n".join(faulty)
