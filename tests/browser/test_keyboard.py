"""The daily pages by keyboard alone: the focus is always seen, goes in reading order, and gets everywhere."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from referrals.concerns.models import Concern
from tests import stories
from tests.browser.signing import sign_in
from tests.people import Cast, make_cast

NAMED = """() => { const at = document.activeElement;
    return ['MAIN', 'BODY'].includes(at.tagName) ? '' : at.labels?.[0]?.innerText || at.innerText || ''; }"""
SEEN = """() => { const at = document.activeElement, box = at.closest('.i-pick'), style = getComputedStyle(at);
    const around = box && getComputedStyle(box).outlineStyle !== 'none';
    return style.outlineStyle !== 'none' || style.boxShadow !== 'none' || around; }"""


@pytest.fixture
def cast(committed: str) -> Cast:
    return make_cast()


def tab_to(page: Page, words: str, most: int = 60) -> None:
    """Press Tab until the focus stands on what says these words; it must be seen at each stop."""
    for _ in range(most):
        if words in page.evaluate(NAMED):
            return
        page.keyboard.press("Tab")
        assert page.evaluate(NAMED) == "" or page.evaluate(SEEN), page.evaluate(NAMED)
    pytest.fail(f"{words!r} was not reached by Tab")


def test_a_concern_is_logged_by_keyboard(cast: Cast, context: BrowserContext, page: Page) -> None:
    sign_in(context, cast.people["tom"])
    page.goto("/concerns/log-concern/")
    page.wait_for_function("document.activeElement.name === 'pupil_name'")  # the page puts the cursor there itself
    page.keyboard.type("kof")
    page.get_by_label("Kofi Mensah-Hart").wait_for()
    tab_to(page, "Kofi Mensah-Hart")
    page.keyboard.press("Space")
    tab_to(page, "Left a lesson")
    page.keyboard.press("Space")
    tab_to(page, "What happened")
    page.keyboard.type("Walked out of science.")
    tab_to(page, "A little")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Save concern")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    made = Concern.objects.get()
    assert (made.pupil, made.seen, made.fact, made.worry) == (cast.kofi, ["left_lesson"], "Walked out of science.", 2)


def test_the_skip_link_comes_first_and_work_is_reached(cast: Cast, context: BrowserContext, page: Page) -> None:
    stories.concern(cast, at=timezone.now())
    sign_in(context, cast.people["amara"])
    page.goto("/my-work/")
    page.keyboard.press("Tab")
    assert page.evaluate(NAMED) == "Skip to main content"
    page.keyboard.press("Enter")
    tab_to(page, "Read it")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/concerns/" in page.url
