"""Unusually many openings or refusals within an hour are reported once to whoever leads: a plain sum."""

from datetime import timedelta

import pytest

from agencies.accounts.words import sign_in_words
from agencies.machines import unusual
from agencies.outbox.models import AccountMail
from agencies.people.models import Seat
from agencies.policy import Act
from agencies.policy.accounts import UNUSUAL
from agencies.trail import actions as trail
from agencies.trail.models import TrailEntry
from tests.browsing import browse
from tests.machines import System, connect
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def lines(cast: Cast, who: str, outcome: str, count: int, minutes_ago: int = 5) -> None:
    for _ in range(count):
        at = AT - timedelta(minutes=minutes_ago)
        trail.write(Act.SEE_CASE, by=cast.actor(who), at=at, on=("case", "x"), outcome=outcome)


@pytest.mark.parametrize("outcome", UNUSUAL)
def test_more_than_the_sum_is_reported_once_to_who_leads(cast: Cast, outcome: str) -> None:
    lines(cast, "tom", outcome, UNUSUAL[outcome])
    assert unusual.report(AT) == 0
    lines(cast, "tom", outcome, 1)
    assert (unusual.report(AT), unusual.report(AT), unusual.report(AT + timedelta(minutes=30))) == (1, 0, 0)
    assert [one.person for one in AccountMail.objects.all()] == [cast.people["colm"]]
    line = TrailEntry.objects.get(act="flag_unusual")
    assert sign_in_words(line.act, line.facts).startswith(f"Unusual: {UNUSUAL[outcome] + 1} ")
    page = browse(cast, "colm").get("/people/sign-ins/").content.decode()
    assert f"more than {UNUSUAL[outcome]}" in page
    assert "Tom Reyes" in page


def test_what_is_an_hour_old_is_no_news(cast: Cast) -> None:
    lines(cast, "tom", "opened", 200, minutes_ago=61)
    assert unusual.report(AT) == 0


def test_of_the_only_leader_the_council_hears(cast: Cast) -> None:
    lines(cast, "colm", "refused", 21)
    assert unusual.report(AT) == 1
    assert [one.person for one in AccountMail.objects.all()] == [cast.people["grace"]]


def test_of_a_system_whoever_connected_it_hears(cast: Cast, system: System) -> None:
    for n in range(21):
        system.ask("GET", f"/schools/990001/pupils/by-external-id/none-{n}")
    assert unusual.report(AT) == 1
    assert [one.person for one in AccountMail.objects.all()] == [cast.people["amara"]]


def test_two_systems_of_one_name_at_one_school_are_two(cast: Cast, system: System) -> None:
    other = connect(cast, cast.alder)
    for n in range(22):
        (system, other)[n % 2].ask("GET", f"/schools/990001/pupils/by-external-id/none-{n}")
    assert unusual.report(AT) == 0, "eleven each"
    for n in range(22):
        (system, other)[n % 2].ask("GET", f"/schools/990001/pupils/by-external-id/none-{n}")
    assert unusual.report(AT) == 2
    assert unusual.report(AT) == 0


def test_of_a_system_whose_maker_has_left_the_school_hears(cast: Cast, system: System) -> None:
    Seat.objects.filter(person=cast.people["amara"]).update(ends_at=AT)
    lines_of = system.client.reference
    for n in range(21):
        system.ask("GET", f"/schools/990001/pupils/by-external-id/none-{n}")
    assert TrailEntry.objects.filter(facts__client=lines_of, outcome="refused").count() == 21
    assert unusual.report(AT) == 1
    assert [one.person for one in AccountMail.objects.all()] == [cast.people["colm"]]
