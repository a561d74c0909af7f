"""The pages of one case in the midst of a country, whose council has a team of six hundred."""

import re

from agencies.acting import bounds
from referrals import door
from referrals.cases.models import Case
from tests.browsing import read
from tests.country.reading import hold, reading
from tests.people import AT, Cast

OVERSEEN = 1_000_004
"""The key of a case of Alder Hythe School that the council oversees."""


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def test_who_can_see_a_case_is_read_from_the_agencies_that_can(country: Cast) -> None:
    bounds.enter(country.actor("sandra"), AT)
    case = Case.objects.get(pk=OVERSEEN)
    with reading() as reads:
        reasons = door.explain(case)
    assert [(reason.agency, len(reason.people), reason.count) for reason in reasons] == [
        ("Alder Hythe School", 2, 2),
        ("Inclusion team", 12, 602),
        ("CAMHS", 2, 2),
    ]
    hold(reads, buffers=160, rows=650)


def test_of_a_large_team_twelve_are_named_and_a_link_opens_the_others(country: Cast, stopped: None) -> None:
    case = Case.objects.get(pk=OVERSEEN)
    page, reasons = (read(country, "sandra", f"/cases/{case.reference}/{end}") for end in ("", "reasons/"))
    assert "Inclusion team, 602 people" in words(page)
    assert "606 people can see this or a part of it" in words(page)
    for shown in (page, reasons):
        assert shown.count("Worker ") == 10
        assert "and 590 more" in words(shown)
    assert f'/cases/{case.reference}/reasons/?all=yes"' in page
    every = read(country, "sandra", f"/cases/{case.reference}/reasons/?all=yes")
    assert every.count("Worker ") == 600
    assert "more" not in every.split("<main")[1].split("Restricted entries")[0]
