"""A concern that is handed over, family, professionals and the small picture, in a real browser: wide and at 320 px."""

from pathlib import Path

from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from tests import contacts, family, professionals, stories
from tests.browser.signing import sign_in
from tests.browser.test_danger_pages import Look
from tests.browser.test_top_floor_pages import faults
from tests.people import make_cast


def test_a_concern_is_handed_to_the_safeguarding_lead_and_seen_to(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, look = make_cast(), Look(page, tmp_path)
    stories.safeguarding_lead(cast)
    concern = stories.concern(cast)
    sign_in(context, cast.people["tom"])
    page.goto(reverse("see_concern", args=[concern.reference]))
    page.get_by_role("link", name="Hand to the safeguarding lead").click()
    page.get_by_role("button", name="Hand it over").click()
    expect(page.locator("main")).to_contain_text("Say why, in a line")
    look("empty")
    page.get_by_label("Why the safeguarding lead should see it").fill("He flinched again.")
    page.get_by_role("button", name="Hand it over").click()
    expect(page.locator("main")).to_contain_text("Handed over. Ngozi Okoro is told at once.")
    look("handed")
    sign_in(context, cast.people["okoro"])
    page.goto("/my-work/")
    page.get_by_role("link", name="All that was ticked as danger").click()
    expect(page.locator("main")).to_contain_text("Handed over by Tom Reyes")
    look("list")
    page.goto(reverse("answer_handed", args=[concern.reference]))
    look("answer")
    assert not look.found, "\n".join(look.found)


def test_family_and_professionals_are_added_and_drawn(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, look = make_cast(), Look(page, tmp_path)
    contacts.add(cast)
    family.sister(cast)
    professionals.add(cast)
    sign_in(context, cast.people["amara"])
    page.goto(reverse("link_family", args=[cast.kofi.reference]))
    page.get_by_label("Brother or sister").first.check()
    page.get_by_label("Their name or reference").fill("mensah")
    page.get_by_role("button", name="Link them").click()
    look("choose")
    page.get_by_role("radio", name="Esi").check()
    page.get_by_role("button", name="Link them").click()
    expect(page.locator("main")).to_contain_text("They are linked.")
    expect(page.locator("#people svg circle.r-new")).to_have_count(1)
    look("life")
    page.set_viewport_size({"width": 320, "height": 800})
    look.found.extend(faults(page))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto(reverse("add_professional", args=[cast.kofi.reference]))
    look("professional")
    assert not look.found, "\n".join(look.found)
