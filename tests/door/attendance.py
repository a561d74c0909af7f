"""Attendance: whose marks somebody reads, how far, and whether the page of a child draws them."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.db.models import Q

from agencies.policy import Act, Level, Role, Section
from agencies.web.asking import NotFound
from interventions.pupil_page.pages.child import ChildPage
from referrals import door
from referrals.attendance import access, comparing
from referrals.attendance.access import Reach, attendance_of, kept_of
from referrals.attendance.facts import Row
from referrals.attendance.models import AttendanceSum, AttendanceWeek
from referrals.pupils.models import Enrolment, Identifier
from referrals.rolls.access import schools_of
from tests import wide
from tests.door.planting import SHOW, Leaks
from tests.door.scene import Scene, agree
from tests.door.worlds.records import FIRST_WEEK
from tests.door.worlds.shapes import CaseIn, SeatIn, ShareIn, World
from tests.people import AT

PARTS = (None, *Section)


def attendance_agrees(scene: Scene, who: int) -> None:
    """Of each child the marks, what of their codes, and whether their own page opens."""
    rows, actor = scene.rows, scene.actor(who)
    place = {case.pupil_id: n for n, case in enumerate(rows.cases)}
    ought = {n: parts for n in range(len(rows.cases)) if (parts := scene.model.attended(who, n)) is not None}
    found = {place[one.pupil_id] for one in door.within(AttendanceWeek, actor, Act.SEE_ATTENDANCE)}
    agree("attendance", f"{who}, marks", found, set(ought))
    read, opened, summed = {}, set(), set()
    for n, case in enumerate(rows.cases):
        reach, weeks, _ = attendance_of(actor, case.pupil_id, FIRST_WEEK, FIRST_WEEK + timedelta(6))
        agree("attendance", f"{who}, of one child", bool(weeks), bool(reach))
        sums, years = kept_of(actor, case.pupil_id)
        agree("attendance", f"{who}, years", bool(years), bool(reach))
        if sums:
            summed.add(n)
        if reach:
            read[n] = {part for part in PARTS if reach.reads(case.school_id, part)}
        if _opens(scene, who, n):
            opened.add(n)
    agree("attendance", f"{who}, codes", read, ought)
    agree("attendance", f"{who}, sums", summed, set(ought))
    agree("attendance", f"{who}, page", opened, set(ought))
    registers_agree(scene, who)


def registers_agree(scene: Scene, who: int) -> None:
    """Of a file that names everybody: who is known on somebody's page; each of the others is *unknown*, in one way."""
    pupils = [case.pupil for case in scene.rows.cases]
    rows = [Row(n, f"T{pupil.pk}", "", AT.date(), {"AM": "/"}) for n, pupil in enumerate(pupils)]
    known: set[int] = set()
    with transaction.atomic():
        wide.widen()
        of = {"kind": "upn", "starts_on": date(2020, 9, 1), "is_doubtful": True}
        made = [Identifier(pupil=pk, authority_id=pk.authority_id, value=f"T{pk.pk}", **of) for pk in set(pupils)]
        Identifier.objects.bulk_create(made)
        for school in schools_of(scene.actor(who), Act.TAKE_ATTENDANCE).values():
            found = comparing.compare(rows, school.seat.agency_id, AT.date())
            known |= {n for n, pupil in enumerate(pupils) if pupil.pk in found.children}
        transaction.set_rollback(True)
    ought = {n for n in range(len(pupils)) if scene.model.takes_registers_of(who, n)}
    agree("attendance", f"{who}, file", known, ought)


def _opens(scene: Scene, who: int, n: int) -> bool:
    try:
        access.admit_child(scene.actor(who), scene.rows.cases[n].pupil.reference, AT)
    except NotFound:
        return False
    return True


def attendance_on_page(scene: Scene, who: int, n: int, page: ChildPage) -> None:
    """The panel and its line of the picture, where they are read; else neither, and nothing in the trail."""
    ought = scene.model.attended(who, n) is not None
    panel = next((one for one in page.panels if one.name == "attendance"), None)
    agree("attendance", f"{who}, panel", panel is not None and bool(panel.said), ought)
    drawn = next((row.table for row in page.picture.rows if row.key == "attendance"), [])
    agree("attendance", f"{who}, picture", [cells.second for cells in drawn], ["1"] if ought else [])
    agree("attendance", f"{who}, trail", bool(page.attendance_refs), ought)


ATTENDED = World(
    seats=(
        SeatIn(0, 0, Role.SAFEGUARDING_LEAD),
        SeatIn(1, 3, Role.AGENCY_WORKER),
        SeatIn(2, 4, Role.AGENCY_WORKER),
        SeatIn(3, 2, Role.COUNCIL_OFFICER),
        SeatIn(4, 0, Role.STAFF),
    ),
    cases=(
        CaseIn(0, is_overseen=True),
        CaseIn(0, days=2, name=1),
        CaseIn(0, days=3, name=2, leaves=-1),
        CaseIn(0, is_overseen=True, is_closed=True, days=4),
    ),
    shares=(
        ShareIn(0, 3, Level.SECTIONS, frozenset({Section.ATTENDANCE, Section.HEALTH})),
        ShareIn(0, 4, Level.SECTIONS, frozenset({Section.BEHAVIOUR})),
        ShareIn(1, 3, Level.SECTIONS, frozenset({Section.ATTENDANCE}), fate="offered"),
        ShareIn(1, 4, Level.SECTIONS, frozenset({Section.ATTENDANCE}), fate="ends"),
        ShareIn(2, 3, Level.FULL),
        ShareIn(3, 4, Level.FULL),
    ),
)
"""One agency reads by its part and another does not; offers and ends; who has left; a case that was closed."""


def leak_section(patch: pytest.MonkeyPatch) -> None:
    """Any live share of a case shows the marks."""
    patch.setattr(access, "SHOWS", Q())


def leak_codes(patch: pytest.MonkeyPatch) -> None:
    """Who reads how a half day counts reads why."""
    patch.setattr(Reach, "reads", lambda self, school_id, part: True)


def leak_teachers(patch: pytest.MonkeyPatch) -> None:
    """Everybody of a school reads the marks of its roll."""
    patch.setattr(access, "is_own", lambda actor, act: access.door.on_roll(_seats(actor), "pupil_id"))


def _seats(actor: object) -> list[object]:
    return [seat for seat in actor.seats if seat.kind == "school"]  # type: ignore[attr-defined]


def leak_sums(patch: pytest.MonkeyPatch) -> None:
    """Sums are nobody's secret, where the marks they were of are."""
    real = access.readable
    patch.setattr(access, "readable", lambda actor, act, of=AttendanceWeek: _of(of) or real(actor, act, of))


def _of(model: object) -> Q | None:
    return Q(pk__isnull=False) if model is AttendanceSum else None


def leak_roll(patch: pytest.MonkeyPatch) -> None:
    """A file knows every child of whom a number is known, whichever roll they are on."""
    everybody = SimpleNamespace(filter=lambda **_: Enrolment.objects.all())
    patch.setattr(comparing, "Enrolment", SimpleNamespace(objects=everybody))


LEAKS: Leaks = {
    "attendance, the section": (ATTENDED, leak_section),
    "attendance, the codes": (ATTENDED, leak_codes),
    "attendance, teachers": (ATTENDED, leak_teachers),
    "attendance, sums": (ATTENDED, leak_sums),
    "attendance, a file": (SHOW, leak_roll),
}
