"""The code sets as a school's own system reads them."""

from datetime import timedelta

import pytest

from agencies.register.models import Code
from tests.machines import System
from tests.people import AT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def test_codes_hold_by_day(system: System) -> None:
    rows = {"code_set": "made_up", "source": "Test", "status": "check"}
    Code.objects.create(**rows, code="A", label="Old", position=1, ends_on=AT.date() - timedelta(days=1))
    Code.objects.create(**rows, code="B", label="New", position=2, starts_on=AT.date())

    def on(day: str) -> list[str]:
        return [row["code"] for row in system.ask("GET", f"/codes/made_up?on={day}").json()["codes"]]

    assert on("") == on("2026-11-23") == ["B"]
    assert on("2026-11-22") == ["A"]
    bad = system.ask("GET", "/codes/made_up?on=yesterday")
    assert bad.status_code == 422
    assert bad.json()["errors"][0]["pointer"] == "/on"
