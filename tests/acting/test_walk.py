"""A long list stands by pages: every row once, in its order, whoever comes or goes between two pages."""

import re
from datetime import date, timedelta
from html import unescape
from importlib import import_module
from random import Random

import pytest
from django.test import Client

from agencies.history.actions import Keeping
from agencies.outbox.models import Delivery, Letter
from agencies.policy import Act
from agencies.web.lists import key_text, walk
from interventions.suspensions import actions as suspensions
from interventions.suspensions import totals
from interventions.suspensions.facts import SuspensionFacts
from referrals.cases.models import Case
from referrals.concerns.models import Concern
from referrals.duties.models import Duty
from tests import moves, stories
from tests.people import AT, Cast, make_pupil

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]

ORDERS = (["-worry", "logged_at", "id"], ["-logged_at", "-id"], ["happened_on", "-id"], ["id"])
LINK = re.compile(r'<a href="([^"]*)" rel="next">Next page</a>')


def concerns(cast: Cast, count: int, dice: Random) -> None:
    """Rows that are level with others in every field but their id."""
    for _ in range(count):
        at = AT - timedelta(days=dice.randrange(3))
        stories.concern(cast, worry=dice.choice([1, 2, 3]), at=at)


def walked(order: list[str], size: int) -> list[int]:
    seen, after = [], ""
    while True:
        page = walk(Concern.objects.all(), order, after, size)
        assert page.is_first is (after == "")
        seen += [row.pk for row in page.rows]
        if not (after := page.next):
            return seen


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
def test_the_pages_are_the_list_cut_up(cast: Cast, order: list[str], seed: int) -> None:
    concerns(cast, 17, Random(seed))
    whole = list(Concern.objects.order_by(*order).values_list("pk", flat=True))
    for size in (1, 2, 5, 16, 17, 18):
        assert walked(order, size) == whole


def test_who_comes_before_the_page_moves_nothing_past_it(cast: Cast) -> None:
    concerns(cast, 4, Random(1))
    first = walk(Concern.objects.all(), ["-id"], "", 2)
    concerns(cast, 3, Random(2))
    assert [row.pk for row in walk(Concern.objects.all(), ["-id"], first.next, 2).rows] == sorted(
        Concern.objects.filter(pk__lt=first.rows[-1].pk).values_list("pk", flat=True), reverse=True
    )


@pytest.mark.parametrize(
    "made_up",
    ["x", "_", "1", "2026-11-23_1", "2026-11-23T10:00:00_1", "None_None", "\x00_1", "9" * 400, "2026-11-23T10:00:00Z_x",
     "2026-11-23T10:00:00+00:00_1_1", "0001-01-01T00:00:00Z_" + "9" * 40],
)  # fmt: skip
def test_a_cursor_that_was_made_up_or_leads_nowhere_is_the_first_page(cast: Cast, made_up: str) -> None:
    concerns(cast, 2, Random(1))
    for cursor in (made_up, key_text([made_up])):
        page = walk(Concern.objects.all(), ["-logged_at", "-id"], cursor, 5)
        assert (len(page.rows), page.is_first, page.next) == (2, True, "")


def test_an_address_counts_no_rows(cast: Cast) -> None:
    """Neither the number of the last row nor its instant can be read from the cursor."""
    concerns(cast, 3, Random(1))
    page = walk(Concern.objects.all(), ["-logged_at", "-id"], "", 2)
    assert str(page.rows[-1].logged_at.date()) not in page.next
    assert f"_{page.rows[-1].pk}" not in page.next


