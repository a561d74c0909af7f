"""Every sweep as the worker's own login, in a process of its own: it finds of each authority what there is to do."""

import os
import subprocess
import sys
from datetime import date, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from agencies.area_years.actions import publish_year, take_year
from agencies.area_years.models import Following
from agencies.calendar.facts import SchoolYear
from agencies.calendar.models import TermDate
from agencies.outbox.models import Delivery, Letter, Sweep
from agencies.people.models import Seat
from agencies.policy import Act
from agencies.schoolday import Row
from agencies.trail.models import TrailSeal
from inclusion.embedded.places import ROOT
from interventions.signals.models import Signal
from referrals.arrivals.models import Arrival
from referrals.cases.actions import name_lead
from referrals.cases.models import Case
from referrals.documents.models import DocumentVersion
from referrals.duties.models import Duty
from referrals.next_places.models import NextPlace
from referrals.pupils.actions import PupilFacts, add_pupil
from referrals.pupils.models import Enrolment, Identifier
from referrals.shares.models import CaseShare
from tests import documents, stories
from tests.arriving import UPN
from tests.clamd import Clamd
from tests.people import Cast, make_cast, set_clock
from tests.servers import Servers

SWEEPS = """
import django; django.setup()
from referrals import tasks
from agencies import tasks as ground
from interventions import tasks as above
ground.follow_area_years()
tasks.join_those_who_left()
tasks.find_duplicates()
tasks.roll_on()
tasks.round_off_attendance()
tasks.scan_documents()
above.ask_term_reports()
above.work_out_signals()
for sweep in (tasks.plan_what_is_due, tasks.address_letters, tasks.tidy_ended_shares, tasks.hand_on_lapsed_seats):
    sweep()
ground.seal_trail(); ground.forget_expired(); ground.flag_unusual()
"""


def follow_a_change(cast: Cast, at: datetime) -> None:
    """The school follows its council's year, and the last day to say no has passed."""
    year = SchoolYear(cast.alder, 2027)
    for first in (2, 6):
        rows = [Row(date(2027, 9, first), date(2027, 10, 22), "term", "Autumn")]
        publish_year(SchoolYear(cast.council, 2027), rows, by=cast.actor("sandra", at), at=at)
        if first == 2:
            take_year(year, version=1, by=cast.actor("colm", at), at=at)
    Following.objects.update(follows_on=at.date())


def change_school(cast: Cast, at: datetime) -> None:
    """Maisie is at Alder Hythe since three days ago, and her place at Merrow Lane ended the day before yesterday."""
    place = cast.maisie.enrolments.get()
    Identifier.objects.create(
        pupil=cast.maisie, authority=cast.wexmoor, kind="upn", value=UPN, starts_on=place.starts_on
    )
    facts = PupilFacts("Maisie", "Thornley", cast.maisie.born_on, upn=UPN)
    add_pupil(facts, seat=cast.seat("amara"), by=cast.actor("amara", at), at=at)
    place.ends_on = at.date() + timedelta(1)
    place.save()


def begin_year(cast: Cast, at: datetime) -> None:
    """What was planned for Kofi's form was to be yesterday."""
    place = cast.kofi.enrolments.get()
    NextPlace.objects.create(enrolment=place, from_on=at.date() + timedelta(2), before=place.form, form="10W")


@pytest.fixture
def case(committed: str) -> Case:
    """A case with a share that has lapsed, a lead whose seat has ended, and letters that nobody has addressed."""
    now = timezone.now()
    with transaction.atomic():
        at = now - timedelta(days=3)
        set_clock(at)
        cast = make_cast()
        case = stories.case(cast, at=at)
        name_lead(case, cast.people["dan"], by=cast.actor("amara", at), at=at)
        stories.shared(cast, case, at)
        documents.add(cast, case)
        follow_a_change(cast, at)
        change_school(cast, at)
        begin_year(cast, at)
    with connections["owner"].cursor() as cursor:
        cursor.execute("update referrals_caseshare set ends_at = %s", [now - timedelta(hours=1)])
    connections["owner"].close()
    Seat.objects.filter(person=cast.people["dan"]).update(ends_at=now - timedelta(hours=1))
    return case


def test_every_sweep_does_its_work(case: Case, committed: str, servers: Servers) -> None:
    others = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    scanner = Clamd()
    others |= {"CLAMD_URL": scanner.url, "DOCUMENTS_FOLDER": settings.DOCUMENTS_FOLDER}
    environment = {**others, **servers.worker_environment(committed)}
    done = subprocess.run(
        [sys.executable, "-c", SWEEPS], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    scanner.close()
    assert done.returncode == 0, done.stderr
    assert DocumentVersion.objects.get().state == "clean"
    assert not Letter.objects.filter(addressed_at=None).exists()
    assert {"Amara Adeyemi"} <= set(Delivery.objects.values_list("person__name", flat=True))
    assert CaseShare.objects.get().closed_at is not None
    assert not Duty.objects.owed().filter(share__isnull=False).exists()
    assert Case.objects.get().lead is None
    assert Duty.objects.owed().filter(case=case, act=Act.NAME_LEAD.value).exists()
    assert TermDate.objects.filter(first_on=date(2027, 9, 6)).exists()
    assert Arrival.objects.get().state == "joined"
    assert Enrolment.objects.get(pupil__given_name="Kofi").form == "10W"
    assert TrailSeal.objects.exists()
    assert Signal.objects.filter(rule="SG9", pupil__given_name="Maisie").exists()  # who joined three days ago
    swept = set(Sweep.objects.values_list("name", flat=True))
    assert set(settings.CELERY_BEAT_SCHEDULE) - swept == {"send_what_waits"}  # the one that mails needs a server
