"""A list of the API goes on by its key: no record twice and none lost, whatever happens between two pages."""

import re
from datetime import date, timedelta
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from interventions.suspensions.models import Suspension
from referrals.pupils.models import Enrolment, Pupil
from referrals.referrals import actions as referrals
from referrals.referrals.models import Referral
from tests import stories
from tests.machines import System
from tests.people import AT, Cast, make_pupil
from tests.suspensions import cancel, impose_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
LISTS = {"/suspensions": Suspension, "/referrals": Referral}
FIRST_DAYS = (date(2026, 11, 24), date(2026, 11, 25))


def add(cast: Cast, path: str, dice: Random) -> None:
    """One more child with a record; many are level with others in every field but their id."""
    own, cast.kofi = cast.kofi, make_pupil(cast.alder, "Child", f"N{Pupil.objects.count()}", date(2013, 1, 1))
    if path == "/suspensions":
        impose_on(cast, dice.choice(FIRST_DAYS))
    else:
        stories.sent(cast, stories.case(cast), AT - timedelta(hours=dice.randrange(2)))
    cast.kofi = own


def change(cast: Cast, one: Any) -> None:
    """Something of the record changes, and it stays in the list."""
    if isinstance(one, Suspension):
        cancel(cast, one)
    else:
        referrals.return_referral(one, questions=["Who lives at home?"], by=cast.actor("sandra"), at=AT)


def remove(one: Any) -> None:
    """The child leaves, and the record is in the list no more."""
    pupil = one.pupil if isinstance(one, Suspension) else one.case.pupil
    Enrolment.objects.filter(pupil=pupil).update(ends_on=AT.date() - timedelta(days=1))


def all_pages(system: System, path: str, limit: int, between: Any = lambda: None) -> list[str]:
    seen, url = [], f"{path}?limit={limit}"
    while url:
        page = system.ask("GET", url).json()
        assert len(page["items"]) <= limit
        seen += [item["id"] for item in page["items"]]
        url = (page["next"] or "").partition("/api/v1")[2]
        between()
    return seen


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("path", LISTS)
def test_no_record_stands_twice_and_none_is_lost(cast: Cast, system: System, path: str, seed: int) -> None:
    dice, model = Random(seed), LISTS[path]
    for _ in range(9):
        add(cast, path, dice)
    there = set(all_pages(system, path, 200))
    assert len(there) == 9
    untouched, gone = list(model.objects.all()), set()

    def between() -> None:
        if len(untouched) > 1 and model.objects.count() < 14:
            change(cast, untouched.pop(dice.randrange(len(untouched))))
            out = untouched.pop(dice.randrange(len(untouched)))
            remove(out)
            gone.add(out.reference)
            add(cast, path, dice)

    seen = all_pages(system, path, dice.choice([1, 2, 3]), between)
    assert len(seen) == len(set(seen))
    assert there - gone <= set(seen)


@pytest.mark.parametrize("path", LISTS)
def test_the_last_record_of_a_page_may_go_and_the_list_goes_on_and_ends(cast: Cast, system: System, path: str) -> None:
    for _ in range(4):
        add(cast, path, Random(1))
    first = system.ask("GET", f"{path}?limit=2").json()
    for row in LISTS[path].objects.exclude(reference=first["items"][0]["id"]):
        remove(row)
    assert system.ask("GET", first["next"].partition("/api/v1")[2]).json() == {"items": [], "next": None}


@pytest.mark.parametrize("path", LISTS)
def test_an_address_tells_no_number_and_no_instant(cast: Cast, system: System, path: str) -> None:
    for _ in range(2):
        add(cast, path, Random(1))
    page = system.ask("GET", f"{path}?limit=1").json()
    (cursor,) = parse_qs(urlsplit(page["next"]).query)["cursor"]
    assert re.fullmatch(r"gAAAA[A-Za-z0-9_=-]+", cursor)  # shut by Fernet, and under no other key
    assert system.ask("GET", f"{path}?cursor={cursor[:-6]}AAAA==").json()["type"].endswith("bad-cursor")
