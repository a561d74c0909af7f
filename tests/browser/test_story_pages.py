"""An entry by kind, edited, freed and narrowed, and a concern that its author takes back, in a real browser."""

import os
from pathlib import Path

from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from referrals.entries.models import Entry
from tests import stories
from tests.acting.posts import other_case
from tests.browser.signing import sign_in
from tests.browser.test_danger_pages import Look
from tests.people import make_cast


def test_an_entry_is_added_narrowed_and_edited(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, look = make_cast(), Look(page, Path(os.environ.get("LOOK") or tmp_path))
    case = stories.case(cast)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    stories.entry(cast, case, "priti", section="health", text="Seen in clinic.")
    sign_in(context, cast.people["amara"])
    page.goto(reverse("add_entry", args=[case.reference]))
    look("add")
    page.get_by_label("Visit").check()
    page.get_by_label("Title").fill("At home")
    page.get_by_label("The facts").fill("Two rooms, five people. He did his homework on the stairs.")
    page.get_by_label("What you make of it").fill("A quiet place would help him more than a mentor.")
    page.get_by_label("When was it?").fill("23 11 2026")
    page.get_by_label("At about what time?").fill("8.15")
    page.get_by_label("Where was it?").fill("Canal Road")
    page.get_by_label("What is it about?").select_option("home")
    page.get_by_label("Priti Nair").check()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("alert")).to_contain_text("Priti Nair may not read this entry as it is written")
    look("told-nobody")
    page.get_by_label("Priti Nair").uncheck()
    page.get_by_label("Sandra Pell").check()
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("#story")).to_contain_text("A quiet place would help him")
    expect(page.locator("#story")).to_contain_text("Told: Sandra Pell")
    look("story")
    page.get_by_label("Kind").select_option("visit")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#story")).not_to_contain_text("Seen in clinic.")
    look("narrowed")
    page.get_by_role("link", name="At home").click()
    page.get_by_role("link", name="Edit it").click()
    page.get_by_label("The facts").fill("Three rooms, five people.")
    page.get_by_role("button", name="Keep the new words").click()
    expect(page.locator("main")).to_contain_text("Say why, in a line")
    look("edit")
    page.get_by_label("Why you edit it").fill("I had not seen the kitchen.")
    page.get_by_role("button", name="Keep the new words").click()
    expect(page.locator("main")).to_contain_text("What it said before")
    look("edited")
    page.get_by_role("link", name="Restrict this entry").click()
    page.get_by_label("Why").fill("It names his sister.")
    page.get_by_role("button", name="Restrict it").click()
    page.get_by_role("link", name="Open it: your reading is noted").click()
    look("restricted")
    page.get_by_role("link", name="End the restriction").click()
    look("free")
    page.goto(reverse("move_entry", args=[Entry.objects.get(title="At home").reference]))
    look("move")
    page.get_by_label("The case it belongs to").fill(other_case(cast).reference)
    page.get_by_label("Why").fill("It was Maisie’s flat.")
    page.get_by_role("button", name="Move it").click()
    expect(page.locator("main")).to_contain_text("It was put on the wrong child")
    look("moved")
    sign_in(context, cast.people["priti"])
    page.goto(reverse("see_case", args=[case.reference]))
    look("received")
    assert not look.found, "\n".join(look.found)


def test_a_concern_is_added_to_and_withdrawn_by_its_author(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, look = make_cast(), Look(page, Path(os.environ.get("LOOK") or tmp_path))
    concern = stories.concern(cast)
    sign_in(context, cast.people["tom"])
    page.goto(reverse("see_concern", args=[concern.reference]))
    look("own")
    page.get_by_role("link", name="Add to it").click()
    look("add-to")
    page.get_by_label("What you add").fill("It was the third time.")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("main")).to_contain_text("Added by Tom Reyes")
    page.get_by_role("link", name="Withdraw it").click()
    look("withdraw")
    page.get_by_label("Why").fill("It was another child.")
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.locator("main")).to_contain_text("Withdrawn by its author")
    sign_in(context, cast.people["amara"])
    page.goto(reverse("see_concern", args=[concern.reference]))
    look("withdrawn")
    assert not look.found, "\n".join(look.found)
