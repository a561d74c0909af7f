"""The pages of people and of one's own account in a real browser: no fault at two widths, none too wide, by key."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from agencies.outbox.models import Delivery, Letter
from agencies.people.models import Seat
from agencies.policy import Kind, Role
from referrals.cases import actions as cases
from referrals.duties.models import Duty
from tests import stories
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import AT, LONG_AGO, Cast, make_agency, make_cast, make_person

LONG_NAME = "Wilhelmina Featherstonehaugh-Cholmondeley"


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    """The edge reads Monday 23 November 2026 from ten on, each reading a second later; mail goes nowhere."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    seconds = itertools.count(1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(seconds=next(seconds)))
    return


@pytest.fixture
def cast(server: str) -> Cast:
    cast = make_cast()
    case = stories.case(cast)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    stories.shared(cast, case)
    Duty.objects.filter(case=case, rule="tell_family").update(person=cast.people["dan"])
    make_person("wilhelmina.featherstonehaugh.cholmondeley", LONG_NAME, cast.alder, Role.INCLUSION_LEAD)
    Seat.objects.create(person=cast.people["dan"], agency=cast.alder, role="clerk", starts_at=LONG_AGO)
    make_person("invited.and.not.yet.here", "Not Shown", cast.alder, Role.STAFF)
    person = make_person("somebody.with.a.very.long.address.indeed", "Not Shown Either")
    Seat.objects.create(person=person, agency=cast.alder, role="staff", starts_at=AT)
    make_agency(cast.wexmoor, Kind.SCHOOL, "Wren Hill School")
    make_agency(cast.wexmoor, Kind.COUNCIL, "Early help team")
    return cast


def visits(cast: Cast) -> dict[str, list[str]]:
    """Every page of this room, by who opens it."""
    alder, dan = f"/people/{cast.alder.reference}/", cast.people["dan"].reference
    camhs, priti = f"/people/{cast.camhs.reference}/", cast.people["priti"].reference
    council, sandra = f"/people/{cast.council.reference}/", cast.people["sandra"].reference
    return {
        "colm": ["/people/", f"{alder}invite-person/", f"{alder}{dan}/change-role/?seat=staff",
                 f"{alder}{dan}/end-seat/?seat=staff", "/account/", "/account/mend-profile/",
                 "/account/sign-ins/", "/people/sign-ins/", f"{alder}{dan}/give-code/", f"{alder}{dan}/end-sessions/"],
        "mona": ["/people/", f"{camhs}invite-person/", f"{camhs}{priti}/end-seat/?seat=agency_worker"],
        "sandra": ["/people/agencies/", "/people/agencies/add-agency/"],
        "grace": ["/people/", "/people/agencies/", f"{council}{sandra}/change-role/?seat=council_officer"],
    }  # fmt: skip


def test_no_page_of_people_has_a_fault(cast: Cast, context: BrowserContext, page: Page) -> None:
    found = []
    for name, addresses in visits(cast).items():
        sign_in(context, cast.people[name])
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, f"{address}: {answer.status}"
            found += faults(page)
    assert not found, "\n".join(found)


def test_a_form_that_comes_back_has_no_fault(cast: Cast, context: BrowserContext, page: Page) -> None:
    sign_in(context, cast.people["colm"])
    page.goto(f"/people/{cast.alder.reference}/invite-person/")
    page.get_by_label("Their work email address").fill("nobody")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter an email address, like name@school.example")
    assert not faults(page)


def test_a_required_factor_is_asked_for_and_the_page_has_no_fault(
    cast: Cast, context: BrowserContext, page: Page, settings: Any
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    sign_in(context, cast.people["amara"])
    page.goto("/my-work/")
    expect(page).to_have_url("/accounts/2fa/")
    expect(page.get_by_text("Add a passkey or an authenticator app to go on.")).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).to_have_count(0)
    found = faults(page)
    page.get_by_role("link", name="Add an app").click()
    page.get_by_label("One-time code").fill("K7Q4-M2XH-9")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_contain_text("it is not one that holds now")
    found += faults(page)
    assert not found, "\n".join(found)


def test_whoever_has_to_wait_is_told_for_how_long_and_keeps_what_they_typed(cast: Cast, page: Page) -> None:
    page.goto("/accounts/login/")
    waits = page.get_by_role("alert").filter(has_text="Wait ")
    while not waits.count():
        page.get_by_label("Work email").fill("amara@example.test")
        page.get_by_label("Password").fill("not the one")
        page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("Work email")).to_have_value("amara@example.test")
    if folder := os.environ.get("LOOK", ""):
        page.screenshot(path=f"{folder}/wait.png", full_page=True)
    assert not faults(page)


def test_somebody_is_invited_and_ended_without_a_script_and_by_keyboard(
    cast: Cast, server: str, browser: Browser
) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    sign_in(context, cast.people["colm"])
    page = context.new_page()
    page.goto(f"/people/{cast.alder.reference}/invite-person/")
    page.get_by_label("Their work email address").fill("nia@alder.example")
    page.keyboard.press("Tab")
    page.keyboard.type("Nia New")
    page.get_by_role("radio", name="Inclusion lead Looks at").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Send the invitation").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("nia@alder.example is invited to Alder Hythe School.")
    page.get_by_role("link", name="End the seat of nia@alder.example, Inclusion lead").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="End it now").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("nia@alder.example no longer works at Alder Hythe School.")
    context.close()


def letter(cast: Cast) -> Letter:
    """A line for the inbox, so that its count stands in the navigation too."""
    told: dict[str, Any] = {"act": "log_concern", "subject_kind": "concern", "subject_ref": "", "tells": []}
    return Letter.objects.create(key="one", authority=cast.wexmoor, words="One", posted_at=AT, **told)


def test_a_heads_navigation_stays_on_one_line(cast: Cast, context: BrowserContext, page: Page) -> None:
    sign_in(context, cast.people["colm"])
    page.goto("/people/")
    told = {"letter": letter(cast), "channel": "inbox", "state": "sent", "not_before": AT}
    Delivery.objects.create(person=cast.people["colm"], **told)
    page.goto("/people/")
    nav = page.get_by_role("navigation", name="Main")
    boxes = [link.bounding_box() for link in nav.get_by_role("link").all()]
    assert len(boxes) == 9
    assert len({round(box["y"]) for box in boxes if box}) == 1, boxes


@pytest.mark.pictures
@pytest.mark.skipif(not os.environ.get("PICTURES"), reason="makes pictures where PICTURES is set")
def test_pictures(cast: Cast, context: BrowserContext, page: Page) -> None:
    """A head's team, at two widths."""
    sign_in(context, cast.people["colm"])
    page.goto("/people/")
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=f"var/pictures/people-{width}.png", full_page=True)
    folder = os.environ.get("LOOK", "")
    for name, addresses in visits(cast).items() if folder else ():
        sign_in(context, cast.people[name])
        for n, address in enumerate(addresses):
            page.goto(address)
            for width in (1280, 375):
                page.set_viewport_size({"width": width, "height": 800})
                page.screenshot(path=f"{folder}/{name}-{n}-{width}.png", full_page=True)
