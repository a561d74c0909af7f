"""The days that duties are counted in."""

from datetime import date

import pytest

from agencies.calendar.models import BankHoliday
from referrals.duties import actions as duties
from referrals.duties.models import Duty
from tests import stories
from tests.owing import on
from tests.people import Cast, set_clock

pytestmark = pytest.mark.django_db


def test_the_calendar_has_its_bank_holidays() -> None:
    assert BankHoliday.objects.filter(day=date(2026, 12, 25)).exists()


def test_beyond_the_published_terms_working_days_are_counted_and_the_duty_says_so(cast: Cast) -> None:
    late = on(20, 7, 2027)
    set_clock(late)
    stories.case(cast, at=late)
    lead = Duty.objects.get(rule="name_lead")
    assert (lead.due_on, lead.why) == (date(2027, 7, 27), duties.NOT_THAT_FAR)
    look = Duty.objects.get(rule="look_at_concern")
    assert (look.due_on, look.why) == (date(2027, 7, 22), "")
