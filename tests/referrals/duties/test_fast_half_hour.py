"""The fast half hour of the demonstration, in which a minute stands for a day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from agencies.outbox.models import Letter, ReminderClock
from agencies.policy import Act
from referrals import door
from referrals.duties import actions as duties
from referrals.shares import actions as shares
from tests import stories
from tests.people import AT, Cast
from tests.referrals.duties.sweeping import MINUTE, address, leases, mails, plan


@pytest.fixture
def pressed(cast: Cast) -> Iterator[Cast]:
    """The switch pressed at AT."""
    ReminderClock.objects.create(pressed_at=AT)
    return cast


def test_a_minute_stands_for_a_day_for_half_an_hour(pressed: Cast, settings: Any) -> None:
    assert duties.reminder_time(AT) == AT
    assert duties.reminder_time(AT + MINUTE) == AT + timedelta(days=1)
    assert duties.reminder_time(AT + 29 * MINUTE) == AT + timedelta(days=29)
    for at in (AT - MINUTE, AT + 30 * MINUTE, AT + timedelta(days=9)):
        assert duties.reminder_time(at) == at
    settings.DEMONSTRATION = False
    assert duties.reminder_time(AT + MINUTE) == AT + MINUTE


def test_it_hurries_reminders_and_nothing_else(pressed: Cast) -> None:
    case = stories.case(pressed)
    share = stories.shared(pressed, case, until_on=date(2026, 11, 24))
    at = AT + 9 * MINUTE
    plan(at)
    address(at)
    assert {"late_1"} <= set(Letter.objects.filter(act="name_lead").values_list("step", flat=True))
    assert door.cases(pressed.actor("priti", at), Act.SEE_CASE).get() == case
    assert not shares.tidy_ended_shares(at)
    share.refresh_from_db()
    assert share.closed_at is None


def test_its_digests_come_within_minutes_and_none_waits_for_a_morning_that_never_comes(
    pressed: Cast, settings: Any
) -> None:
    at = AT + 2 * MINUTE
    stories.concern(pressed, at=at)
    address(at)
    [row] = mails()
    assert at < row.not_before <= at + 4 * MINUTE  # two days in, the next working morning is at most three days on
    [(rows, _)] = leases(row.not_before)
    assert rows == [row]
    row.refresh_from_db()
    assert row.lease_until == row.not_before + timedelta(seconds=settings.LEASE_SECONDS)
