"""Lists in the midst of a country: each reads the page that it shows, by an index, however much lies behind it."""

import html
import re
from dataclasses import replace

import pytest

from agencies.acting import bounds
from agencies.web.narrowing import ALL
from agencies.web.narrowing import asked as asked_for
from interventions.case_page.pages import case_list
from interventions.moves.pages import move_list
from interventions.pupil_list.pages import asked as asked_of
from interventions.pupil_list.pages import pupil_list
from interventions.taken_lists.pages import KINDS
from interventions.work.pages import count_unread
from referrals.concerns.pages import FILTERS, concern_list
from referrals.referrals.models import Referral
from referrals.referrals.pages import queue_page, triage_page
from tests.browsing import read
from tests.country.reading import hold, reading
from tests.door.filtered import PAGES
from tests.machines import connect
from tests.people import AT, Cast


def test_the_queue_is_read_from_the_front(country: Cast) -> None:
    """2,000 referrals wait for the council, 12,000 in the country."""
    actor = country.actor("sandra")
    bounds.enter(actor, AT)
    with reading() as reads:
        page = queue_page(actor, AT)
    assert len(page.rows) == 40
    hold(reads, buffers=1100, rows=40 * 8)


def test_beside_one_referral_those_of_one_family_name_are_found_by_it(country: Cast) -> None:
    """Eight children of the council's area have the name, of 24,000 in the country."""
    actor = country.actor("sandra")
    bounds.enter(actor, AT)
    referral = Referral.objects.get(pk=1_000_002)
    with reading() as reads:
        page = triage_page(actor, referral, AT)
    assert {case.pupil.family_name for case in page.others} == {referral.case.pupil.family_name}
    hold(reads, buffers=1700, rows=40 * 8)


@pytest.mark.parametrize("only", ["waiting", "mine", ""])
def test_of_a_schools_concerns_one_page_is_read(country: Cast, only: str) -> None:
    """A thousand wait at the school."""
    actor = country.actor("amara")
    bounds.enter(actor, AT)
    with reading() as reads:
        page = concern_list(actor, AT, asked_for(FILTERS, actor, AT, {"list": only}))
    assert only == "mine" or len(page.shown) == 50
    hold(reads, buffers=800, rows=51 * 5)


NARROWED = [
    ("amara", "cases", {"year": "9"}, "case_school_year"),
    ("amara", "cases", {"year": "3"}, "case_school_year"),
    ("sandra", "cases", {"year": "9"}, "case_authority_year"),
    ("sandra", "cases", {"year": "3"}, "case_authority_year"),
    ("sandra", "cases", {"state": "closed"}, "case_authority_closed"),
    ("sandra", "cases", {"school": "Merrow Lane Primary"}, "case_authority"),
    ("amara", "cases", {"late": "yes"}, "duty_open"),
    ("amara", "concerns", {"list": "waiting", "year": "9"}, "concern_waiting_year"),
    ("amara", "concerns", {"list": "looked_at", "year": "3"}, "concern_looked_at_year"),
    ("amara", "concerns", {"list": "safeguarding"}, "concern_safeguarding"),
    ("amara", "concerns", {"late": "yes"}, "duty_subject"),
    ("sandra", "moves", {"state": "admitted"}, "move_receiving"),
    ("sandra", "moves", {"school": "Merrow Lane Primary"}, "move_home"),
    ("sandra", "inbox", {"kind": "move"}, "delivery_kind"),
    ("sandra", "inbox", {"state": "read"}, "delivery_read"),
]
"""Who, which list, how it is narrowed (by the words where the address says a reference), and the index walked here.

Of a school with most of the council's cases it is the council's; where nobody owes anything on a concern, any.
"""


@pytest.mark.parametrize(("name", "of", "how", "index"), NARROWED)
def test_a_narrowed_list_walks_the_index_that_its_filter_names(
    country: Cast, name: str, of: str, how: dict[str, str], index: str
) -> None:
    """At most forty rows are read for each that stands on the page, also where the filter leaves none."""
    actor, kind = country.actor(name), KINDS[of]
    bounds.enter(actor, AT)
    offered = {one.name: one for one in asked_for(kind.filters, actor, AT, {}).fields}
    sent = {
        field: next((one.value for one in offered[field].options if one.words == value), value)
        for field, value in how.items()
    }
    narrowed = asked_for(kind.filters, actor, AT, sent)
    assert narrowed.sent == sent
    with reading() as reads:
        page = PAGES[of](actor, narrowed)
    assert index in {node.get("Index Name") for read in reads for node in read.nodes}
    assert any(index in one.indexes for one in kind.filters if one.name in how)
    assert page.how_many if of != "concerns" else page
    hold(reads, buffers=3000, rows=40 * 50)


def test_the_cases_that_somebody_leads_are_walked_by_who_leads(country: Cast) -> None:
    """Forty of the school's, of a thousand; what somebody else leads there is none."""
    amara = country.actor("amara")
    bounds.enter(amara, AT)
    for name, shown in (("amara", 25), ("dan", 0)):
        with reading() as reads:
            page = case_list(amara, AT, replace(ALL, means={"lead": country.people[name].pk}))
        assert len(page.rows) == shown
        assert "case_lead" in {node.get("Index Name") for read in reads for node in read.nodes}
        hold(reads, buffers=3000, rows=40 * 25)


@pytest.mark.parametrize("name", ["sandra", "amara"])
def test_of_the_moves_of_a_council_or_a_school_one_page_is_read(country: Cast, name: str) -> None:
    """4,000 of the council's, a thousand from the school, and three thousand to it that were withdrawn."""
    actor = country.actor(name)
    bounds.enter(actor, AT)
    with reading() as reads:
        page = move_list(actor)
    assert len(page.rows) == 50
    hold(reads, buffers=900, rows=51 * 5)


def test_unread_letters_are_counted_up_to_a_hundred(country: Cast) -> None:
    """2,000 are unread, and the frame of every page says how many."""
    actor = country.actor("sandra")
    bounds.enter(actor, AT)
    with reading() as reads:
        assert count_unread(actor) == 100
    hold(reads, buffers=15, rows=100)


def test_a_system_reads_a_page_of_its_schools_referrals(country: Cast, stopped: None) -> None:
    """A thousand were sent by the school."""
    system = connect(country, country.alder)
    with reading() as reads:
        answer = system.ask("GET", "/referrals?limit=25")
    assert len(answer.json()["items"]) == 25
    hold(reads, buffers=700, rows=26 * 8)


def test_of_a_council_of_six_hundred_people_fifty_stand_on_a_page(country: Cast, stopped: None) -> None:
    """They follow each other by name, nobody twice and nobody left out, by a link that needs no script."""
    shown: list[str] = []
    url = "/people/"
    while url:
        page = read(country, "grace", url)
        shown += re.findall(r'<span class="i-break">([^<]+)</span>', page)
        assert "604 people" in re.sub(r"\s+", " ", page)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        assert following is None or len(shown) % 50 == 0
        url = f"/people/{html.unescape(following[1])}" if following else ""
    assert len(shown) == len(set(shown)) == 604
    assert shown == sorted(shown, key=str.casefold)


@pytest.mark.parametrize("asked", [{}, {"form": "none"}, {"year": "Year 9"}])
def test_of_a_schools_roll_one_page_is_read_and_the_school_counted(country: Cast, asked: dict[str, str]) -> None:
    actor = country.actor("amara")
    bounds.enter(actor, AT)
    with reading() as reads:
        page = pupil_list(actor, asked_of(actor, asked), AT)
    assert page.how_many == "1,001 pupils"
    hold(reads, buffers=3500, rows=2 * 1001)
