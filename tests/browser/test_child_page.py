"""A child's page in a real browser: no fault at three widths, its year readable at each, and on paper."""

import os
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, expect

from agencies.policy import Section
from referrals.contacts.words import CHILD
from referrals.entries import actions as entries
from referrals.entries.actions import EntryFacts
from tests import contacts, stories, suspensions
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import AT, Cast, make_cast

WIDTHS = (1280, 375, 320)


def told(cast: Cast) -> str:
    """A child of whom there is something to read, and the address of the page."""
    for weeks in (9, 6, 3):
        stories.concern(cast, at=AT - timedelta(weeks=weeks))
    case = stories.case(cast, at=AT - timedelta(weeks=5))
    stories.accepted(cast, case, at=AT - timedelta(weeks=4))
    for section in ("education", "home", "behaviour"):
        stories.entry(cast, case, section=section, at=AT - timedelta(weeks=2))
    said = EntryFacts("voice", "voice", "Why he leaves", "The words don’t come, so I go.", AT.date(), "Mr Osei")
    entries.add_entry(case, said, seat=cast.seat("amara"), by=cast.actor("amara"), at=AT)
    secret = stories.entry(cast, case, section="home", text="It names another child.")
    entries.restrict_entry(secret, why="Another child", by=cast.actor("amara"), at=AT)
    monday = AT.date() - timedelta(weeks=7)
    suspensions.impose(cast, monday, monday + timedelta(days=1))
    suspensions.impose(cast, AT.date() - timedelta(days=6), AT.date() - timedelta(days=3))
    stories.shared(cast, case, sections=(Section.EDUCATION, Section.VOICE))
    contacts.add(cast, safe_contact="By hand, through Amara Adeyemi. Never by post", **contacts.WHOLE)
    father = contacts.add(cast, name="Daniel Hart", relationship="father", may_be_told="", address="2 Quay Terrace")
    contacts.restrict(cast, father, CHILD)
    contacts.add(cast, name="Joe Mensah", relationship="grandparent", has_responsibility="no", phone="01632 960143")
    return f"/pupils/{cast.kofi.reference}/"


def test_each_reader_has_a_page_without_fault(server: str, context: BrowserContext, page: Page, tmp_path: Path) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    url, found = told(cast), []
    for name in ("amara", "tom", "sandra", "priti"):
        sign_in(context, cast.people[name])
        page.goto(url)
        expect(page.get_by_role("heading", level=1)).to_have_text("Kofi Mensah-Hart")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=folder / f"child-{name}-{width}.png", full_page=True)
            page.locator("#year").screenshot(path=folder / f"child-year-{name}-{width}.png")
            assert page.locator(".t-rest").first.is_visible() == (
                width > 640
            )  # months by their first letter on a phone
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
        page.set_viewport_size({"width": 1280, "height": 800})
        found += faults(page)
    assert not found, "\n".join(found)


def test_on_paper_the_picture_stands_with_its_tables_and_without_what_is_restricted(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    url = told(cast)
    sign_in(context, cast.people["amara"])
    page.goto(url)
    restricted = page.get_by_text("Restricted: you may read it").first
    expect(restricted).to_be_visible()
    page.emulate_media(media="print")
    expect(restricted).to_be_hidden()
    expect(page.get_by_text("7 Canary Row")).to_be_hidden()
    expect(page.get_by_text("How each is reached, and who is restricted, is not printed")).to_be_visible()
    expect(page.get_by_text("Printed by Amara Adeyemi")).to_be_visible()
    expect(page.get_by_role("table", name="Concerns, newest first").first).to_be_visible()
    expect(page.get_by_role("img", name="Half days out by suspension: 4 in the week of")).to_be_visible()
    expect(page.get_by_role("link", name="Log a concern").locator("visible=true")).to_have_count(0)
    page.pdf(path=folder / "child.pdf", print_background=True)
    page.set_viewport_size({"width": 720, "height": 900})
    page.screenshot(path=folder / "child-paper.png", full_page=True)


def test_by_keyboard_one_reaches_the_years_and_opens_a_table(server: str, context: BrowserContext, page: Page) -> None:
    cast = make_cast()
    url = told(cast)
    sign_in(context, cast.people["amara"])
    page.goto(url)
    year = page.get_by_role("link", name="2025/26", exact=True)
    tab_to(page, year)
    page.keyboard.press("Enter")
    expect(page.get_by_text("The school year 2025/26, a week at a time")).to_be_visible()
    expect(page.get_by_role("link", name="2025/26", exact=True)).to_have_attribute("aria-current", "true")
    page.goto(url)
    summary = page.locator("#t-concerns summary")
    tab_to(page, summary)
    page.keyboard.press("Enter")
    expect(page.locator("#t-concerns table")).to_be_visible()


def tab_to(page: Page, there: Locator) -> None:
    """Press the tab key until this has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if there.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError("The tab key does not lead there.")


def test_former_names_are_kept_by_keyboard_and_what_is_no_name_stays_typed(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    sign_in(context, cast.people["amara"])
    page.goto(f"/pupils/{cast.kofi.reference}/")
    page.get_by_role("link", name="Former names").click()
    names = page.get_by_label("Former names, one on each line")
    names.fill("Hughes\n" + "x" * 130)
    page.get_by_role("button", name="Keep these names").press("Enter")
    expect(page.get_by_role("link", name="Use 120 characters or fewer")).to_be_visible()
    expect(names).to_have_value("Hughes\n" + "x" * 130)
    found = faults(page)
    page.set_viewport_size({"width": 375, "height": 800})
    page.screenshot(path=folder / "former-names-375.png", full_page=True)
    names.fill("Hughes\nKwame O’Shea")
    page.get_by_role("button", name="Keep these names").press("Enter")
    expect(page.get_by_text("The former names are kept.")).to_be_visible()
    page.goto(f"/pupils/{cast.kofi.reference}/keep-former-names/")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(names).to_have_value("Hughes\nKwame O’Shea")
    page.screenshot(path=folder / "former-names-1280.png", full_page=True)
    assert not (found + faults(page))
