"""The case list and the search box in the midst of a country: what they read follows what they show."""

from dataclasses import replace

import pytest

from agencies.acting import bounds
from agencies.actors import Actor, SeatFacts
from agencies.directory.models import Agency
from agencies.policy import Act, Kind, Role
from interventions.case_page.pages.shared import shares_of
from referrals import door
from referrals.search.access import search
from tests.country.reading import hold, reading
from tests.people import AT, Cast

OPEN = {"state": "open"}


def of_forty_schools(cast: Cast) -> Actor:
    """Amara, had she a seat in thirty-nine other schools."""
    schools = Agency.objects.filter(kind=Kind.SCHOOL.value, pk__gte=100_000).order_by("pk")[:39]
    seats = (
        SeatFacts(None, school.pk, school.name, school.authority_id, Kind.SCHOOL, Role.INCLUSION_LEAD)
        for school in schools
    )
    amara = cast.actor("amara")
    return replace(amara, seats=(*amara.seats, *seats))


def test_forty_schools_are_one_walk_taken_forty_times(country: Cast) -> None:
    forty = of_forty_schools(country)
    bounds.enter(forty, AT)
    with reading() as reads:
        listed, _ = door.page(forty, Act.SEE_CASE, OPEN)
    assert len(listed) == 25
    assert len(reads) == 2
    hold(reads, buffers=1000, rows=66 * 26)


@pytest.mark.parametrize("narrow", [{}, OPEN])
def test_a_page_after_fifteen_hundred_shares_costs_as_the_first_does(country: Cast, narrow: dict[str, str]) -> None:
    """The agency has 2,000 live shares; each walk begins at the cursor's own place."""
    priti = country.actor("priti")
    bounds.enter(priti, AT)
    listed, _ = door.page(priti, Act.SEE_CASE, {}, size=1500)
    deep = (listed[-1].changed_at, listed[-1].case.pk)
    for before in (None, deep):
        with reading() as reads:
            assert len(door.page(priti, Act.SEE_CASE, narrow, before=before)[0]) == 25
        hold(reads, buffers=350, rows=25 * 40)


def test_of_the_shares_of_a_case_those_of_the_case_are_read(country: Cast) -> None:
    priti = country.actor("priti")
    bounds.enter(priti, AT)
    case = door.cases(priti, Act.SEE_CASE).get(pk=1_000_004)
    with reading() as reads:
        assert len(shares_of(priti, case.pk)) == 1
    hold(reads, buffers=40, rows=40)


@pytest.mark.parametrize(
    ("name", "typed", "found"),
    [
        ("amara", "family120", 8),
        ("sandra", "family120", 8),
        ("priti", "family120", 8),
        ("amara", "zz", 0),
        ("sandra", "zz", 0),
        ("priti", "zz", 0),
        ("sandra", "ly", 0),
    ],
)
def test_a_search_reads_the_names_that_match_in_its_own_places(
    country: Cast, name: str, typed: str, found: int
) -> None:
    """Of 24,000 children in twenty-five areas; two letters are no part of a name, and no scan of all."""
    actor = country.actor(name)
    bounds.enter(actor, AT)
    with reading() as reads:
        assert len(search(actor, typed)) == found
    hold(reads, buffers=400, rows=20 * 40)
