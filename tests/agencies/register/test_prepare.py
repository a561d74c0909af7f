"""Each start brings the product's own copy of the reference data, and puts nothing back that a council has loaded."""

from datetime import date

from django.core.management import call_command

from agencies.calendar.models import BankHoliday
from agencies.register.models import Code


def test_a_start_adds_what_is_missing_and_leaves_what_a_council_loaded(committed: str) -> None:
    Code.objects.filter(code_set="exclusion_reason", code="VR").update(starts_on=date(2026, 9, 1))
    BankHoliday.objects.filter(day=date(2026, 12, 25)).delete()
    call_command("prepare_database")
    assert BankHoliday.objects.filter(day=date(2026, 12, 25)).exists()
    assert Code.objects.get(code_set="exclusion_reason", code="VR").starts_on == date(2026, 9, 1)
