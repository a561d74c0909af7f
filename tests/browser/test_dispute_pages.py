"""A school disagrees with a decision and is answered, in a real browser."""

import os
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from referrals.referrals import actions as referrals
from tests import stories
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import make_cast


def test_a_lead_disagrees_and_the_manager_answers(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    found: list[str] = []
    referral = stories.sent(cast, stories.case(cast))
    no = {"reason": "school_can_meet", "words": "What you do has begun to help.", "meanwhile": "Keep the plan."}
    referrals.decline_referral(referral, **no, by=cast.actor("sandra"), at=referral.sent_at)

    def look(name: str) -> None:
        found.extend(faults(page))
        page.set_viewport_size({"width": 1280, "height": 800})
        page.screenshot(path=folder / f"dispute-{name}.png", full_page=True)

    sign_in(context, cast.people["amara"])
    page.goto(f"/referrals/{referral.reference}/")
    look("referral")
    page.get_by_role("link", name="Disagree with this decision").click()
    page.get_by_label("Why you disagree").fill("We have done this for two terms. It has stopped helping.")
    look("form")
    page.get_by_role("button", name="Send it to the manager").click()
    expect(page.locator("main")).to_contain_text("The council’s manager has not answered yet.")
    sign_in(context, cast.people["grace"])
    page.goto("/my-work/")
    expect(page.locator("main")).to_contain_text("Answer the school that disagrees")
    look("work")
    page.locator("a.i-btn", has_text="Answer the school").click()
    page.get_by_label("It is decided again").check()
    page.get_by_label("What you tell the school").fill("You are right: we decide it again.")
    look("answer")
    page.get_by_role("button", name="Answer and tell the school").click()
    expect(page.locator("main")).to_contain_text("The council decides it again")
    look("answered")
    assert not found, "\n".join(found)
