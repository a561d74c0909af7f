"""The pages of the first floor in a real browser: no fault at two widths, none too wide, forms sent without script."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from agencies.policy import Level
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.concerns import actions as concerns
from referrals.concerns.models import Concern
from referrals.entries import actions as entries
from referrals.entries.models import Entry
from referrals.referrals import actions as referrals
from referrals.referrals.models import Referral
from referrals.shares.models import CaseShare
from tests import stories
from tests.browser import signing
from tests.chromium import axe, faults
from tests.people import AT, Cast, make_cast, make_pupil

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
QUESTION = "Has his school changed since August?"


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The edge reads Monday 23 November 2026 from ten on, each reading a second later."""
    seconds = itertools.count(1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(seconds=next(seconds)))


@dataclass
class World:
    """One record in each state that a page can show."""

    cast: Cast
    waiting: Concern
    joinable: Concern
    answered: Concern
    case: Case
    closed: Case
    entry: Entry
    restricted: Entry
    draft: Referral
    sent: Referral
    returned: Referral
    declined: Referral
    live: CaseShare
    offered: CaseShare
    held: CaseShare


@pytest.fixture
def world(server: str) -> World:
    """The cast, with a pupil for each state; the live share is of Kofi's case."""
    cast = make_cast()
    amara, sandra = cast.actor("amara"), cast.actor("sandra")
    names = ("Tess Okonjo", "Niko Baptiste", "Yusuf Demir", "Amelie Forrest", "Roza Karimi", "Grace Adu", "Sam Lind")
    of = {name: replace(cast, kofi=make_pupil(cast.alder, *name.split(), date(2014, 1, 7))) for name in names}
    case = stories.case(cast)
    cases.name_lead(case, cast.people["dan"], by=amara, at=AT)
    stories.accepted(cast, case)
    restricted = stories.entry(cast, case, text="What the nurse said.")
    entries.restrict_entry(restricted, why="Health detail", by=amara, at=AT)
    answered = stories.concern(of["Tess Okonjo"])
    concerns.dismiss_concern(answered, reply="Thank you. We spoke with her form tutor.", by=amara, at=AT)
    closed = stories.case(of["Grace Adu"])
    cases.close_case(closed, outcome="needs_met", words="Settled.", family_words="Glad.", by=amara, at=AT)
    drafted = stories.case(of["Amelie Forrest"])
    returned = stories.sent(cast, stories.case(of["Yusuf Demir"]))
    referrals.return_referral(returned, questions=[QUESTION, "What does his mum say?"], by=sandra, at=AT)
    declined = stories.sent(cast, stories.case(of["Sam Lind"]))
    no = {"reason": "school_can_meet", "words": "You have this in hand.", "meanwhile": "Keep the club going."}
    referrals.decline_referral(declined, **no, by=sandra, at=AT)
    return World(
        cast=cast,
        waiting=stories.concern(of["Tess Okonjo"], worry=3),
        joinable=stories.concern(cast),
        answered=answered,
        case=case,
        closed=closed,
        entry=stories.entry(cast, case),
        restricted=restricted,
        draft=referrals.draft_referral(drafted, stories.ASK, referral=None, version=None, by=amara, at=AT),
        sent=stories.sent(cast, stories.case(of["Niko Baptiste"])),
        returned=returned,
        declined=declined,
        live=stories.shared(cast, case),
        offered=stories.offered(cast, stories.case(of["Roza Karimi"])),
        held=stories.waiting(cast, drafted),
    )


def sign_in(context: BrowserContext, world: World, name: str) -> None:
    """Give the browser the session of one of the cast."""
    signing.sign_in(context, world.cast.people[name])


def _acts(place: str, reference: str, *words: str) -> list[str]:
    return [f"/{place}/{reference}/{word}/" for word in words]


