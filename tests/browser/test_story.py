"""The guided tour in a real browser, on the demonstration: nine steps, axe at two widths, and the pictures."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from agencies.words import long_day
from inclusion.embedded.places import ROOT
from referrals.door import audience
from referrals.duties import actions as duties
from tests.chromium import axe, scrolls_sideways

pytestmark = [pytest.mark.pictures, pytest.mark.demonstration]
PICTURES = ROOT / "var" / "pictures"
MAIN = {
    "sign-in", "demonstration", "concern", "concern-errors", "my-work", "my-work-agency", "case", "case-as-police",
    "case-agency", "child", "child-agency",
    "triage", "share", "share-offer", "reasons", "trail", "cases", "inbox", "referral-send",
}  # fmt: skip
CHILD = "Zadie Quill-Moran"


@pytest.fixture
def tour(committed: str, page: Page) -> Page:
    return page


def shot(page: Page, name: str) -> None:
    """Hold the page to axe at 1280 and 375, to 320 pixels, and keep its pictures where they were asked for."""
    keep = bool(os.environ.get("PICTURES")) and name in MAIN
    for width in (1280, 375, 320):
        page.set_viewport_size({"width": width, "height": 900})
        if width == 320:
            assert not scrolls_sideways(page), name
            continue
        assert axe(page) == [], (name, width)
        if keep:
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(Path(PICTURES) / f"{name}-{width}.png"), full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def be(page: Page, name: str) -> None:
    page.goto("/demonstration/")
    press(page, f"Be {name}")


def press(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).click()


def follow(page: Page, words: str | re.Pattern[str]) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=words, exact=isinstance(words, str)).first.click()


def pick(page: Page, words: str) -> None:
    page.get_by_label(words).first.check()


def log_a_concern(page: Page) -> None:
    """Step 1, on a phone: a pupil who is not on the list, then the concern itself."""
    be(page, "Tom Reyes")
    shot(page, "concern")
    page.set_viewport_size({"width": 375, "height": 800})
    page.get_by_label("What happened, in a line").fill("Sat alone outside the hall all lunch, and would not come in.")
    press(page, "Not on the list? Add them")
    page.get_by_label("First name").fill("Zadie")
    page.get_by_label("Last name").fill("Quill-Moran")
    page.get_by_label("Date of birth").fill("4 March 2013")
    press(page, "Add and go on")
    assert "Sat alone outside the hall" in page.get_by_label("What happened, in a line").input_value()
    press(page, "Save concern")
    assert page.title().startswith("Error:")
    shot(page, "concern-errors")
    page.get_by_label("Which pupil").or_(page.get_by_label("Pupil’s name")).first.is_visible()
    pick(page, CHILD)
    pick(page, "Upset or withdrawn")
    pick(page, "Quite")
    press(page, "Save concern")
    shot(page, "concern-saved")


def open_the_case(page: Page) -> str:
    """Step 2: the lead reads it in My work, opens a case, and works on it. Gives the case's address."""
    be(page, "Amara Adeyemi")
    page.goto("/my-work/")
    shot(page, "my-work")
    page.get_by_role("listitem").filter(has_text=CHILD).get_by_role("link", name=re.compile("^Read it")).first.click()
    shot(page, "concern-lead")
    follow(page, re.compile("^Open a case"))
    page.get_by_label("Why, in a line or two").fill("Kind to younger pupils, and quiet since half term.")
    page.get_by_label("What you tell the person who logged it").fill("Thank you. I will talk with her tomorrow.")
    page.locator("main form .govuk-button").click()
    page.wait_for_url(re.compile("/cases/"))
    address = page.url
    follow(page, "Name the lead professional")
    page.get_by_label("Who leads on this case?").select_option(label=_option(page, "Dan Whitlock"))
    press(page, "Name them")
    follow(page, "Record what the family was told")
    pick(page, "Yes, they were told")
    page.get_by_label("Who was told").fill("Her mum, Orla")
    page.get_by_label("On which day").fill(long_day(timezone.now()))
    press(page, "Record it")
    return address


def _option(page: Page, name: str) -> str:
    return page.locator("option").filter(has_text=name).first.inner_text()


