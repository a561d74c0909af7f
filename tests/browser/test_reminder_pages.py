"""What is owed and what was told, in a real browser: pauses said as pauses, without a fault."""

import itertools
import os
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from agencies.outbox.models import Delivery
from referrals.duties.models import Duty
from tests import stories
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.owing import answer, on, returned
from tests.people import AT, Cast, make_cast
from tests.referrals.duties.sweeping import due_mail
from tests.referrals.duties.test_nobody import leave


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The edge reads Monday 23 November 2026 from ten on, each reading a second later."""
    seconds = itertools.count(1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(seconds=next(seconds)))


@pytest.fixture
def cast(server: str) -> Cast:
    return make_cast()


def look(page: Page, folder: Path, name: str) -> list[str]:
    """The faults of the page as it stands, after two pictures of it."""
    found = faults(page)
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=Path(os.environ.get("LOOK") or folder) / f"{name}-{width}.png", full_page=True)
    return found


def test_a_pause_is_said_as_a_pause(cast: Cast, context: BrowserContext, page: Page, tmp_path: Path) -> None:
    referral = returned(cast, on(23), on(25))
    duty = Duty.objects.get(rule="decide_referral")
    sign_in(context, cast.people["sandra"])
    page.goto(f"/duties/{duty.reference}/")
    expect(page.locator("main")).to_contain_text("The clock has been stopped since Wednesday 25 November 2026")
    found = look(page, tmp_path, "stopped")
    answer(cast, referral, on(9, 12))
    page.goto(f"/duties/{duty.reference}/")
    expect(page.locator("main")).to_contain_text("to Wednesday 9 December 2026, because a question")
    found += look(page, tmp_path, "paused")
    assert not found, "\n".join(found)


def test_mail_that_reached_nobody_is_sent_again_by_who_leads(
    cast: Cast, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    due_mail(cast)
    Delivery.objects.filter(channel="email").update(state="dead", attempts=20, last_error="SMTPRecipientsRefused")
    sign_in(context, cast.people["colm"])
    page.goto("/people/")
    found = look(page, tmp_path, "undelivered")
    page.get_by_role("button", name="Send by mail again to Amara Adeyemi").click()
    expect(page.get_by_role("status").first).to_contain_text("What waited for Amara Adeyemi is sent again.")
    expect(page.get_by_role("button", name="Send by mail again")).to_have_count(0)
    assert not found, "\n".join(found)


def test_what_nobody_holds_stands_on_my_work(cast: Cast, context: BrowserContext, page: Page, tmp_path: Path) -> None:
    stories.case(cast)
    leave(cast, "amara", "colm")
    sign_in(context, cast.people["grace"])
    page.goto("/my-work/")
    expect(page.locator("#unheld")).to_contain_text("Alder Hythe School: 2 matters")
    found = look(page, tmp_path, "unheld")
    assert not found, "\n".join(found)


def test_when_urgent_mail_comes_is_said_and_set(
    cast: Cast, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    sign_in(context, cast.people["amara"])
    page.goto("/account/")
    expect(page.locator("main")).to_contain_text("comes at once, also at night and at weekends.")
    page.get_by_role("link", name="when urgent mail comes").click()
    found = look(page, tmp_path, "profile")
    page.get_by_label("Keep urgent mail for working time").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("comes in working time alone.")
    found += look(page, tmp_path, "account")
    assert not found, "\n".join(found)
