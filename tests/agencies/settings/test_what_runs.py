"""What runs already keeps the days that it had, whatever its council sets meanwhile."""

from datetime import date, datetime

import pytest

from agencies.closures.actions import keep_closure
from referrals.cases.facts import leavings
from referrals.duties.models import Duty, DutyStep
from tests import stories
from tests.browsing import browse
from tests.machines import connect, path_of, pupil, suspension
from tests.owing import answer, on, returned
from tests.people import AT, Cast
from tests.referrals.rolls.test_taking import URL, carried, look

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def keep(cast: Cast, name: str, value: int) -> None:
    """The council's manager sets it, from today on."""
    sent = {"value": str(value), "starts_on": "23 11 2026", "why": "Protocol 4"}
    assert browse(cast, "grace").post(f"/settings/999/{name}/keep-setting/", sent).status_code == 302


def test_a_change_leaves_a_case_already_left_its_own_days(cast: Cast) -> None:
    case = stories.case(cast)
    client = browse(cast, "amara")
    page = carried(look(client, "Ada,Bell,,2014-03-04,,8A,\n"))
    client.post(URL, page | {"left": [cast.kofi.reference], "left_on": "20 11 2026"})
    case.refresh_from_db()
    before = leavings([case], AT)[case.pk].until_on
    keep(cast, "hand_over_case_limit", 1)
    assert leavings([case], AT)[case.pk].until_on == before


def test_what_began_before_its_day_keeps_the_days_that_it_had(cast: Cast) -> None:
    keep(cast, "settle_facts_limit", 5)
    system = connect(cast, cast.alder)
    assert system.ask("PUT", path_of("a-1"), pupil()).status_code == 201
    sent = suspension(decided_at="2026-11-20T08:20:00Z", sessions=[["2026-11-20", "AM"], ["2026-11-20", "PM"]])
    assert system.ask("POST", "/suspensions", sent, Idempotency_Key="one").status_code == 201
    duty = Duty.objects.get(rule="settle_facts")
    assert (duty.from_on, duty.limit) == (date(2026, 11, 20), 1)


def late_2(rule: str) -> datetime:
    """When the officer, or who leads at the school, hears that it is late."""
    return DutyStep.objects.get(duty__rule=rule, name="late_2").at


def test_what_runs_keeps_its_reminders_when_the_year_moves(cast: Cast) -> None:
    stories.case(cast)
    assert late_2("name_lead").date() == date(2026, 12, 3)
    keep(cast, "ladder_late_2", 20)
    day = date(2026, 11, 25)
    keep_closure(cast.alder, first_on=day, last_on=day, why="weather", by=cast.actor("colm"), at=AT)
    assert late_2("name_lead").date() == date(2026, 12, 4)


def test_what_stopped_goes_on_with_the_reminders_that_it_had(cast: Cast) -> None:
    referral = returned(cast, AT, on(24))
    keep(cast, "ladder_late_2", 20)
    answer(cast, referral, on(25))
    assert late_2("decide_referral").date() == date(2026, 12, 3)