def add_to_the_story(page: Page, address: str) -> None:
    """Step 2 goes on: her own words, an observation, and an entry that is then restricted."""
    for kind, title, text, part in (
        ("The child’s own words", "In Zadie’s words", "It is too loud in there and I don’t know where to sit.", ""),
        ("Observation", "Lunch with one friend", "Ate in the library with Maya and laughed.", "Education"),
        ("Contact", "Rang her mum", "Her mum is in hospital this week.", "Home"),
    ):
        page.goto(address)
        page.get_by_role("link", name="Add to the story").first.click()
        pick(page, kind)
        page.get_by_label("Title").fill(title)
        page.get_by_label("What happened, or what was said").fill(text)
        if part:
            page.get_by_label("What is it about?").select_option(label=part)
        press(page, "Add it")
    page.goto(address)
    shot(page, "case-new")
    follow(page, "Rang her mum")
    follow(page, re.compile("Restrict"))
    page.get_by_label("Why").fill("About her mum’s health")
    press(page, "Restrict it")
    assert "Restricted" in page.content()


def refer(page: Page, address: str) -> None:
    """Step 3: drafted, looked at once more, sent."""
    page.goto(address)
    follow(page, "Refer to the council")
    page.get_by_label("What you hope for").fill("Advice on sensory needs, and somebody for her mum to talk to.")
    page.get_by_label("What is going well").fill("Reads to the Year 3s on Thursdays.")
    page.get_by_label("What worries you").fill("She has not eaten in the hall since half term.")
    page.get_by_label(re.compile("What was tried, 1")).fill("Quiet lunch in the library")
    page.get_by_label(re.compile("Happened, 1")).fill("4")
    page.get_by_label(re.compile("Planned, 1")).fill("5")
    pick(page, "Yes, they were told")
    pick(page, "Level 3: early help by several agencies")
    pick(page, "Public task: working together")
    shot(page, "referral-form")
    press(page, "Keep the draft and look at it")
    follow(page, "Look once more and send")
    shot(page, "referral-send")
    press(page, "Send to the council")
    shot(page, "referral-sent")


def triage(page: Page) -> None:
    """Step 4: the queue, a question, its answer, and the yes."""
    be(page, "Sandra Pell")
    page.goto("/triage/")
    follow(page, re.compile(CHILD))
    shot(page, "triage")
    address = page.url
    press(page, "Acknowledge")
    follow(page, re.compile("^Ask a question"))
    page.get_by_label("Your question", exact=True).fill("Has she seen the school nurse?")
    press(page, "Send the question")
    be(page, "Amara Adeyemi")
    page.goto("/my-work/")
    page.get_by_role("listitem").filter(has_text=CHILD).get_by_role("link", name=re.compile(r"^Answer\b")).first.click()
    page.get_by_label("Has she seen the school nurse?").fill("Yes, twice; no worries about her health.")
    shot(page, "referral-answer")
    page.locator("main form .govuk-button").click()
    be(page, "Sandra Pell")
    page.goto(address)
    follow(page, re.compile("^Accept"))
    page.get_by_label("What you tell the school").fill("We will ask speech and language for a view this week.")
    shot(page, "triage-accept")
    press(page, "Accept and tell the school")


def share(page: Page, address: str) -> str:
    """Step 5: five questions, the preview, the offer. Gives the share's address."""
    page.goto(address)
    page.get_by_role("link", name="Share", exact=True).click()
    page.get_by_label("Who", exact=True).select_option(label=_option(page, "Speech and language"))
    pick(page, "Health support")
    page.get_by_label("What you ask of them").fill("Is the noise part of a need that school is missing?")
    page.get_by_label("Lawful basis").or_(page.get_by_label("Health or social care provision")).first.check()
    pick(page, "Chosen parts")
    pick(page, "Education")
    page.get_by_label("The child’s voice").check()
    pick(page, "Yes, they were told")
    page.get_by_label("Who was told").fill("Her mum, Orla")
    page.get_by_label("On which day").fill(long_day(timezone.now()))
    press(page, "See what they will see")
    preview = page.locator("#preview").inner_text()
    assert "Ate in the library" in preview
    assert "hospital" not in preview
    assert "estricted" not in preview
    shot(page, "share")
    page.get_by_role("button", name=re.compile("^Share with")).click()
    page.wait_for_url(re.compile("/shares/"))
    shot(page, "share-offered")
    return page.url


