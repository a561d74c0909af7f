"""A passkey, from being added to signing in with it, by Chromium's own virtual authenticator."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.signing import sign_in
from tests.chromium import axe
from tests.people import Cast, make_cast

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def cast(committed: str) -> Cast:
    return make_cast()


def test_a_passkey_is_added_and_opens_the_door(cast: Cast, context: BrowserContext, page: Page) -> None:
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    sign_in(context, cast.people["amara"])
    page.goto("/accounts/2fa/webauthn/add/")
    assert axe(page) == []
    page.get_by_label("A name for it").fill("Work laptop")
    page.get_by_label("Sign in with it alone").check()
    with page.expect_navigation():
        page.locator("main form button").first.click()
    page.goto("/accounts/2fa/webauthn/")
    assert "Work laptop" in page.locator("main").inner_text()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/my-work/")
