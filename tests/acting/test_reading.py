"""Reading the pages of a case: as many queries for much as for little, and nothing written but the trail."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.outbox.models import Delivery, Letter
from agencies.people.access import actor_for
from agencies.policy import Kind, Role
from referrals.cases.actions import name_lead
from referrals.cases.models import Case
from referrals.entries import actions as entries
from referrals.shares import actions as shares
from tests import stories
from tests.browsing import browse, queries
from tests.people import AT, Cast, make_agency, make_person, make_pupil

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
NUMBERS = itertools.count()


def fill(cast: Cast, case: Case, times: int) -> None:
    """So many more of everything that a case page shows, and their letters in the lead's inbox."""
    for n in range(times):
        stories.entry(cast, case, at=AT - timedelta(days=n))
        secret = stories.entry(cast, case, section="home")
        entries.restrict_entry(secret, why="Health", by=cast.actor("amara"), at=AT)
        number = next(NUMBERS)
        team = make_agency(cast.wexmoor, Kind.HEALTH, f"Clinic {number}")
        worker = make_person(f"clinic{number}", f"Clinician {number}", team, Role.AGENCY_WORKER)
        share = stories.offered(cast, case, agency=team)
        if n % 2:
            shares.accept_share(share, by=actor_for(worker, AT), at=AT)
    sent = {"person": cast.people["amara"], "channel": "inbox", "state": "sent", "not_before": AT, "sent_at": AT}
    fresh = Letter.objects.filter(case_id=case.pk, deliveries=None)
    Delivery.objects.bulk_create([Delivery(letter=letter, **sent) for letter in fresh])


def grow(cast: Cast, cases: int, times: int) -> None:
    """So many more cases, each as full, with a share to health that waits for an answer."""
    for _ in range(cases):
        child = make_pupil(cast.alder, f"Child{next(NUMBERS)}", "Sutton", date(2014, 1, 1))
        other = replace(cast, kofi=child)
        case = stories.case(other)
        name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
        stories.accepted(other, case)
        stories.shared(other, case)
        fill(other, case, times)


READERS = (
    ("amara", "/my-work/"),
    ("amara", "/cases/{}/"),
    ("amara", "/cases/{}/reasons/"),
    ("amara", "/cases/{}/trail/"),
    ("amara", "/cases/{}/share-case/"),
    ("amara", "/cases/"),
    ("amara", "/inbox/"),
    ("dan", "/my-work/"),
    ("dan", "/cases/{}/"),
    ("sandra", "/my-work/"),
    ("sandra", "/cases/{}/"),
    ("priti", "/my-work/"),
    ("priti", "/cases/{}/"),
)


MOST_QUERIES = 40


def test_pages_take_as_many_queries_of_a_world_ten_times_larger(cast: Cast) -> None:
    grow(cast, 1, 2)
    case = Case.objects.get()
    urls = [(name, url.format(case.reference)) for name, url in READERS]
    small = {where: queries(cast, *where) for where in urls}
    fill(replace(cast, kofi=case.pupil), case, 18)
    grow(cast, 9, 2)
    assert {where: queries(cast, *where) for where in urls} == small
    assert max(small.values()) <= MOST_QUERIES, small


def test_reading_a_page_writes_nothing_but_the_trail_and_the_session(cast: Cast) -> None:
    case = stories.case(cast)
    name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    for name, url in READERS:
        client = browse(cast, name)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url.format(case.reference)).status_code == 200
        writes = [q["sql"] for q in caught if q["sql"].lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))]
        others = [sql for sql in writes if '"trail_entry"' not in sql and '"agencies_session"' not in sql]
        assert others == [], (name, url)