PAGES: dict[str, Callable[[World], list[str]]] = {
    "tom": lambda w: [
        "/concerns/",
        "/concerns/log-concern/",
        "/concerns/log-concern/?pupil_name=o",
        "/concerns/log-concern/?pupil_name=ko",
        "/pupils/add-pupil/",
        f"/concerns/{w.waiting.reference}/",
        f"/concerns/{w.answered.reference}/",
    ],
    "dan": lambda w: ["/concerns/", f"/entries/{w.restricted.reference}/", "/concerns/log-concern/"],
    "amara": lambda w: [
        "/concerns/",
        f"/concerns/{w.waiting.reference}/",
        f"/concerns/{w.joinable.reference}/",
        *_acts("concerns", w.waiting.reference, "open-case", "dismiss-concern", "join-concern"),
        *_acts("concerns", w.joinable.reference, "join-concern", "open-case"),
        *_acts("concerns", w.answered.reference, "open-case", "dismiss-concern", "join-concern"),
        *_acts("cases", w.case.reference, "name-lead", "add-entry", "record-family-told", "close-case"),
        *_acts("cases", w.closed.reference, "reopen-case"),
        *_acts("cases", w.draft.case.reference, "close-case", "draft-referral"),
        *_acts("cases", w.case.reference, "draft-referral"),
        f"/entries/{w.entry.reference}/",
        f"/entries/{w.entry.reference}/restrict-entry/",
        *(f"/referrals/{r.reference}/" for r in (w.draft, w.sent, w.returned, w.declined)),
        *_acts("referrals", w.draft.reference, "send-referral", "withdraw-referral"),
        *_acts("referrals", w.sent.reference, "send-referral", "withdraw-referral", "answer-referral"),
        *_acts("referrals", w.returned.reference, "answer-referral"),
        *_acts("referrals", w.declined.reference, "withdraw-referral"),
        f"/shares/{w.live.reference}/",
        f"/shares/{w.offered.reference}/",
        *_acts("shares", w.live.reference, "extend-share", "narrow-share", "widen-share", "withdraw-share"),
        *_acts("shares", w.offered.reference, "withdraw-share", "narrow-share"),
        f"/school-years/{w.cast.alder.reference}/2027/plan-roll/",
        f"/shares/{w.held.reference}/",
    ],
    "colm": lambda w: [f"/shares/{w.held.reference}/", *_acts("shares", w.held.reference, "refuse-share")],
    "sandra": lambda w: [
        "/triage/",
        *(f"/triage/{r.reference}/" for r in (w.sent, w.returned, w.declined)),
        *_acts("triage", w.sent.reference, "accept-referral", "return-referral", "redirect-referral"),
        *_acts("triage", w.sent.reference, "decline-referral"),
        *_acts("triage", w.declined.reference, "accept-referral"),
        f"/referrals/{w.sent.reference}/",
    ],
    "grace": lambda w: ["/triage/"],
    "priti": lambda w: [
        f"/shares/{w.offered.reference}/",
        *_acts("shares", w.offered.reference, "decline-share"),
        f"/shares/{w.live.reference}/",
        *_acts("shares", w.live.reference, "answer-question"),
    ],
}


@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_a_fault(name: str, context: BrowserContext, page: Page, world: World) -> None:
    sign_in(context, world, name)
    found = []
    for address in PAGES[name](world):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status in (200, 409), f"{address}: {answer.status}"  # a late page is one, too
        found += faults(page)
    assert not found, "\n".join(found)


def test_forms_that_come_back_have_no_fault_and_keep_what_was_typed(
    context: BrowserContext, page: Page, world: World
) -> None:
    sign_in(context, world, "tom")
    page.goto("/concerns/log-concern/")
    page.get_by_label("Pupil’s name").fill("o")
    page.get_by_label("What happened, in a line").fill("I had to send him home")
    page.get_by_role("button", name="Save concern").click()
    expect(page).to_have_title("Error: Log a concern – Inclusion")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.get_by_label("What happened, in a line")).to_have_value("I had to send him home")
    expect(page.get_by_text("You wrote “send him home”.")).to_be_visible()
    found = faults(page)
    page.get_by_role("link", name="Type two letters").click()
    expect(page.get_by_label("Pupil’s name")).to_be_focused()
    sign_in(context, world, "amara")
    for address, button in (
        (f"/cases/{world.case.reference}/record-family-told/", "Record it"),
        (f"/cases/{world.case.reference}/add-entry/", "Add it"),
        (f"/shares/{world.live.reference}/extend-share/", "Extend it"),
    ):
        page.goto(address)
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        found += faults(page)
    assert not found, "\n".join(found)


