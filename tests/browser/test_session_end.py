"""At the end of a session the page is left: what it showed is not on the screen, nor behind the back button."""

from playwright.sync_api import BrowserContext, Page, expect

from agencies.people.models import Session
from tests import stories
from tests.browser.signing import sign_in
from tests.people import make_cast


def test_who_walks_away_leaves_no_child_on_the_screen(server: str, context: BrowserContext, page: Page) -> None:
    cast = make_cast()
    case = stories.case(cast)
    sign_in(context, cast.people["amara"])
    page.clock.install()
    page.goto(f"/cases/{case.reference}/")
    expect(page.locator("main")).to_contain_text("Kofi")
    page.clock.fast_forward("18:30")
    expect(page.locator("[data-idle]")).to_contain_text("You will be signed out in two minutes")
    Session.objects.all().delete()
    page.clock.fast_forward("02:00")
    expect(page).to_have_title("Early help, before exclusion – Inclusion")
    page.go_back()
    expect(page.locator("body")).not_to_contain_text("Kofi")