REF = r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]"
CONCERNS = "referrals.concerns.pages.listing.PAGE"
LISTS = {
    "waiting": (
        "amara",
        "/concerns/?list=waiting",
        CONCERNS,
        f'/concerns/({REF})/" class',
    ),
    "looked at": (
        "amara",
        "/concerns/?list=looked_at",
        CONCERNS,
        f'/concerns/({REF})/" class',
    ),
    "queue": ("sandra", "/triage/", "referrals.referrals.pages.triage.QUEUE", f'<li><a href="/triage/({REF})/'),
    "suspensions": (
        "colm",
        "/suspensions/",
        "interventions.suspensions.pages.listed.PAGE",
        f'/suspensions/({REF})/" class',
    ),
    "moves": ("sandra", "/moves/", "interventions.moves.pages.listed.PAGE", f'<a href="/moves/({REF})/'),
    "my work": ("amara", "/my-work/", "interventions.work.pages.my_work.WORK_PAGE", f'/duties/({REF})/"'),
    "inbox": ("amara", "/inbox/", "interventions.work.pages.inbox.PAGE", r"/inbox/([0-9a-f-]+)/read-letter/"),
    "story": ("amara", "/cases/{case}/", "interventions.case_page.pages.case.MOST_ENTRIES", f"/entries/({REF})/"),
    "changes of a pupil": (
        "amara",
        "/pupils/{pupil}/changes/",
        "referrals.pupils.pages.CHANGES_A_PAGE",
        r"put-back-change|Changed again",
    ),
    "changes of an agency": (
        "colm",
        "/people/{agency}/changes/",
        "agencies.people.pages.CHANGES_A_PAGE",
        '<th scope="row">(.*?)</tr>',
    ),
    "trail": (
        "amara",
        "/cases/{case}/trail/",
        "interventions.case_page.pages.trail.MOST_LINES",
        '<tr><th scope="row">(.*?)</tr>',
    ),
}


def story(cast: Cast) -> str:
    """Four children with a case, a referral, a suspension and two concerns each, two of them with a move; letters.

    Of one child and of the school something was changed three times.
    """
    for n in range(4):
        cast.kofi = make_pupil(cast.alder, f"Child{n}", f"Number{n}")
        case = stories.case(cast)
        stories.sent(cast, case)
        stories.concern(cast)
        sessions = totals.sessions((date(2026, 11, 3 + n),), "whole")
        facts = SuspensionFacts("whole", sessions, ("PA",))
        suspensions.impose_suspension(cast.kofi, facts, seat=cast.seat("colm"), by=cast.actor("colm"), at=AT)
        for text in ("One.", "Two.", "Three."):
            stories.entry(cast, case, text=text)
    for letter in Letter.objects.all()[:5]:
        inbox = {"channel": "inbox", "state": "sent", "sent_at": AT, "not_before": AT}
        Delivery.objects.create(letter=letter, person=cast.people["amara"], **inbox)
    for n in range(2):
        cast.kofi = make_pupil(cast.alder, f"Mover{n}", f"Name{n}")
        moves.proposed(cast)
    pupil, by = case.pupil, cast.actor("amara")
    for n in range(3):
        kept = Keeping(Act.KEEP_PUPIL, by, AT + timedelta(minutes=n))
        kept.change(pupil, pupil, given_name=f"Child{n}a")
        kept.change(cast.alder, cast.alder, name=f"Alder Hythe {n}")
    return str(case.reference)


@pytest.mark.parametrize("name", LISTS)
def test_every_long_list_goes_on(cast: Cast, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Of the suspensions those on which nothing is due from the reader."""
    who, url, size, marker = LISTS[name]
    case = story(cast)
    monkeypatch.setattr("interventions.suspensions.pages.listed.owed_on", lambda *_: Duty.objects.none())
    url = url.format(case=case, pupil=Case.objects.get(reference=case).pupil.reference, agency=cast.alder.reference)
    client = Client()
    client.force_login(cast.people[who], backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(url)
    whole = re.findall(marker, client.get(url).content.decode())
    module, _, constant = size.rpartition(".")
    monkeypatch.setattr(import_module(module), constant, 1)
    first = client.get(url).content.decode()
    found, page, pages = re.findall(marker, first), first, 1
    while (link := LINK.search(page)) is not None:
        page = client.get(url.partition("?")[0] + unescape(link[1])).content.decode()
        found += re.findall(marker, page)
        pages += 1
    assert pages >= 2
    assert found[-len(whole) :] == whole  # the trail has lines of this very reading before them
    assert name == "trail" or len(found) == len(whole)
