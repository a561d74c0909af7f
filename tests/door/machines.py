"""A school's own system: of every kind of record what its table says, and of other schools nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model as Table
from django.db.models import Q

from agencies.acting import nouns
from agencies.actors import Actor
from agencies.policy import HOLDERS, ROLES, Act, Role, Standing
from interventions.moves.models import Move
from interventions.signals.models import Signal
from interventions.suspensions.models import Suspension
from referrals import door
from referrals.arrivals.models import Arrival
from referrals.attendance.models import AttendanceWeek
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
from referrals.search import access as search_access
from referrals.shares.models import CaseShare
from tests.door.planting import ABOVE, Leaks, plant
from tests.door.scene import Scene, agree, asked_by, numbers
from tests.door.worlds.shapes import SCHOOLS
from tests.people import AT

MACHINE: dict[type[Table], dict[Act, Callable[[Scene, int], set[int]]]] = {
    Pupil: {act: lambda scene, place: scene.model.roll(place) for act in (Act.SEE_PUPIL, Act.REPORT_SUSPENSION)},
    Referral: {Act.SEE_STATUS: lambda scene, place: scene.model.stands_of(place)},
    Suspension: {Act.SEE_SUSPENSION: lambda scene, place: scene.model.reported(place)},
}
"""What a school's own system may do, for the pupils of that school's roll today: nothing else, on nothing else."""
SEEING: dict[type[Table], Act] = {
    Arrival: Act.SEE_ARRIVAL,
    AttendanceWeek: Act.SEE_ATTENDANCE,
    Case: Act.SEE_CASE,
    CaseShare: Act.SEE_SHARE,
    Concern: Act.SEE_CONCERN,
    Contact: Act.SEE_CONTACT,
    Document: Act.SEE_DOCUMENT,
    Duplicate: Act.COMPARE_PUPILS,
    Merge: Act.SEE_MERGE,
    Duty: Act.SEE_CASE,
    Entry: Act.SEE_ENTRY,
    FamilyLink: Act.SEE_LINKS,
    GivenTask: Act.SEE_TASK,
    Move: Act.SEE_MOVE,
    Professional: Act.SEE_PROFESSIONALS,
    Pupil: Act.SEE_PUPIL,
    Referral: Act.SEE_REFERRAL,
    Signal: Act.SEE_SIGNAL,
    Suspension: Act.SEE_SUSPENSION,
}


def machines_agree(scene: Scene) -> None:
    """A school's own system: of every kind of record what the table above says, and of other schools nothing."""
    rows: dict[type[Table], list[Any]] = {
        Arrival: scene.rows.arrivals,
        Signal: scene.rows.signs,
        AttendanceWeek: scene.rows.marks,
        Case: scene.rows.cases,
        CaseShare: scene.rows.shares,
        Concern: scene.rows.concerns,
        Contact: scene.rows.contacts,
        Document: scene.rows.documents,
        Duplicate: scene.rows.alike,
        Merge: scene.rows.merges,
        Duty: scene.rows.duties,
        Entry: scene.rows.entries,
        FamilyLink: scene.rows.links,
        GivenTask: scene.rows.tasks,
        Move: scene.rows.moves,
        Professional: scene.rows.working,
        Pupil: scene.rows.pupils,
        Referral: scene.rows.referrals,
        Suspension: scene.rows.suspensions,
    }
    for place in SCHOOLS:
        machine = scene.machine(place)
        with asked_by(machine):
            _machine_agrees(scene, place, machine, rows)


def _machine_agrees(scene: Scene, place: int, machine: Actor, rows: dict[type[Table], list[Any]]) -> None:
    for kind, see in SEEING.items():
        may = MACHINE.get(kind, {})
        for act in {*may, see}:
            ought = may[act](scene, place) if act in may else set()
            found = numbers(rows[kind], door.within(kind, machine, act, AT))
            agree("machines", f"{machine.name}, {act} of {kind.__name__}", found, ought)
    agree("machines", f"{machine.name}, list", door.page(machine, Act.SEE_CASE, {}), ([], None))
    agree("machines", f"{machine.name}, search", search_access.search(machine, "an"), [])


def leak_machine(patch: pytest.MonkeyPatch) -> None:
    """A school's system reaches the pupils of every school of the council."""
    honest = nouns.noun_of(Pupil).within

    def within(actor: Any, act: Act, at: Any) -> Any:
        area = {seat.authority_id for seat in actor.seats}
        return Pupil.objects.filter(authority_id__in=area) if actor.is_machine else honest(actor, act, at)

    plant(patch, Pupil, within=within)


def leak_machine_cases(patch: pytest.MonkeyPatch) -> None:
    """A school's system reads what a lead reads."""
    patch.setitem(ROLES, Act.SEE_CASE, ROLES[Act.SEE_CASE] | {Role.MIS_CLIENT})
    patch.setitem(HOLDERS, Standing.RAISED, HOLDERS[Standing.RAISED] | {Role.MIS_CLIENT})


def leak_machine_status(patch: pytest.MonkeyPatch) -> None:
    """A school's system hears of the suspensions and referrals of pupils who have left."""
    for model, school in ((Suspension, "school_id"), (Referral, "case__school_id")):
        plant(patch, model, within=_of_the_school(model, school))


def _of_the_school(model: Any, school: str) -> Callable[..., Any]:
    honest = nouns.noun_of(model).within

    def within(actor: Any, act: Act, at: Any) -> Any:
        own = [seat.agency_id for seat in actor.seats_for(act, Standing.CONNECTED)]
        return model.objects.filter(Q(pk__in=honest(actor, act, at)) | Q(**{f"{school}__in": own}))

    return within


LEAKS: Leaks = {
    "machines, of another school": (ABOVE, leak_machine),
    "machines, cases": (ABOVE, leak_machine_cases),
    "machines, of who has left": (ABOVE, leak_machine_status),
}
