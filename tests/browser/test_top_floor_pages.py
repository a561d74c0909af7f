"""The pages of the top floor in a real browser: no fault found at two widths, none too wide, whole without a script."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from agencies.directory.models import Agency
from agencies.outbox.models import Delivery, Letter
from agencies.policy import Basis, Level, Purpose
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.duties.models import Duty
from referrals.entries import actions as entries
from referrals.entries.actions import EntryFacts
from referrals.shares import actions as shares
from referrals.shares.models import CaseShare
from tests import stories
from tests.browser import signing
from tests.chromium import faults
from tests.people import AT, Cast, make_cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
QUESTION = "Can an officer be at the crossing?"
EARLIER = AT - timedelta(days=12)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The edge reads Monday 23 November 2026 from ten on, each reading a second later."""
    seconds = itertools.count(1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(seconds=next(seconds)))
    return


@dataclass
class World:
    """A case that the council helps on, shared in parts with health, offered in summary to the police; one closed."""

    cast: Cast
    case: Case
    closed: Case
    share: CaseShare
    summary: CaseShare
    ended: CaseShare

    def duty(self, agency: Agency) -> str:
        """The first duty that the agency owes."""
        return str(Duty.objects.owed().filter(agency=agency).order_by("due_at", "id")[0].reference)


def _write(cast: Cast, case: Case) -> None:
    voice = EntryFacts(
        "voice", "voice", "Why he leaves", "The words don’t come, so I go.", date(2026, 11, 18), "Mr Osei"
    )
    entries.add_entry(case, voice, seat=cast.seat("amara"), by=cast.actor("amara"), at=AT)
    stories.entry(cast, case)
    secret = stories.entry(cast, case, section="home", text="It names another child.")
    entries.restrict_entry(secret, why="Another child", by=cast.actor("amara"), at=AT)


@pytest.fixture
def world(server: str) -> World:
    cast = make_cast()
    amara = cast.actor("amara")
    closed = stories.case(cast, at=EARLIER)
    shut: dict[str, Any] = {"outcome": "needs_met", "words": "He stays in.", "family_words": "“It is better now.”"}
    cases.close_case(closed, **shut, by=amara, at=EARLIER)
    case = stories.case(cast, at=EARLIER + timedelta(hours=1))
    cases.name_lead(case, cast.people["dan"], by=amara, at=AT)
    _write(cast, case)
    stories.accepted(cast, case)
    police: dict[str, Any] = {"agency": cast.police, "purpose": Purpose.PREVENT_HARM, "basis": Basis.CRIME_PREVENTION}
    summary = {**police, "level": Level.SUMMARY, "sections": (), "question": QUESTION, "until_on": date(2027, 1, 8)}
    first = stories.offered(cast, case, **summary)
    shares.accept_share(first, by=cast.actor("ruth"), at=AT)
    shares.withdraw_share(first, why="The crossing is safe.", by=amara, at=AT)
    for letter in Letter.objects.order_by("id"):
        read = {"sent_at": AT, "read_at": AT if letter.act == "share_case" else None}
        person = cast.people["amara"]
        Delivery.objects.create(letter=letter, person=person, channel="inbox", state="sent", not_before=AT, **read)
    second = stories.offered(cast, case, **summary)
    return World(cast, case, closed, share=stories.shared(cast, case), summary=second, ended=first)


def sign_in(context: BrowserContext, world: World, name: str) -> None:
    """Give the browser the session of one of the cast."""
    signing.sign_in(context, world.cast.people[name])


def _case(world: World, *words: str) -> list[str]:
    return [f"/cases/{world.case.reference}/{word}" for word in words]


PAGES: dict[str, Callable[[World], list[str]]] = {
    "amara": lambda w: [
        "/my-work/",
        "/inbox/",
        "/search/",
        "/account/",
        "/cases/",
        "/cases/?state=closed",
        f"/duties/{w.duty(w.cast.alder)}/",
        f"/cases/{w.closed.reference}/",
        *_case(w, "", "reasons/", "trail/", "share-case/"),
    ],
    "dan": lambda w: ["/my-work/", *_case(w, "")],
    "sandra": lambda w: ["/my-work/", *_case(w, "", "reasons/", "trail/", "share-case/")],
    "priti": lambda w: ["/my-work/", "/cases/", f"/duties/{w.duty(w.cast.camhs)}/", *_case(w, "", "reasons/")],
    "ruth": lambda w: ["/my-work/", "/cases/", "/inbox/", f"/duties/{w.duty(w.cast.police)}/"],
    "helen": lambda _: ["/my-work/", "/cases/?state=closed"],
    "nobody": lambda _: ["/my-work/", "/account/"],
}


