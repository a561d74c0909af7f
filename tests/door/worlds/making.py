"""A world as rows, until the end of a block."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from agencies.directory.models import Agency
from agencies.people.models import Person, Seat
from interventions.moves.models import Move
from interventions.signals.models import Signal
from interventions.suspensions.models import Suspension
from referrals.arrivals.models import Arrival
from referrals.attendance.models import AttendanceSum, AttendanceWeek
from referrals.cases.models import Case
from referrals.concerns.models import Concern
from referrals.contacts.models import Contact
from referrals.documents.models import Document
from referrals.duplicates.models import Duplicate
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from referrals.family.models import FamilyLink
from referrals.given_tasks.models import GivenTask
from referrals.merges.models import Merge
from referrals.professionals.models import Professional
from referrals.pupils.models import Pupil
from referrals.referrals.models import Referral
from referrals.shares.models import CaseShare
from tests.door.worlds import records
from tests.door.worlds.children import make_cases, make_shares
from tests.door.worlds.people import make_alike, make_contacts, make_links, make_merges, make_working
from tests.door.worlds.shapes import DAY, SEATED, World
from tests.door.worlds.stage import Stage, instant
from tests.people import AT, set_clock


@dataclass
class Made:
    """A world as rows; each list stands in the order of the world's."""

    world: World
    stage: Stage
    cases: list[Case]
    shares: list[CaseShare]
    entries: list[Entry]
    concerns: list[Concern]
    referrals: list[Referral]
    duties: list[Duty]
    moves: list[Move]
    suspensions: list[Suspension]
    arrivals: list[Arrival]
    contacts: list[Contact]
    documents: list[Document]
    links: list[FamilyLink]
    working: list[Professional]
    tasks: list[GivenTask]
    alike: list[Duplicate]
    merges: list[Merge]
    marks: list[AttendanceWeek]
    sums: list[AttendanceSum]
    signs: list[Signal]

    @property
    def pupils(self) -> list[Pupil]:
        """The pupils, in the order of their cases, and then those by whose names somebody arrived."""
        return [*(case.pupil for case in self.cases), *(one.pupil for one in self.arrivals)]


@contextmanager
def made(world: World, stage: Stage) -> Iterator[Made]:
    """The world as rows, until the end of the block."""
    with transaction.atomic():
        set_clock(AT)
        yield _make(world, stage)
        transaction.set_rollback(True)


def _make(world: World, stage: Stage) -> Made:
    Agency.objects.filter(pk__in=[stage.places[n].pk for n in world.closed]).update(closed_at=AT - DAY)
    Person.objects.filter(pk__in=[stage.people[n].pk for n in world.inactive]).update(is_active=False)
    Seat.objects.bulk_create(
        Seat(
            person=stage.people[s.who],
            agency=stage.places[s.place],
            role=s.role.value,
            starts_at=instant(SEATED[s.when][0]),
            ends_at=instant(SEATED[s.when][1]),
        )
        for s in world.seats
    )
    cases = make_cases(world, stage)
    shares = make_shares(world, stage, cases)
    entries = Entry.objects.bulk_create(records.entry(one, stage, cases) for one in world.entries)
    concerns = Concern.objects.bulk_create(records.concern(one, stage, cases) for one in world.concerns)
    referrals = Referral.objects.bulk_create(records.referral(one, stage, cases) for one in world.referrals)
    return Made(
        world,
        stage,
        cases,
        shares,
        entries,
        concerns,
        referrals,
        Duty.objects.bulk_create(records.duty(one, stage, cases, shares) for one in world.duties),
        records.make_moves(world, stage, cases, shares),
        records.make_suspensions(world, stage, cases),
        records.make_arrivals(world, stage, cases),
        contacts := make_contacts(world, stage, cases),
        records.make_documents(world, stage, cases, records.HangsOn(entries, concerns, referrals)),
        make_links(world, stage, cases),
        make_working(world, stage, cases),
        GivenTask.objects.bulk_create(records.task(one, stage, cases) for one in world.tasks),
        alike := make_alike(world, stage, cases),
        make_merges(world, stage, alike, contacts),
        AttendanceWeek.objects.bulk_create(records.week(case) for case in cases),
        AttendanceSum.objects.bulk_create(records.old_week(case) for case in cases),
        Signal.objects.bulk_create(records.sign(case) for case in cases),
    )
