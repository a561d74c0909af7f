"""Early signs in a real browser: the list, the sum, an answer, a concern without a script, and a rule’s switch."""

import itertools
import os
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from playwright.sync_api import Browser, BrowserContext, Page, expect

from agencies.calendar.models import TermDate
from interventions.signals import actions
from interventions.signals.models import Signal
from referrals.attendance.models import AttendanceWeek
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import AT, Cast, make_cast
from tests.suspensions import impose

WIDTHS = (1280, 375, 320)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The edge reads Monday 23 November 2026 from ten on, each reading a second later."""
    seconds = itertools.count(1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(seconds=next(seconds)))


def signs(cast: Cast) -> Signal:
    """Kofi was there all through the summer and the autumn, and half of the last weeks; and was suspended."""
    with transaction.atomic():
        TermDate.objects.create(agency=cast.alder, first_on=date(2026, 4, 13), last_on=date(2026, 7, 22), kind="term")
        TermDate.objects.create(agency=cast.alder, first_on=date(2026, 1, 6), last_on=date(2026, 3, 27), kind="term")
        there = {f"{half}_{n}": code for n in range(1, 6) for half, code in (("am", "/"), ("pm", "\\"))}
        gone = {**there, "am_2": "O", "pm_2": "O", "am_4": "I", "pm_4": "I"}
        first = date(2026, 5, 18)
        AttendanceWeek.objects.bulk_create(
            AttendanceWeek(
                pupil=cast.kofi, school=cast.alder, week=week, **(gone if week >= date(2026, 10, 26) else there)
            )
            for n in range(27)
            if (week := first + timedelta(7 * n)) <= AT.date()
        )
        impose(cast)
        actions.work_out_signals(cast.alder, AT)
    found: Signal = Signal.objects.get(rule="SG5")
    return found


def test_a_lead_looks_answers_and_switches(server: str, context: BrowserContext, page: Page, tmp_path: Path) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    sign, faulty = signs(cast), list[str]()

    def look(name: str) -> None:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=folder / f"signals-{name}-{width}.png", full_page=True)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
            faulty.extend(faults(page))
        page.set_viewport_size({"width": 1280, "height": 800})

    sign_in(context, cast.people["amara"])
    page.goto("/my-work/")
    page.get_by_role("link", name="Early signs: what your school’s own rows show").click()
    look("list")
    page.get_by_role("row", name="Attendance falling").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kofi Mensah-Hart: attendance falling")
    look("one")
    page.get_by_role("link", name="Already helping, or not useful").click()
    page.get_by_role("button", name="Keep the answer").click()
    expect(page.locator("main")).to_contain_text("Say whether somebody helps already")
    look("answer")
    page.get_by_role("radio", name="Already helping").check()
    page.get_by_role("textbox", name="Why").fill("He meets Ms Obi on Mondays.")
    page.get_by_role("button", name="Keep the answer").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Your answer is kept.")
    page.goto(f"/pupils/{cast.kofi.reference}/#signs")
    page.locator("#signs").screenshot(path=folder / "signals-panel.png")
    expect(page.locator("#signs")).to_contain_text("Answered")
    page.goto("/signals/rules/")
    look("rules")
    page.get_by_role("link", name=re.compile("Switch it off *: Attendance falling")).click()
    look("switch")
    page.get_by_role("radio", name="Off").check()
    page.get_by_role("textbox", name="Why").fill("We look at it every week anyway.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("main")).to_contain_text("switched it off on 23 Nov 2026: We look at it every week anyway.")
    sign.refresh_from_db()
    assert sign.state == "over"
    assert not faulty, "\n".join(faulty)


def test_a_concern_is_logged_from_a_sign_without_a_script(server: str, browser: Browser) -> None:
    cast = make_cast()
    sign = signs(cast)
    context = browser.new_context(java_script_enabled=False, base_url=server)
    sign_in(context, cast.people["amara"])
    page = context.new_page()
    page.goto(f"/signals/{sign.reference}/")
    page.locator("main").get_by_role("link", name="Log a concern").click()
    expect(page.get_by_text("Kofi Mensah-Hart").first).to_be_visible()
    page.get_by_role("checkbox").first.check()
    page.get_by_label("What happened, in a line").fill("He is late every Tuesday and Thursday.")
    page.locator("input[name=worry][value='2']").check()
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Your concern is saved.")).to_be_visible()
    sign.refresh_from_db()
    assert (sign.state, sign.result) == ("answered", "concern")
    page.goto(f"/signals/{sign.reference}/")
    expect(page.locator("main")).to_contain_text("a concern was logged")
    context.close()
