"""A world's pupils with their cases and shares as rows, made without the actions, so that any state can stand."""

from dataclasses import replace
from datetime import date, datetime

from agencies.policy import Purpose, Section
from agencies.schoolday import end_of_day
from referrals.cases.models import Case, FamilyTold
from referrals.pupils.models import Enrolment, Pupil, PupilFact
from referrals.shares.models import CaseShare
from tests.door.worlds.shapes import DAY, NAMES, SHARED, CaseIn, ShareIn, World, purpose_of
from tests.door.worlds.stage import Stage, instant
from tests.people import AT


def make_cases(world: World, stage: Stage) -> list[Case]:
    pupils = Pupil.objects.bulk_create(
        Pupil(
            authority_id=stage.places[c.school].authority_id,
            given_name=NAMES[c.name].split()[0],
            family_name=NAMES[c.name].split()[1],
            born_on=date(2013, 3, 4),
            added_at=AT,
        )
        for c in world.cases
    )
    Enrolment.objects.bulk_create(
        Enrolment(
            pupil=pupil,
            school=stage.places[c.school],
            starts_on=date(2025, 9, 1),
            ends_on=_last_day(c),
        )
        for c, pupil in zip(world.cases, pupils, strict=True)
    )
    one = stage.people[0]
    PupilFact.objects.bulk_create(
        PupilFact(pupil=pupil, kind="social_worker", starts_on=date(2025, 9, 1), recorded_at=AT, recorded_by=one)
        for pupil in pupils
    )
    return Case.objects.bulk_create(
        Case(
            authority_id=stage.places[c.school].authority_id,
            pupil=pupil,
            school=stage.places[c.school],
            lead=None if c.lead is None else stage.people[c.lead],
            opened_at=AT - 20 * DAY,
            opened_by=one,
            overseen_from=AT - DAY if c.is_overseen else None,
            left_at=None if (last := _last_day(c)) is None else end_of_day(last),
            updated_at=AT - c.days * DAY,
            **({"state": "closed", "closed_at": AT - DAY, "closed_by": one} if c.is_closed else {}),
        )
        for c, pupil in zip(world.cases, pupils, strict=True)
    )


def _last_day(case: CaseIn) -> date | None:
    return None if case.leaves is None else (AT + case.leaves * DAY).date()


def key_of(updated_at: datetime, place: int) -> datetime:
    """When something that an agency's shares show last changed: never after the case, and ties wanted."""
    return updated_at - (place % 3) * DAY


def make_shares(world: World, stage: Stage, cases: list[Case]) -> list[CaseShare]:
    told = FamilyTold.objects.bulk_create(
        FamilyTold(case=case, told="not_yet", recorded_at=AT, recorded_by=stage.people[0]) for case in cases
    )
    was_narrowed = [
        replace(h, sections=frozenset(Section), fate="replaced") for h in world.shares if h.fate == "narrowed"
    ]
    CaseShare.objects.bulk_create(_share(h, stage, cases, told, Purpose.SAFEGUARD) for h in was_narrowed)
    return CaseShare.objects.bulk_create(
        _share(h, stage, cases, told, purpose_of(world.shares, h)) for h in world.shares
    )


def _share(h: ShareIn, stage: Stage, cases: list[Case], told: list[FamilyTold], purpose: Purpose) -> CaseShare:
    begins, ends, is_accepted, is_closed = SHARED[h.fate]
    case, one = cases[h.case], stage.people[0]
    share = CaseShare(
        case=case,
        authority_id=case.authority_id,
        agency=stage.places[h.place],
        level=h.level.value,
        sections=sorted(section.value for section in h.sections),
        purpose=purpose.value,
        basis="safeguarding",
        question="?",
        family_told=told[h.case],
        granted_at=AT - 9 * DAY,
        granted_by=one,
        granting_agency=case.school,
        starts_at=instant(begins),
        ends_at=instant(ends),
        touched_at=key_of(case.updated_at, h.place),
        left_at=case.left_at,
        is_half=h.is_half,
    )
    if is_accepted:
        share.accepted_at, share.accepted_by = AT - 8 * DAY, one
    if is_closed:
        share.closed_at = AT - DAY
    if "withdrawn" in h.fate:
        share.withdrawn_at, share.withdrawn_by, share.withdrawn_for = AT - DAY, one, share.granting_agency
    if h.fate in ("waits", "refused"):
        share.held_at, share.held_by = AT - 9 * DAY, one
    if h.fate == "refused":
        share.refused_at, share.refused_by, share.refused_for = AT - DAY, stage.people[1], "not_relevant"
    if h.fate == "declined":
        share.declined_at, share.declined_by = AT - DAY, one
    return share