def test_a_concern_is_logged_by_typing_a_few_letters(context: BrowserContext, page: Page, world: World) -> None:
    sign_in(context, world, "tom")
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto("/concerns/log-concern/")
    expect(page.get_by_label("Pupil’s name")).to_be_focused()
    page.keyboard.type("ko", delay=20)
    kofi = page.get_by_role("radio", name="Kofi Mensah-Hart")
    expect(kofi).to_be_visible()
    expect(page.locator("#found-said")).to_have_text("3 pupils fit. Choose one.")
    assert axe(page) == []
    kofi.check()
    page.get_by_label("Left a lesson").check()
    with page.expect_response(lambda answer: "Walked" in (answer.request.post_data or "")):
        page.get_by_label("What happened, in a line").fill("Walked out of science.")
    expect(page.get_by_text("Draft kept at")).to_be_visible()
    page.reload()
    page.get_by_role("link", name="Walked out of science.").click()
    expect(page.get_by_label("What happened, in a line")).to_have_value("Walked out of science.")
    expect(page.get_by_role("radio", name="Kofi Mensah-Hart")).to_be_checked()
    page.get_by_role("radio", name="Quite").check()
    page.get_by_role("button", name="Save concern").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kofi Mensah-Hart")
    expect(page.get_by_text("Amara Adeyemi looks at it by Wednesday 25 November 2026")).to_be_visible()


def test_the_first_question_is_on_the_first_screen_of_a_phone(
    context: BrowserContext, page: Page, world: World
) -> None:
    """The danger box folds after its first lines; the telephone numbers are one press away."""
    sign_in(context, world, "tom")
    page.set_viewport_size({"width": 375, "height": 667})
    page.goto("/concerns/log-concern/")
    box = page.locator("input[name=pupil_name]").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 667
    page.locator("details.i-phone summary").click()
    expect(page.locator("details .i-acts a").first).to_be_visible()
    assert axe(page) == []


def test_triage_is_worked_by_keyboard(context: BrowserContext, page: Page, world: World) -> None:
    sign_in(context, world, "sandra")
    page.goto("/triage/")
    page.keyboard.press("j")
    expect(page).to_have_url(f"{page.url.split('/triage/')[0]}/triage/{world.returned.reference}/")
    page.keyboard.press("j")
    expect(page.get_by_role("heading", name="Niko Baptiste", level=2)).to_be_visible()
    page.locator(".i-queue a").first.focus()
    page.keyboard.press("q")  # on another child’s row a letter decides nothing about the one that is open
    expect(page).to_have_url(f"{page.url.split('/triage/')[0]}/triage/{world.returned.reference}/")
    page.keyboard.press("j")
    expect(page.get_by_role("heading", name="Niko Baptiste", level=2)).to_be_visible()
    page.keyboard.press("q")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask a question: Niko Baptiste")


@dataclass
class Plain:
    """A browser without scripts, and the person who sits at it."""

    page: Page
    world: World

    def at(self, name: str, address: str) -> Page:
        """The page at this address, for this person."""
        sign_in(self.page.context, self.world, name)
        self.page.goto(address)
        return self.page

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def says(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)


@pytest.fixture
def plain(browser: Browser, server: str, world: World) -> Iterator[Plain]:
    context = browser.new_context(base_url=server, java_script_enabled=False, locale="en-GB")
    context.set_default_timeout(10_000)
    yield Plain(context.new_page(), world)
    context.close()


def test_a_concern_without_scripts(plain: Plain) -> None:
    page = plain.at("tom", "/concerns/log-concern/")
    page.get_by_label("What happened, in a line").fill("Walked out of science.")
    page.get_by_label("Pupil’s name").fill("ko")
    plain.press("Find the pupil")
    expect(page.get_by_label("What happened, in a line")).to_have_value("Walked out of science.")
    plain.press("Not on the list? Add them")
    page.get_by_label("First name").fill("Zuzanna")
    page.get_by_label("Last name").fill("Wiśniewska")
    page.get_by_label("Date of birth").fill("3 Feb 2013")
    plain.press("Add and go on")
    expect(page.get_by_role("radio", name="Zuzanna Wiśniewska")).to_be_checked()
    page.get_by_label("Upset or withdrawn").check()
    page.get_by_role("radio", name="Very").check()
    expect(page.get_by_label("What happened, in a line")).to_have_value("Walked out of science.")
    plain.press("Save concern")
    plain.says("Your concern is saved.")


