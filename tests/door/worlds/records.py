"""What hangs on a world's cases and pupils as rows, made without the actions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from agencies.references import new_reference
from agencies.schoolday import local_day
from interventions.moves.models import Consent, Move
from interventions.signals.models import Signal
from interventions.suspensions.models import Suspension, SuspensionNotice
from referrals.arrivals.models import Arrival
from referrals.attendance.models import AttendanceSum, AttendanceWeek
from referrals.cases.models import Case
from referrals.concerns.models import Concern
from referrals.documents.models import Document, DocumentVersion
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from referrals.given_tasks.models import GivenTask
from referrals.pupils.models import Pupil
from referrals.referrals.models import Referral
from referrals.shares.models import CaseShare
from tests.attendance import sums
from tests.door.worlds.shapes import (
    DAY,
    ArrivalIn,
    ConcernIn,
    DocumentIn,
    DutyIn,
    EntryIn,
    MoveIn,
    ReferralIn,
    SuspensionIn,
    TaskIn,
    World,
)
from tests.door.worlds.stage import Stage, instant
from tests.people import AT

FIRST_WEEK, OLD_WEEK = date(2026, 11, 16), date(2024, 11, 4)


def week(case: Case) -> AttendanceWeek:
    """The marks of a week, which the case's school sent of its pupil: of Monday, ill in the morning."""
    marks = {"am_1": "I", "pm_1": "\\"}
    return AttendanceWeek(pupil=case.pupil, school_id=case.school_id, week=FIRST_WEEK, **marks)


def old_week(case: Case) -> AttendanceSum:
    """What a week came to of which the marks are not kept."""
    return AttendanceSum(pupil=case.pupil, school_id=case.school_id, week=OLD_WEEK, made_at=AT, **sums(attended=1))


def sign(case: Case) -> Signal:
    """An early sign of its pupil at the case's school."""
    return Signal(pupil=case.pupil, school_id=case.school_id, rule="SG14", found_at=AT, numbers={"since": "2026-11-20"})


def entry(entry: EntryIn, stage: Stage, cases: list[Case]) -> Entry:
    author = stage.people[entry.author]
    hidden: dict[str, Any] = (
        {"is_restricted": True, "restricted_at": AT, "restricted_by": author} if entry.is_restricted else {}
    )
    return Entry(
        case=cases[entry.case],
        kind="danger" if entry.is_danger else "observation",
        section=entry.section.value,
        title="Seen",
        happened_on=AT.date(),
        at=AT - DAY,
        author=author,
        agency=stage.places[entry.place],
        **hidden,
    )


def concern(concern: ConcernIn, stage: Stage, cases: list[Case]) -> Concern:
    case = cases[concern.case]
    return Concern(
        authority_id=case.authority_id,
        pupil_id=case.pupil_id,
        school_id=case.school_id,
        author=stage.people[concern.author],
        seen=["upset"],
        fact="Sat alone.",
        worry=1,
        happened_on=AT.date(),
        logged_at=AT,
    )


def referral(referral: ReferralIn, stage: Stage, cases: list[Case]) -> Referral:
    case, one = cases[referral.case], stage.people[0]
    row = Referral(authority_id=case.authority_id, case=case, state=referral.state, drafted_at=AT, drafted_by=one)
    row.council_sees_until = instant(referral.sight)
    if referral.was_sent:
        row.sent_at, row.sent_by = AT - 5 * DAY, one
    if referral.state in ("accepted", "declined", "redirected"):
        row.decided_at, row.decided_by, row.reason = AT - DAY, one, "below_threshold"
    if referral.state == "withdrawn":
        row.withdrawn_at, row.withdrawn_by = AT - DAY, one
    return row


def duty(duty: DutyIn, stage: Stage, cases: list[Case], shares: list[CaseShare]) -> Duty:
    case = cases[duty.case]
    return Duty(
        authority_id=case.authority_id,
        pupil_id=case.pupil_id,
        case=case,
        share=None if duty.share is None else shares[duty.share],
        subject_kind="case",
        subject_ref=new_reference(),
        rule=duty.rule,
        rule_from_on=date(2022, 9, 1),
        standing=duty.standing.value,
        agency=stage.places[duty.place],
        from_agency=None if duty.giver is None else stage.places[duty.giver],
        act=duty.act.value,
        opened_at=AT,
        from_on=AT.date(),
        limit=5,
        due_on=AT.date(),
        due_at=AT,
    )


def make_moves(world: World, stage: Stage, cases: list[Case], shares: list[CaseShare]) -> list[Move]:
    moves = Move.objects.bulk_create(_move(move, stage, cases, shares) for move in world.moves)
    Consent.objects.bulk_create(
        Consent(move=move, party="parent", name="Ewa", answer="no", words="Never.", asked_at=AT, **_by(stage))
        for move in moves
    )
    return moves


def _by(stage: Stage, name: str = "recorded") -> dict[str, Any]:
    return {f"{name}_at": AT - DAY, f"{name}_by": stage.people[0]}


