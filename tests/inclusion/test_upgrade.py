"""A database of the first release, restored and brought up to date: nothing is lost, and the story goes on, bounded.

`tests/data/first_release.sql.gz` is a dump that the code of commit f89165f made: one child's records, each kind once.
"""

import gzip
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse

from agencies.acting import bounds
from agencies.drafts.models import Draft
from agencies.outbox.models import Delivery, Letter
from agencies.people.access import actor_for
from agencies.people.models import Person
from agencies.trail.facts import first_fault
from agencies.trail.models import TrailEntry
from inclusion.embedded.places import ROOT
from inclusion.embedded.postgres import OWNER, binary
from interventions.moves.models import Move
from interventions.suspensions.models import SuspensionNotice
from referrals import door
from referrals.cases.models import Case
from referrals.duties import actions as duties
from referrals.entries.models import Entry
from referrals.pupils.models import Pupil
from referrals.shares import actions as shares
from referrals.shares.models import CaseShare
from tests import wide
from tests.house.test_personas import BACKEND, NOW
from tests.servers import Servers

FIRST_RELEASE = ROOT / "tests" / "data" / "first_release.sql.gz"
GONE = {"agencies_draft": 1}
"""Rows that an upgrade takes away: what somebody typed who has no seat left."""


def counts(tables: list[str] | None = None) -> dict[str, int]:
    """The rows of every table of ours, as the owner counts them."""
    with connections["owner"].cursor() as cursor:
        if tables is None:
            cursor.execute(
                "select tablename from pg_tables where schemaname = 'public' and tablename ~ '^(ag|re|in|tr)'"
            )
            tables = [name for (name,) in cursor.fetchall() if not name.startswith("trail_2")]
        found = {}
        for table in tables:
            cursor.execute(f"select count(*) from {table}")
            found[table] = cursor.fetchone()[0]
    return found


@pytest.fixture
def upgraded(committed: str, servers: Servers) -> Iterator[dict[str, int]]:
    """The first release restored as docs/running.md says, then `prepare_database`; the rows that it had."""
    connection.close()
    servers.drop(committed)
    servers.cluster.prepare_database(committed)
    restore = [binary("psql"), "--quiet", "--set=ON_ERROR_STOP=1", servers.cluster.url(OWNER, committed)]
    done = subprocess.run(restore, check=False, input=gzip.decompress(FIRST_RELEASE.read_bytes()), capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    before = counts()
    environment = {**os.environ, **servers.environment(committed)}
    prepare = [sys.executable, str(ROOT / "manage.py"), "prepare_database"]
    done = subprocess.run(prepare, check=False, env=environment, cwd=ROOT, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    with time_machine.travel(NOW, tick=False):
        yield before
    connections["owner"].close()


def authorities_are_filled() -> None:
    """Those of every table equal their parents': the composite keys say so of the rows that were there too."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("select conrelid::regclass, conname from pg_constraint where conname ~ '_of_its_authority$'")
        held = cursor.fetchall()
        assert len(held) == 53
        cursor.execute("select count(*) from pg_constraint where not convalidated")
        assert cursor.fetchone() == (0,)
    assert Letter.objects.exists()
    assert Delivery.objects.exists()
    assert Draft.objects.get().person.name == "Amara Adeyemi"
    assert {notice.authority_id for notice in SuspensionNotice.objects.all()} == {Pupil.objects.first().authority_id}


def with_no_authority_set_nothing_is_seen() -> None:
    """As the application: the rows that the old release showed to any query are bounded too."""
    wide.narrow()
    assert not any(model.objects.exists() for model in (Pupil, Case, Entry, CaseShare, Letter, Delivery, Draft, Move))
    wide.widen()


def the_trail_is_whole() -> None:
    """No line was touched, and the seals hold."""
    assert TrailEntry.objects.count() > 0
    assert first_fault([]) is None


def an_old_record_is_read_and_acted_on() -> None:
    """By its own people, in requests and in acts; the receiver's share still opens, and ends."""
    case = Case.objects.get()
    amara, soraya = Person.objects.get(name="Amara Adeyemi"), Person.objects.get(email__startswith="soraya")
    lead, receiver, stranger = Client(), Client(), Client()
    lead.force_login(amara, backend=BACKEND)
    receiver.force_login(soraya, backend=BACKEND)
    stranger.force_login(Person.objects.get(name="Farley Officer"), backend=BACKEND)
    for client, code in ((lead, 200), (receiver, 200), (stranger, 404)):
        assert client.get(f"/cases/{case.reference}/").status_code == code
    assert b"Alone again." in lead.get(reverse("log_concern")).content
    share = CaseShare.objects.live(NOW).get(agency__seats__person=soraya)
    with transaction.atomic(), bounds.within([case.authority_id]):
        shares.withdraw_share(share, why="The story goes on.", by=actor_for(amara, NOW), at=NOW)
    assert receiver.get(f"/cases/{case.reference}/").status_code == 404


def a_letter_of_before_still_reaches_whom_it_may() -> None:
    """The sweeps go on with the rows that waited."""
    waiting = Delivery.objects.filter(channel="email", state="waiting")
    waiting.update(not_before=NOW)
    leased = duties.lease_next(NOW, door.audience)
    assert leased is not None
    assert leased[0]


def no_session_and_no_second_factor_stands_in_the_clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select data::text from mfa_authenticator")
        assert cursor.fetchall()
        cursor.execute("select count(*) from mfa_authenticator where data::text like '%FIRSTRELEASESECRET%'")
        assert cursor.fetchone()[0] == 0
        cursor.execute("select session_key from agencies_session")
        keys = [key for (key,) in cursor.fetchall()]
    assert keys
    assert all(re.fullmatch("[0-9a-f]{40}", key) for key in keys)


CHECKS = (
    no_session_and_no_second_factor_stands_in_the_clear,
    authorities_are_filled,
    with_no_authority_set_nothing_is_seen,
    the_trail_is_whole,
    a_letter_of_before_still_reaches_whom_it_may,
    an_old_record_is_read_and_acted_on,
)
"""What must hold of the database brought up to date."""


def test_a_database_of_the_first_release_goes_on(upgraded: dict[str, int]) -> None:
    now = counts(list(upgraded))
    lost = {table: rows - now[table] for table, rows in upgraded.items() if rows > now[table]}
    assert lost == GONE
    for check in CHECKS:
        check()