@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_a_fault(name: str, context: BrowserContext, page: Page, world: World) -> None:
    sign_in(context, world, name)
    found = []
    for address in PAGES[name](world):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{address}: {answer.status}"
        found += faults(page)
    assert not found, "\n".join(found)


def _fill(page: Page, agency: str) -> None:
    page.locator("[name=agency]").select_option(label=agency)
    for name, value in (("purpose", "prevent_harm"), ("basis", "crime_prevention"), ("level", "S"), ("told", "yes")):
        page.locator(f"[name={name}][value={value}]").check()
    page.get_by_label("What you ask of them").fill(QUESTION)
    page.get_by_label("Who was told").fill("Abena Mensah")
    page.get_by_label("On which day").fill("19 11 2026")


def test_sharing_goes_by_a_preview_and_without_a_script(browser: Browser, server: str, world: World) -> None:
    shares.withdraw_share(world.summary, why="Anew.", by=world.cast.actor("amara"), at=AT)
    context = browser.new_context(base_url=server, locale="en-GB", java_script_enabled=False)
    sign_in(context, world, "amara")
    page = context.new_page()
    page.goto(f"/cases/{world.case.reference}/share-case/")
    expect(page.get_by_role("button", name="Share with")).to_have_count(0)
    _fill(page, "Safer Schools")
    page.get_by_role("button", name="See what they will see").click()
    preview = page.locator("#preview")
    expect(preview).to_contain_text("As a worker of Safer Schools will see it")
    expect(preview).to_contain_text(QUESTION)
    expect(preview).not_to_contain_text("The words don’t come")
    expect(page.locator("p", has_text="1 person would join the 7 who can see")).to_be_visible()
    page.get_by_role("button", name="Share with Safer Schools").click()
    expect(page.get_by_role("status").first).to_contain_text("Offered to Safer Schools.")
    context.close()


def test_a_preview_with_its_form_has_no_fault_and_keeps_what_was_typed(
    context: BrowserContext, page: Page, world: World
) -> None:
    shares.withdraw_share(world.summary, why="Anew.", by=world.cast.actor("amara"), at=AT)
    sign_in(context, world, "amara")
    page.goto(f"/cases/{world.case.reference}/share-case/")
    page.get_by_role("button", name="See what they will see").click()
    expect(page).to_have_title(f"Error: Share a case, {world.case.reference}, K.M. – Inclusion")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    found = faults(page)
    _fill(page, "Safer Schools")
    page.get_by_role("button", name="See what they will see").click()
    expect(page.get_by_label("What you ask of them")).to_have_value(QUESTION)
    found += faults(page)
    assert not found, "\n".join(found)


def test_a_letter_is_read_and_leads_on(context: BrowserContext, page: Page, world: World) -> None:
    sign_in(context, world, "amara")
    page.goto("/inbox/")
    unread = page.get_by_text("New", exact=True)
    before = unread.count()
    page.get_by_role("button", name=re.compile("Open.*The council accepted your referral")).click()
    expect(page).to_have_url(re.compile(f"/referrals/{world.case.referrals.get().reference}/$"))
    page.goto("/inbox/")
    expect(unread).to_have_count(before - 1)


def test_paper_shows_the_record_without_its_restricted_entries_and_buttons(
    context: BrowserContext, page: Page, world: World
) -> None:
    sign_in(context, world, "amara")
    page.goto(f"/cases/{world.case.reference}/")
    expect(page.locator(".i-story .is-shut")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("Printed by Amara Adeyemi, Monday 23 November 2026")).to_be_visible()
    expect(page.locator(".i-story .is-shut")).to_be_hidden()
    expect(page.locator(".i-acts:visible, .i-btn:visible")).to_have_count(0)
    expect(page.get_by_text("“The words don’t come, so I go.”")).to_be_visible()