def test_the_schools_forms_without_scripts(plain: Plain) -> None:
    world, page = plain.world, plain.at("amara", f"/concerns/{plain.world.waiting.reference}/open-case/")
    page.get_by_label("Why, in a line or two").fill("Kind to younger ones; misses Mondays.")
    page.get_by_label("What you tell the person").fill("Thank you, we are on it.")
    plain.press("Open the case")
    plain.says("The case is open.")
    case = Case.objects.get(pupil=world.waiting.pupil)
    page.goto(f"/cases/{case.reference}/name-lead/")
    who = page.get_by_label("Who leads on this case?")
    who.select_option(value=who.locator("option", has_text="Dan Whitlock").get_attribute("value"))
    plain.press("Name them")
    page.goto(f"/cases/{case.reference}/add-entry/")
    page.get_by_role("radio", name="The child’s own words").check()
    page.get_by_label("Title").fill("After art")
    page.get_by_label("What happened, or what was said").fill("I like art.")
    plain.press("Add it")
    page.goto(f"/cases/{case.reference}/record-family-told/")
    page.get_by_role("radio", name="Not yet").check()
    plain.press("Record it")
    page.goto(f"/cases/{case.reference}/draft-referral/")
    page.get_by_label("What you hope for").fill("A mentor.")
    page.get_by_label("What worries you").fill("Mondays.")
    page.get_by_label("What was tried, 1").fill("Breakfast club")
    page.get_by_label("Happened, 1").fill("3")
    page.get_by_label("Planned, 1").fill("5")
    page.get_by_role("radio", name="Not yet").check()
    page.get_by_role("radio", name="Level 2").check()
    page.get_by_role("radio", name="Public task").check()
    plain.press("Keep the draft and look at it")
    plain.says("Nothing has been sent.")
    page.get_by_role("link", name="Look once more and send").click()
    plain.press("Send to the council")
    plain.says("Sent to the council’s inclusion team.")
    page.get_by_role("link", name="Withdraw it").click()
    page.get_by_label("Why").fill("We found a mentor.")
    plain.press("Withdraw it")
    page.goto(f"/cases/{case.reference}/close-case/")
    page.get_by_role("radio", name="Needs met").check()
    page.get_by_label("What was reached").fill("She comes on Mondays.")
    page.get_by_label("The child’s and the family’s words").fill("It is better.")
    plain.press("Close the case")
    page.goto(f"/cases/{case.reference}/reopen-case/")
    page.get_by_label("Why").fill("It came back.")
    plain.press("Reopen the case")
    plain.says("The case is open again.")


def test_the_councils_forms_without_scripts(plain: Plain) -> None:
    world = plain.world
    page = plain.at("sandra", f"/triage/{world.sent.reference}/")
    plain.press("Acknowledge")
    plain.says("Acknowledged by Sandra Pell")
    page.get_by_role("link", name="Ask a question").click()
    page.get_by_label("Your question").fill("Since when?")
    plain.press("Send the question")
    page = plain.at("amara", f"/referrals/{world.sent.reference}/")
    page.get_by_role("link", name="Answer the question").click()
    page.get_by_label("Since when?").fill("Since October.")
    plain.press("Send the answer")
    page = plain.at("sandra", f"/triage/{world.sent.reference}/")
    page.get_by_role("link", name="Accept").click()
    page.get_by_label("What you tell the school").fill("We will help.")
    plain.press("Accept and tell the school")
    plain.says("The council accepted it")


def test_the_shares_forms_without_scripts(plain: Plain) -> None:
    world = plain.world
    page = plain.at("priti", f"/shares/{world.offered.reference}/")
    assert "Roza" not in page.content()
    plain.press("Accept the terms")
    page.goto(f"/shares/{world.offered.reference}/answer-question/")
    page.get_by_label("Your answer").fill("Yes: she needs more time.")
    plain.press("Send the answer")
    page = plain.at("amara", f"/shares/{world.offered.reference}/narrow-share/")
    page.get_by_role("radio", name="Summary Who").check()
    page.get_by_role("textbox", name="Why").fill("Less is enough.")
    plain.press("Narrow it")
    plain.says("They see no more than this from now on.")
    assert CaseShare.objects.get(reference=page.url.split("/")[-2]).level == Level.SUMMARY
    page.get_by_role("link", name="End it now").click()
    page.get_by_label("What it was for is done").check()
    page.get_by_label("In your words").fill("She is fine.")
    plain.press("End it now")
    plain.says("Ended. They see nothing from this second on.")
