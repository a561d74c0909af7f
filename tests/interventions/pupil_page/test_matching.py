"""What an agency gets to match the child with its own record: nothing before it accepts, and then by the matrix."""

from datetime import date

import pytest

from agencies.policy import MATRIX, Basis, Kind, Level, Matching, Purpose, matching
from referrals.pupils.models import Identifier
from tests import moves, stories
from tests.browsing import browse, read, text
from tests.people import LONG_AGO, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
NHS, BORN = "9434765919", "4 Mar 2013"
SWITCH = "/settings/999/share_nhs_number/keep-setting/"


def page(cast: Cast, name: str) -> str:
    return text(browse(cast, name).get(f"/pupils/{cast.kofi.reference}/"))


def switch(cast: Cast, value: str) -> int:
    sent = {"value": value, "starts_on": "23 11 2026", "why": "The officer agreed."}
    return browse(cast, "grace").post(SWITCH, sent).status_code


def numbered(cast: Cast) -> None:
    Identifier.objects.create(pupil=cast.kofi, authority=cast.wexmoor, kind="nhs", value=NHS, starts_on=LONG_AGO)


def test_before_it_accepts_an_agency_is_told_nothing_that_matches(cast: Cast) -> None:
    numbered(cast)
    switch(cast, "1")
    offer = stories.offered(cast, stories.case(cast))
    for url in (f"/pupils/{cast.kofi.reference}/", f"/shares/{offer.reference}/", "/my-work/", "/inbox/"):
        seen = text(browse(cast, "priti").get(url))
        for said in (NHS, BORN, "Mensah", cast.kofi.born_on.isoformat()):
            assert said not in seen, (url, said)


def test_with_a_live_share_it_gets_the_birthday_and_the_number_once_it_is_switched_on(cast: Cast) -> None:
    numbered(cast)
    stories.shared(cast, stories.case(cast))
    off = page(cast, "priti")
    assert BORN in off
    assert "Every live share from the summary on" in off
    assert NHS not in off
    assert "NHS" not in off
    assert switch(cast, "1") == 302
    on = page(cast, "priti")
    assert NHS in on
    assert "A share for health support" in on
    assert NHS not in page(cast, "amara")
    assert switch(cast, "0") == 302
    assert NHS not in page(cast, "priti")


def test_a_number_that_the_school_does_not_hold_is_said_to_be_missing(cast: Cast) -> None:
    switch(cast, "1")
    stories.shared(cast, stories.case(cast))
    assert "NHS number</th>" in page(cast, "priti")
    assert "Nothing recorded" in page(cast, "priti")


def test_for_another_purpose_the_number_is_nowhere(cast: Cast) -> None:
    numbered(cast)
    switch(cast, "1")
    until = {"level": Level.SUMMARY, "sections": (), "until_on": date(2027, 1, 8)}
    offer = stories.offered(
        cast,
        stories.case(cast),
        agency=cast.police,
        purpose=Purpose.PREVENT_HARM,
        basis=Basis.CRIME_PREVENTION,
        **until,
    )
    stories.shares.accept_share(offer, by=cast.actor("ruth"), at=stories.AT)
    assert BORN in page(cast, "ruth")
    assert "NHS" not in page(cast, "ruth")


def test_a_receiving_school_gets_the_birthday_alone(cast: Cast) -> None:
    numbered(cast)
    switch(cast, "1")
    moves.accepted(cast)
    assert BORN in page(cast, "farida")
    assert "NHS" not in page(cast, "farida")


def test_the_matrix_gives_the_nhs_number_for_health_alone_and_not_below_the_summary() -> None:
    giving = {row for row in MATRIX if matching(*row, Level.SUMMARY)}
    assert giving == {(Kind.HEALTH, Purpose.HEALTH_SUPPORT), (Kind.HEALTH, Purpose.SAFEGUARD)}
    assert matching(Kind.HEALTH, Purpose.HEALTH_SUPPORT, Level.FULL) == {Matching.NHS}
    assert matching(Kind.HEALTH, Purpose.HEALTH_SUPPORT, Level.CONTACT) == frozenset()
    assert matching(Kind.POLICE, Purpose.HEALTH_SUPPORT, Level.FULL) == frozenset()


def test_the_switch_is_off_and_says_so_and_refuses_what_is_neither(cast: Cast) -> None:
    seen = text(browse(cast, "grace").get("/settings/", follow=True))
    assert "NHS number, for teams that are shared with for health" in seen
    assert "off, to match the child with their own record" in seen
    assert "Now: off" in read(cast, "grace", SWITCH).replace("\n", " ")
    for odd in ("2", "", "x", "-1"):
        assert switch(cast, odd) == 422, odd
    assert switch(cast, "1") == 302
    assert "on from 23 Nov 2026, by Grace Holt" in text(browse(cast, "grace").get(SWITCH))
