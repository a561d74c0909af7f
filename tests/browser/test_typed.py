"""Nothing typed is lost, in a real browser: drafts say what is so, leaving asks, a sign-out gives the words back."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route, expect

from agencies.drafts.models import Draft
from referrals.entries.models import Entry
from tests import stories
from tests.browser import signing
from tests.chromium import faults
from tests.people import AT, Cast, make_cast

SAVE = "**/drafts/save/"
WORDS = "He said the corridor is too loud after lunch."
LINE = ".i-kept"


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The edge reads Monday 23 November 2026 from ten on, each reading a second later."""
    seconds = itertools.count(1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(seconds=next(seconds)))


@pytest.fixture
def context(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """A browser whose requests fail on purpose: what it writes of that to its console is no fault, an error is."""
    errors: list[str] = []
    made = browser.new_context(base_url=server, locale="en-GB", timezone_id="Europe/London", reduced_motion="reduce")
    made.set_default_timeout(10_000)
    made.on("weberror", lambda error: errors.append(str(error.error)))
    yield made
    made.close()
    assert not errors


@pytest.fixture
def cast(server: str) -> Cast:
    """The named people; Amara leads inclusion."""
    return make_cast()


@pytest.fixture
def form(cast: Cast, context: BrowserContext) -> Page:
    """The form for a new entry on Kofi's case, as Amara opened it; the browser's clock moves when it is told to."""
    signing.sign_in(context, cast.people["amara"])
    page = context.new_page()
    page.clock.install()
    page.goto(f"/cases/{stories.case(cast).reference}/add-entry/")
    return page


def type_in(page: Page, words: str = WORDS) -> None:
    page.get_by_label("What happened, or what was said").fill(words)


def sign_in_again(context: BrowserContext, cast: Cast, name: str = "amara") -> None:
    """A new session in this browser, as a sign-in gives one: the token of open forms is another too."""
    client = Client()
    client.force_login(cast.people[name], backend=signing.BACKEND)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    here = {"domain": "localhost", "path": "/"}
    context.add_cookies(
        [
            {"name": settings.SESSION_COOKIE_NAME, "value": value, **here},
            {"name": settings.CSRF_COOKIE_NAME, "value": "b" * 32, **here},
        ]
    )


def test_draft_kept_is_said_once_it_is_kept(form: Page) -> None:
    type_in(form)
    form.clock.run_for(1500)
    expect(form.locator(LINE)).to_contain_text("Draft kept at")
    assert Draft.objects.get().typed["text"] == [WORDS]
    type_in(form, f"{WORDS} So we moved.")
    form.clock.run_for(1500)
    expect(form.locator(LINE)).to_contain_text("Draft kept at")
    form.wait_for_timeout(300)
    assert [draft.typed["text"] for draft in Draft.objects.all()] == [[f"{WORDS} So we moved."]]


ANSWERS: list[Callable[[Route], None]] = [
    lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>Welcome to the guest network</h1>"),
    lambda route: route.fulfill(status=200, content_type="application/json", body="{}"),
    lambda route: route.fulfill(status=200, content_type="application/json", body="not json"),
    lambda route: route.fulfill(status=503, body="away"),
    lambda route: route.abort(),
]


@pytest.mark.parametrize("answer", ANSWERS, ids=["portal", "empty", "broken", "away", "cut"])
def test_another_answer_than_ours_is_no_draft_kept_and_it_is_tried_again(
    form: Page, answer: Callable[[Route], None]
) -> None:
    form.route(SAVE, answer)
    type_in(form)
    form.clock.run_for(1500)
    expect(form.locator(LINE)).to_contain_text("could not be kept just now; it is tried again")
    form.unroute(SAVE)
    form.clock.run_for(15500)
    expect(form.locator(LINE)).to_contain_text("Draft kept at")
    assert Draft.objects.get().typed["text"] == [WORDS]


def test_a_request_that_hangs_is_said_after_five_seconds_and_tried_again(form: Page) -> None:
    form.route(SAVE, lambda route: None)
    type_in(form)
    form.clock.run_for(1500)
    form.clock.run_for(5100)
    expect(form.locator(LINE)).to_contain_text("the server is slow to answer")
    form.clock.run_for(15500)
    expect(form.locator(LINE)).to_contain_text("could not be kept just now")
    form.unroute(SAVE)
    form.clock.run_for(15500)
    expect(form.locator(LINE)).to_contain_text("Draft kept at")


def test_too_much_for_a_draft_is_said_with_its_count_and_nothing_is_cut(form: Page) -> None:
    type_in(form, "é" * 41_000)
    form.clock.run_for(1500)
    expect(form.locator(LINE)).to_contain_text("41,000 characters, and a draft can hold 40,000")
    assert len(form.get_by_label("What happened, or what was said").input_value()) == 41_000
    type_in(form, "é" * 39_000)
    form.clock.run_for(1500)
    expect(form.locator(LINE)).to_contain_text("Draft kept at")


def leaves(page: Page) -> list[str]:
    """What the browser asks when the page is left."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("link", name="Inbox").click(no_wait_after=True)
    page.wait_for_timeout(500)
    page.remove_listener("dialog", stay)
    return asked


def test_leaving_a_page_with_unsaved_words_asks(form: Page) -> None:
    form.route(SAVE, lambda route: route.abort())
    form.get_by_label("Title").press_sequentially("A call")
    form.clock.run_for(1500)
    assert leaves(form) == ["beforeunload"]
    assert "add-entry" in form.url


def test_leaving_a_page_whose_words_are_kept_does_not_ask(form: Page) -> None:
    form.get_by_label("Title").press_sequentially("A call")
    form.clock.run_for(1500)
    expect(form.locator(LINE)).to_contain_text("Draft kept at")
    assert leaves(form) == []
    assert "inbox" in form.url


def add(page: Page) -> None:
    page.get_by_role("radio", name="Observation").check()
    page.get_by_label("Title").fill("A call")
    page.get_by_label("What is it about?").select_option("education")
    page.get_by_role("button", name="Add it").click()


def test_signed_out_in_the_middle_with_scripts_the_words_are_in_the_form_again(
    form: Page, cast: Cast, context: BrowserContext
) -> None:
    type_in(form)
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    form.clock.run_for(1500)
    expect(form.locator(LINE)).to_contain_text("since you are signed out")
    add(form)
    expect(form.get_by_text("What you typed is kept for half an hour")).to_be_visible()
    assert faults(form) == []
    sign_in_again(context, cast)
    form.goto("/given-back/")
    expect(form.get_by_label("What happened, or what was said")).to_have_value(WORDS)
    expect(form.get_by_text("This is what you typed when you were signed out")).to_be_visible()
    assert faults(form) == []
    assert not Entry.objects.filter(title="A call").exists()
    form.get_by_role("button", name="Add it").click()
    expect(form.get_by_text("It is part of the story.")).to_be_visible()


def test_a_new_sign_in_in_another_tab_refuses_and_leads_back_to_the_form_with_the_words(
    form: Page, cast: Cast, context: BrowserContext
) -> None:
    type_in(form)
    sign_in_again(context, cast)
    add(form)
    expect(form.get_by_role("heading", name="This was not saved")).to_be_visible()
    assert faults(form) == []
    form.get_by_role("link", name="Back to the form").click()
    expect(form.get_by_label("What happened, or what was said")).to_have_value(WORDS)


def test_without_scripts_the_words_are_in_the_form_again_and_drafts_are_listed(
    cast: Cast, browser: Browser, server: str
) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    signing.sign_in(context, cast.people["amara"])
    page = context.new_page()
    url = f"/cases/{stories.case(cast).reference}/add-entry/"
    page.goto(url)
    type_in(page)
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    add(page)
    sign_in_again(context, cast)
    page.goto("/given-back/")
    expect(page.get_by_label("What happened, or what was said")).to_have_value(WORDS)
    page.get_by_label("Title").fill("")
    page.get_by_role("button", name="Add it").click()
    page.goto(url)
    page.get_by_role("link", name=WORDS).click()
    expect(page.get_by_text("This is your draft")).to_be_visible()
    expect(page.get_by_label("What happened, or what was said")).to_have_value(WORDS)
    context.close()


def test_finding_a_pupil_when_signed_out_draws_no_sign_in_page_into_the_form(
    cast: Cast, context: BrowserContext
) -> None:
    signing.sign_in(context, cast.people["tom"])
    page = context.new_page()
    page.goto("/concerns/log-concern/")
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.locator("[name=pupil_name]").press_sequentially("ko")
    expect(page.locator("[data-live]")).to_contain_text("You were signed out")
    assert page.locator("input[type=password]").count() == 0


def test_the_pages_of_drafts_and_refusals_have_no_fault(form: Page, context: BrowserContext) -> None:
    type_in(form)
    form.clock.run_for(1500)
    expect(form.locator(LINE)).to_contain_text("Draft kept at")
    at = form.url
    draft = Draft.objects.get()
    for url in (at, f"{at}?draft={draft.reference}", "/drafts/", "/nowhere/", "/drafts/save/", "/account/"):
        form.goto(url)
        assert faults(form) == []


def test_a_link_clicked_in_webmail_breaks_no_form_that_is_open(form: Page, cast: Cast, context: BrowserContext) -> None:
    type_in(form)
    mail = context.new_page()
    link = form.url.replace("add-entry", "close-case")
    body = f'<a href="{link}">Inclusion: something waits for you</a>'
    mail.route("http://webmail.example/", lambda route: route.fulfill(content_type="text/html", body=body))
    mail.goto("http://webmail.example/")
    mail.get_by_role("link").click()
    expect(mail.get_by_label("What was reached")).to_be_visible()
    add(form)
    expect(form.get_by_text("It is part of the story.")).to_be_visible()
