"""A school of five or six terms, as its form, its file and its system say: what the fixed periods make of its days."""

from datetime import date
from typing import Any

import pytest

from agencies.calendar.facts import SchoolYear, kept_rows
from agencies.calendar.forms import KeepYear, as_typed
from agencies.calendar.imports import read_events, take
from agencies.schoolday import Row, SchoolCalendar
from interventions.suspensions.totals.terms import term_of
from tests.agencies.calendar.test_files import HALVES, calendar, whole
from tests.machines import URN, connect
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


@pytest.mark.parametrize(
    ("terms", "term"),
    [("halved", (date(2027, 1, 5), date(2027, 3, 25), True)), ("six", (date(2026, 12, 31), date(2027, 3, 29), False))],
)
def test_a_school_of_six_terms_goes_by_the_fixed_periods_by_form_file_and_system(
    cast: Cast, terms: str, term: tuple[Any, ...]
) -> None:
    """law.md 1.2, term, and 1.11 C: 31 December to Easter Monday."""
    rows = [Row(first, last, "term") for first, last in HALVES]
    form = KeepYear(as_typed(rows) | {"terms": terms}, school_year=2026, rows=())
    assert form.is_valid(), form.errors
    as_system = {"terms": [{"from": f"{a}", "to": f"{b}"} for a, b in HALVES]} | {"six_terms": terms == "six"}
    put = connect(cast, cast.alder).ask("PUT", f"/schools/{URN}/calendar/2026-27", as_system)
    assert put.status_code == 200, put.content
    assert put.json().get("six_terms", False) is (terms == "six")
    by_file = take(
        read_events(
            calendar(*[whole(a, b + date.resolution, f"Term {n}") for n, (a, b) in enumerate(HALVES, 1)]), 2026
        ),
        2026,
    )
    found = [form.facts(), kept_rows(SchoolYear(cast.alder, 2026)), *([by_file.rows] if terms == "six" else [])]
    for kept in found:
        school = SchoolCalendar.from_rows(kept)
        assert term_of(date(2027, 3, 25), school) == term
        assert KeepYear(school_year=2026, rows=kept).initial.get("terms", "halved") == terms
