"""The pages of suspensions ask the same number of queries for few rows and for many."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from interventions.suspensions import actions as suspensions
from interventions.suspensions import totals
from interventions.suspensions.facts import SuspensionFacts
from interventions.suspensions.models import Suspension
from tests import stories
from tests.browsing import BACKEND, queries
from tests.people import AT, Cast, make_pupil
from tests.suspensions import form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
MANY = 30


def suspend(cast: Cast, day: date) -> Suspension:
    facts = SuspensionFacts("lunch", totals.sessions((day,), "lunch"), ("PA", "DB", "TH"), "Mentoring.")
    return suspensions.impose_suspension(cast.kofi, facts, seat=cast.seat("colm"), by=cast.actor("colm"), at=AT)


def test_the_pages_of_suspensions_ask_as_much_for_few_as_for_many(cast: Cast) -> None:
    stories.case(cast)
    one = suspend(cast, date(2026, 11, 23))
    url = f"/suspensions/{one.reference}/"
    paths = [
        *((name, path) for name in ("colm", "sandra") for path in ("/suspensions/", url)),
        ("colm", "/suspensions/impose-suspension/"),
        ("colm", "/suspensions/impose-suspension/?pupil_name=Kofi"),
        *(
            ("colm", f"{url}{page}/")
            for page in ("record-notice", "letter", "cancel-suspension", "record-representations")
        ),
    ]
    few = [queries(cast, *path) for path in paths]
    for n in range(1, 20):
        if (day := date(2026, 11, 23) + timedelta(n)).weekday() < 5 and n != 4:
            suspend(cast, day)
    for n in range(MANY):
        make_pupil(cast.alder, f"Kofi{n}", "Other")
    many = [queries(cast, *path) for path in paths]
    assert dict(zip(paths, many, strict=True)) == dict(zip(paths, few, strict=True))
    assert max(many) <= 31


def test_the_totals_before_the_decision_ask_as_much_after_many_suspensions(cast: Cast) -> None:
    head, typed = Client(), form(cast, first_on="17 12 2026", last_on="17 12 2026", kind="mornings")
    head.force_login(cast.people["colm"], backend=BACKEND)

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            page = head.post("/suspensions/impose-suspension/", typed)
        assert "with this one" in page.content.decode()
        return len(seen)

    suspend(cast, date(2026, 11, 23))
    asked()
    few = asked()
    for n in range(1, 15):
        if (day := date(2026, 11, 23) + timedelta(n)).weekday() < 5 and n != 4:
            suspend(cast, day)
    assert asked() == few
