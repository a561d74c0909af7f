"""A duty that was opened by a rule with a wrong first day goes on by the right one after the upgrade."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection

from agencies import deadlines
from referrals.duties.models import Duty
from tests import stories
from tests.people import Cast

pytestmark = pytest.mark.django_db
RIGHT = import_module("referrals.migrations.0025_since_when").RIGHT


@pytest.mark.parametrize(
    ("rule", "was", "now"),
    [
        ("tell_parents_cancellation", date(2023, 8, 31), date(2023, 9, 1)),
        ("tell_social_worker_decision", date(2012, 9, 1), date(2022, 9, 1)),
        ("tell_virtual_head_decision", date(2012, 9, 1), date(2022, 9, 1)),
        ("tell_parents_decision", date(2012, 9, 1), date(2012, 9, 1)),
    ],
)
def test_an_open_duty_finds_its_rule_again(cast: Cast, rule: str, was: date, now: date) -> None:
    stories.concern(cast)
    Duty.objects.update(rule=rule, rule_from_on=was)
    with connection.cursor() as cursor:
        cursor.execute(RIGHT)
    duty = Duty.objects.get()
    assert duty.rule_from_on == now
    assert deadlines.rule_for(duty.rule, duty.rule_from_on).starts_on == now