def receive(page: Page, address: str) -> None:
    """Step 6: the offer alone, the terms, and only what the share covers."""
    be(page, "Priti Nair")
    page.goto("/my-work/")
    shot(page, "my-work-agency")
    page.get_by_role("listitem").filter(has_text="offer").get_by_role(
        "link", name=re.compile("^Read the offer")
    ).last.click()
    shot(page, "share-offer")
    assert "Zadie" not in page.content()
    press(page, "Accept the terms")
    page.goto(address)
    body = page.locator("main").inner_text()
    assert "Ate in the library" in body
    assert "hospital" not in body
    shot(page, "case-agency")


def end(page: Page, address: str, share_address: str) -> None:
    """Step 7: withdrawn; from that instant nothing opens, and My work says that it ended."""
    be(page, "Amara Adeyemi")
    page.goto(share_address)
    follow(page, re.compile("^(End it now|Take the offer back)"))
    page.get_by_label("What it was for is done").check()
    page.get_by_label("In your words").fill("The question is answered.")
    page.locator("main form .govuk-button").click()
    page.wait_for_load_state()
    be(page, "Priti Nair")
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 404
    shot(page, "not-found")
    page.goto("/my-work/")
    assert "Amara Adeyemi" in page.locator("main").inner_text()


def why(page: Page, address: str) -> None:
    """Step 9: who can see it and why, who opened it, and the close."""
    be(page, "Amara Adeyemi")
    page.goto(address)
    shot(page, "case-kept")
    follow(page, re.compile("Who can see this, and why"))
    shot(page, "reasons")
    page.goto(address)
    follow(page, re.compile("Who has opened it"))
    assert "Priti Nair" in page.content()
    shot(page, "trail")
    page.goto(address)
    follow(page, "Close the case")
    pick(page, "Needs met")
    page.get_by_label("What was reached").fill("She eats in the library with two friends.")
    page.get_by_label("The child’s and the family’s words").fill("“It is fine now.” Her mum is glad.")
    shot(page, "close")
    press(page, "Close the case")
    page.get_by_role("link", name="Reopen").first.wait_for()


def test_the_guided_tour(tour: Page) -> None:
    page = tour
    log_a_concern(page)
    address = open_the_case(page)
    add_to_the_story(page, address)
    refer(page, address)
    triage(page)
    share_address = share(page, address)
    receive(page, address)
    end(page, address, share_address)
    why(page, address)


def test_the_pages_around_it(tour: Page) -> None:
    """The pages that the tour passes by, with their pictures; a reminder pressed forward reaches the inbox (step 8)."""
    page = tour
    for path, name in (("/", "welcome"), ("/accounts/login/", "sign-in"), ("/demonstration/", "demonstration")):
        page.goto(path)
        shot(page, name)
    be(page, "Amara Adeyemi")
    page.goto("/demonstration/")
    press(page, "Let a minute stand for a day")
    at = timezone.now()
    ahead = duties.reminder_time(at) + duties.FAST_FOR * 24 * 4
    assert duties.plan_what_is_due(at, ahead)
    duties.address_letters(at, ahead, audience)
    for path, name in (
        ("/inbox/", "inbox"),
        ("/cases/", "cases"),
        ("/concerns/", "concerns"),
        ("/account/", "account"),
    ):
        page.goto(path)
        shot(page, name)
    page.get_by_label("Find a child, or a case by its reference").fill("kofi")
    press(page, "Find")
    shot(page, "search")
    page.get_by_role("link", name=re.compile("Kofi")).first.click()
    shot(page, "case")
    page.get_by_role("heading", level=1).get_by_role("link").click()
    shot(page, "child")
    be(page, "Priti Nair")
    page.goto("/cases/")
    page.get_by_role("link", name=re.compile("Kofi")).first.click()
    page.get_by_role("link", name=re.compile("The child’s page")).click()
    shot(page, "child-agency")
    be(page, "PC Ruth Calloway")
    page.goto("/cases/")
    page.get_by_role("link", name=re.compile("Kofi")).first.click()
    shot(page, "case-as-police")
