"""The case page and its trail: what a receiver and a keeper read, and what stays unsaid."""

import re

import pytest

from agencies.policy import Section
from interventions.case_page import pages
from referrals.cases.models import Case
from referrals.entries import actions as entries
from tests import stories
from tests.acting.posts import named
from tests.browsing import browse, read
from tests.interventions.case_page.written import written
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def test_a_receiver_reads_the_parts_and_the_rest_is_named_and_shut(cast: Cast) -> None:
    case = written(cast)
    stories.shared(cast, case, sections=(Section.EDUCATION,))
    page = read(cast, "priti", f"/cases/{case.reference}/")
    assert "Of education." in page
    assert "Of home." not in page
    assert re.search(r"<b>Home</b>\s*<span class=\"i-tag i-tag--shut\">Not shared with you", page)
    assert "Amara Adeyemi" in page
    assert "Who has opened it" not in page


def test_a_keeper_sees_that_an_entry_is_restricted_and_not_what_it_says(cast: Cast) -> None:
    case = written(cast)
    url = f"/cases/{case.reference}/"
    mine, others = read(cast, "amara", url), read(cast, "sandra", f"/cases/{accepted(cast, case).reference}/")
    assert "Open it: your reading is noted" in mine
    assert "It names another child." not in mine
    assert "Restricted" not in others


def accepted(cast: Cast, case: Case) -> Case:
    stories.accepted(cast, case)
    return case


def test_the_trail_tells_of_an_entry_whoever_may_read_it(cast: Cast) -> None:
    case = accepted(cast, written(cast))
    url = f"/cases/{case.reference}/trail/"
    assert "Restricted an entry" in read(cast, "amara", url)
    council = read(cast, "sandra", url)
    assert "Restricted an entry" not in council
    assert "Another child" not in council
    assert "Added to the story" in council


def test_the_page_counts_the_openings_that_its_reader_finds_in_the_trail_and_no_other(cast: Cast) -> None:
    case = accepted(cast, named(cast))
    plain, shut = stories.entry(cast, case), stories.entry(cast, case, "colm")
    entries.restrict_entry(shut, why="Told in confidence", by=cast.actor("colm"), at=AT)
    before = openings(cast, case)
    for one in (plain, shut):
        browse(cast, "colm").get(f"/entries/{one.reference}/")
    after = openings(cast, case)
    assert {who: after[who] - before[who] for who in after} == {"colm": 2, "sandra": 1, "amara": 1}


def openings(cast: Cast, case: Case) -> dict[str, int]:
    """How often it was opened, as its page counts and as the lines of its trail say."""
    said = {who: pages.case_sight(cast.actor(who), case, AT).opened for who in ("colm", "sandra", "amara")}
    found = {who: pages.trail_page(cast.actor(who), case).lines for who in said}
    assert said == {who: sum(one.line.outcome == "opened" for one in lines) for who, lines in found.items()}
    return said
