"""The browser itself: it starts, sees the hashed style, and complains when a page would."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.chromium import axe, scrolls_sideways


def test_a_page_wears_its_style_and_offends_nobody(page: Page) -> None:
    page.goto("/help/")
    assert page.locator("link[rel=stylesheet]").first.get_attribute("href") != "/static/inclusion.css"
    assert axe(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert not scrolls_sideways(page)