def _move(move: MoveIn, stage: Stage, cases: list[Case], shares: list[CaseShare]) -> Move:
    case = cases[move.case]
    is_approved = move.state in ("approved", "admitted", "settled")
    ended = {"refused": "refused", "withdrawn": "withdrawn", "admitted": "admitted", "settled": "admitted"}
    row = Move(
        authority_id=case.authority_id,
        case=case,
        pupil_id=case.pupil_id,
        home_school=stage.places[move.home],
        receiving_school=stage.places[move.receiving],
        share=shares[move.share],
        state=move.state,
        proposed_at=AT - 9 * DAY,
        proposed_by=stage.people[0],
        agreed_at=AT - 3 * DAY if move.state == "agreed" or is_approved else None,
        starts_on=AT.date() if is_approved else None,
        **(_by(stage, "heard") | {"heard_words": "I want to."}),
        **(_by(stage, "returned") if move.was_returned else {}),
        **({"approved_at": AT - 2 * DAY, "approved_by": stage.people[1]} if is_approved else {}),
        **(_by(stage, ended[move.state]) if move.state in ended else {}),
    )
    row.pupil, row.case = case.pupil, case
    return row


def make_suspensions(world: World, stage: Stage, cases: list[Case]) -> list[Suspension]:
    rows = Suspension.objects.bulk_create(_suspension(one, stage, cases) for one in world.suspensions)
    SuspensionNotice.objects.bulk_create(
        SuspensionNotice(suspension=row, recipient=who, whom="Them", how="here", told_on=AT.date(), **_by(stage))
        for row, one in zip(rows, world.suspensions, strict=True)
        for who in (["parents", "council"] if one.is_council_told else ["parents"])
    )
    return rows


def _suspension(one: SuspensionIn, stage: Stage, cases: list[Case]) -> Suspension:
    case, head = cases[one.case], stage.people[0]
    return Suspension(
        authority_id=case.authority_id,
        pupil=case.pupil,
        school=stage.places[one.place],
        case=case if one.is_on_case else None,
        kind="whole",
        first_on=AT.date(),
        last_on=AT.date(),
        half_days=2,
        tried="Mentoring.",
        decided_by_role="head",
        decided_at=AT - DAY,
        imposed_at=AT - DAY,
        imposed_by=head,
    )


def make_arrivals(world: World, stage: Stage, cases: list[Case]) -> list[Arrival]:
    pupils = Pupil.objects.bulk_create(
        Pupil(
            authority_id=cases[one.case].authority_id, given_name="X", family_name="Y", born_on=AT.date(), added_at=AT
        )
        for one in world.arrivals
    )
    rows = [_arrival(*both, stage, cases) for both in zip(world.arrivals, pupils, strict=True)]
    return Arrival.objects.bulk_create(rows)


def _arrival(one: ArrivalIn, pupil: Pupil, stage: Stage, cases: list[Case]) -> Arrival:
    case, is_joined = cases[one.case], one.state == "joined"
    answered = _by(stage, "answered") | {"answer": "ours"} if one.was_answered else {}
    return Arrival(
        pupil=pupil,
        school=stage.places[one.school],
        known=case.pupil,
        known_school_id=case.school_id,
        found="sure",
        found_at=AT,
        state=one.state,
        joined_at=AT if is_joined else None,
        **answered,
    )


def task(one: TaskIn, stage: Stage, cases: list[Case]) -> GivenTask:
    """Something given to do."""
    return GivenTask(
        case=cases[one.case],
        kind="task",
        text="Canary task",
        due_on=local_day(AT),
        from_agency=stage.places[one.giver],
        given_by=stage.people[0],
        given_at=AT - DAY,
        to_agency=stage.places[one.receiver],
    )


@dataclass(frozen=True)
class HangsOn:
    """The rows that a document may hang on."""

    entries: list[Entry]
    concerns: list[Concern]
    referrals: list[Referral]

    def of(self, one: DocumentIn) -> dict[str, Any]:
        """What this one hangs on."""
        there = {"entry": (one.entry, self.entries), "concern": (one.concern, self.concerns)}
        there["referral"] = (one.referral, self.referrals)
        return {name: rows[n] for name, (n, rows) in there.items() if n is not None}


def make_documents(world: World, stage: Stage, cases: list[Case], on: HangsOn) -> list[Document]:
    """Each with one clean version, whose text says its number."""
    rows = Document.objects.bulk_create(_document(one, stage, cases, on.of(one)) for one in world.documents)
    DocumentVersion.objects.bulk_create(_version(n, row) for n, row in enumerate(rows))
    return rows


def _document(one: DocumentIn, stage: Stage, cases: list[Case], hangs: dict[str, Any]) -> Document:
    author, case = stage.people[one.author], cases[one.case]
    hidden: dict[str, Any] = (
        {"is_restricted": True, "restricted_at": AT, "restricted_by": author} if one.is_restricted else {}
    )
    return Document(
        authority_id=case.authority_id,
        case=None if "concern" in hangs else case,
        pupil=case.pupil,
        section="" if hangs else one.section.value,
        sort="report",
        title="Canary title",
        author=author,
        agency=stage.places[one.place],
        added_at=AT - DAY,
        changed_at=AT - DAY,
        **hangs,
        **hidden,
    )


def _version(n: int, document: Document) -> DocumentVersion:
    return DocumentVersion(
        document=document,
        number=1,
        state="clean",
        kind="pdf",
        file_name="canary.pdf",
        size=1,
        sha256="-",
        author=document.author,
        agency=document.agency,
        added_at=AT - DAY,
        decided_at=AT - DAY,
        key="-",
        text=f"Canary number{n}.",
        pictures=["-"],
    )
