"""Tasks, reminders and whose hands a thing is in, and triage by keyboard, in a real browser: wide and at 320 px."""

from datetime import timedelta
from pathlib import Path

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from referrals.given_tasks.states import Kind
from tests import stories
from tests.browser.signing import sign_in
from tests.browser.test_danger_pages import Look
from tests.browser.test_top_floor_pages import faults
from tests.given_tasks import give
from tests.people import make_cast


def test_a_task_is_given_read_done_and_reminded_of(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, look = make_cast(), Look(page, tmp_path)
    case = stories.case(cast)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    give(cast, case, "priti", "agency:alder", "May I see him at school, on a Tuesday?", Kind.QUESTION)
    sign_in(context, cast.people["amara"])
    page.goto(reverse("see_case", args=[case.reference]))
    page.get_by_role("link", name="Give a task, or ask").click()
    page.get_by_role("button", name="Give it").click()
    expect(page.locator("main")).to_contain_text("Write what is to be done, or what you ask")
    look("empty")
    page.get_by_label("Something to do").check()
    page.get_by_label("What is to be done, or what do you ask?").fill("Ring mum on Thursday: O’Shea")
    page.get_by_label("Who does it, or answers?").select_option(label="CAMHS")
    page.get_by_label("By which day").fill(f"{timezone.localdate() + timedelta(days=3):%d %m %Y}")
    page.get_by_role("button", name="Give it").click()
    expect(page.locator("body")).to_contain_text("It is given. They are told.")
    expect(page.locator("main")).to_contain_text("Ring mum on Thursday: O’Shea")
    look("task")
    page.goto("/my-work/")
    look("work")
    page.get_by_role("button", name="Remind them").first.click()
    expect(page.locator("body")).to_contain_text("They are reminded.")
    look("reminded")
    page.goto(reverse("see_case", args=[case.reference]) + "#tasks")
    look("case")
    sign_in(context, cast.people["mona"])
    page.goto("/my-work/")
    look("agency")
    page.set_viewport_size({"width": 320, "height": 800})
    look.found.extend(faults(page))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("link", name="In nobody’s hands yet").first.click()
    page.get_by_label("Who has it in hand?").select_option(label="Yourself")
    page.get_by_role("button", name="Keep it").click()
    look("small")
    page.get_by_role("link", name="Hand over what you have in hand").click()
    look("over")
    assert not look.found, "\n".join(look.found)


def test_triage_from_end_to_end_by_keyboard(server: str, context: BrowserContext, page: Page, tmp_path: Path) -> None:
    cast, look = make_cast(), Look(page, tmp_path)
    case = stories.case(cast)
    referral = stories.sent(cast, case)
    sign_in(context, cast.people["sandra"])
    page.goto("/triage/")
    page.keyboard.press("j")
    expect(page.get_by_role("heading", name="Before this")).to_be_visible()
    look("triage")
    page.keyboard.press("w")
    expect(page.locator("body")).to_contain_text("Acknowledged. The school sees it.")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kofi")
    expect(page.locator("textarea").first).to_be_focused()
    page.keyboard.type("We will help.")
    look("decide")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_contain_text("Accepted. The school is told.")
    referral.refresh_from_db()
    assert referral.state == "accepted"
    assert not look.found, "\n".join(look.found)
