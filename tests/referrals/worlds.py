"""Small worlds as data: drawn by Hypothesis, and made as rows without the actions, so that any state can stand."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from hypothesis import strategies as st

from agencies.acting.lives import ROWS
from agencies.directory.models import Agency, Authority
from agencies.people.models import Person, Seat
from agencies.policy import ROLE_KINDS, Act, Kind, Level, Purpose, Role, Section, Standing
from agencies.references import new_reference
from interventions.moves.models import Consent, Move
from interventions.suspensions.models import Suspension, SuspensionNotice
from referrals.cases.models import Case, FamilyTold
from referrals.concerns.models import Concern
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from referrals.pupils.models import Enrolment, Pupil
from referrals.referrals.models import Referral
from referrals.shares.models import CaseShare
from tests.people import AT, make_agency, make_person, set_clock

DAY = timedelta(days=1)
PEOPLE = range(5)
PLACES = [
    (0, Kind.SCHOOL),
    (0, Kind.SCHOOL),
    (0, Kind.COUNCIL),
    (0, Kind.HEALTH),
    (0, Kind.POLICE),
    (1, Kind.SCHOOL),
    (1, Kind.COUNCIL),
    (1, Kind.HEALTH),
    (1, Kind.SCHOOL),
]
"""Authority and kind of each agency: two councils' areas, and what a case can meet in them."""
SCHOOLS = [n for n, (_, kind) in enumerate(PLACES) if kind is Kind.SCHOOL]
PARTNERS = [n for n, (_, kind) in enumerate(PLACES) if kind in (Kind.HEALTH, Kind.POLICE)]
COUNCILS = [n for n, (_, kind) in enumerate(PLACES) if kind is Kind.COUNCIL]
NAMES = ["Anouk Ferrer", "Zoë Banner", "Li Hale"]

SEATED = {
    "live": (-90, None),
    "begins": (0, None),
    "until later": (-90, 30),
    "ends": (-90, 0),
    "ended": (-90, -9),
    "future": (9, None),
}
"""A seat's first and last instant, in days from now."""
SHARED = {  # begins, ends, accepted?, closed?
    "live": (-9, 30, True, False),
    "begins": (0, 30, True, False),
    "narrowed": (-9, 30, True, False),
    "offered": (-9, 30, False, False),
    "to begin": (9, 30, True, False),
    "ends": (-9, 0, True, False),
    "lapsed": (-9, -1, True, False),
    "lapsed offer": (-9, -1, False, False),
    "tidied": (-9, -1, True, True),
    "withdrawn": (-9, 30, True, True),
    "withdrawn offer": (-9, 30, False, True),
    "declined": (-9, 30, False, True),
    "replaced": (-9, 30, True, True),
}
"""What became of a share, as its dates in days from now."""
LIVE_SEAT, LIVE_SHARE = {"live", "begins", "until later"}, {"live", "begins", "narrowed"}


@dataclass(frozen=True)
class SeatIn:
    """A person's seat."""

    who: int
    place: int
    role: Role
    when: str = "live"


@dataclass(frozen=True)
class CaseIn:
    """A case; `days` ago it was last touched (ties wanted: it is the sort key)."""

    school: int
    lead: int | None = None
    is_overseen: bool = False
    is_closed: bool = False
    days: int = 1
    name: int = 0
    is_on_roll: bool = True


@dataclass(frozen=True)
class ShareIn:
    """A share of case number `case` with an agency."""

    case: int
    place: int
    level: Level = Level.SECTIONS
    sections: frozenset[Section] = frozenset()
    fate: str = "live"


@dataclass(frozen=True)
class EntryIn:
    """An entry of a case's story."""

    case: int
    author: int
    place: int
    section: Section = Section.HOME
    is_restricted: bool = False


@dataclass(frozen=True)
class ConcernIn:
    """A concern, of a pupil whose case is number `case`."""

    case: int
    author: int


@dataclass(frozen=True)
class ReferralIn:
    """A referral; `sight`: until when, in days, the council still sees a decided or withdrawn one; None is no end."""

    case: int
    state: str = "sent"
    was_sent: bool = True
    sight: int | None = None


@dataclass(frozen=True)
class DutyIn:
    """A duty of an agency, standing so; of a share where it stands by one."""

    case: int
    place: int
    rule: str
    standing: Standing
    act: Act
    share: int | None = None


@dataclass(frozen=True)
class MoveIn:
    """A managed move of case number `case`; `share` is the number of the receiving school's share."""

    case: int
    home: int
    receiving: int
    state: str
    share: int
    was_returned: bool = False


@dataclass(frozen=True)
class SuspensionIn:
    """A suspension by a school of the pupil whose case is number `case`."""

    case: int
    place: int
    is_council_told: bool = False
    is_on_case: bool = True


@dataclass(frozen=True)
class World:
    """Everything that the model knows; numbers are places in these lists."""

    seats: tuple[SeatIn, ...] = ()
    cases: tuple[CaseIn, ...] = ()
    shares: tuple[ShareIn, ...] = ()
    entries: tuple[EntryIn, ...] = ()
    concerns: tuple[ConcernIn, ...] = ()
    referrals: tuple[ReferralIn, ...] = ()
    duties: tuple[DutyIn, ...] = ()
    moves: tuple[MoveIn, ...] = ()
    suspensions: tuple[SuspensionIn, ...] = ()
    closed: frozenset[int] = frozenset()
    inactive: frozenset[int] = frozenset()


def _seat(who: int, place: int, when: str, role: int) -> SeatIn:
    held = sorted(
        (r for r, kinds in ROLE_KINDS.items() if PLACES[place][1] in kinds and r.is_persons), key=list(Role).index
    )
    return SeatIn(who, place, held[role % len(held)], when)


CROWDED = [0, 0, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7, 8]
FATES = ["live"] * 6 + sorted(SHARED)
WHENS = ["live"] * 8 + sorted(SEATED)
DEPTHS = [Level.SECTIONS] * 6 + list(Level)
UNDER_WAY = ("proposed", "agreed", "approved")
STATES = [*UNDER_WAY, *UNDER_WAY, "refused", "withdrawn", "admitted", "admitted", "settled"]
"""Drawn from more often where most people work and most shares stand, or nothing would ever be seen."""

BY_SHARE = (Standing.OFFERED, Standing.GRANTED, Standing.INVITED, Standing.RECEIVES)
OPENINGS = tuple(
    {
        (one.rule, one.standing): one
        for row in ROWS.values()
        for one in (*row.opens, *row.may_open)
        if row.act not in (Act.RECORD_NOTICE, Act.RECORD_REPRESENTATIONS, Act.CANCEL_SUSPENSION)
    }.values()
)
"""What acts open, in any standing."""


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A world with a few of each."""
    who, places = st.sampled_from(PEOPLE), st.integers(0, len(PLACES) - 1)
    seat = st.builds(_seat, who, st.sampled_from(CROWDED), st.sampled_from(WHENS), st.integers(0, 6))
    seats = draw(st.lists(seat, min_size=5, max_size=10))
    case = st.builds(
        CaseIn,
        st.sampled_from(SCHOOLS),
        st.none() | who,
        st.booleans(),
        st.booleans(),
        st.integers(1, 3),
        st.integers(0, 2),
        st.booleans(),
    )
    cases = draw(st.lists(case, min_size=1, max_size=3))
    case = st.integers(0, len(cases) - 1)
    sections = st.frozensets(st.sampled_from(Section), max_size=3)
    partner, depth, fate = st.sampled_from(PARTNERS), st.sampled_from(DEPTHS), st.sampled_from(FATES)
    shares = draw(st.lists(st.builds(ShareIn, case, partner, depth, sections, fate), min_size=2, max_size=6))
    entry = st.builds(EntryIn, case, who, places, st.sampled_from(Section), st.booleans())
    referral = st.builds(_referral, case, st.sampled_from([0, *range(8), 6]), st.sampled_from([None, -1, 0, 5]))
    duty = st.tuples(case, places, st.integers(0, 99))
    moves = draw_moves(
        draw(st.lists(st.tuples(case, st.sampled_from(STATES), fate, st.booleans()), min_size=1, max_size=2)),
        cases,
        shares,
    )
    suspension = st.builds(partial(_suspended, cases), case, st.booleans(), st.booleans(), st.booleans())
    if moves and draw(st.booleans()):
        seats.append(SeatIn(draw(who), moves[0].receiving, Role.HEAD, draw(st.sampled_from(WHENS))))
    return World(
        tuple(seats),
        tuple(cases),
        tuple(shares),
        tuple(draw(st.lists(entry, min_size=1, max_size=5))),
        tuple(draw(st.lists(st.builds(ConcernIn, case, who), max_size=3))),
        _one_open(draw(st.lists(referral, min_size=1, max_size=4))),
        _duties([_duty(*drawn, shares, cases) for drawn in draw(st.lists(duty, max_size=6))]),
        moves,
        tuple(draw(st.lists(suspension, max_size=3))),
        frozenset(draw(st.sets(places, max_size=1))) if draw(st.integers(0, 5)) == 0 else frozenset(),
        frozenset(draw(st.sets(who, max_size=1))),
    )


def draw_moves(
    drawn: list[tuple[int, str, str, bool]], cases: list[CaseIn], shares: list[ShareIn]
) -> tuple[MoveIn, ...]:
    """A move for each, and its share with the receiving school among the shares; one under way for each case."""
    moves: list[MoveIn] = []
    for case, state, fate, was_returned in drawn:
        own = cases[case].school
        other = _other(own)
        home, receiving = (other, own) if state in ("admitted", "settled") else (own, other)
        if state in UNDER_WAY and any(move.case == case and move.state in UNDER_WAY for move in moves):
            continue
        shares.append(ShareIn(case, receiving, Level.SUMMARY, frozenset(), fate))
        moves.append(MoveIn(case, home, receiving, state, len(shares) - 1, was_returned))
    return tuple(moves)


def _other(school: int) -> int:
    """The other school of its area."""
    return next(place for place in SCHOOLS if place != school and PLACES[place][0] == PLACES[school][0])


def _suspended(cases: list[CaseIn], case: int, is_elsewhere: bool, is_told: bool, is_on_case: bool) -> SuspensionIn:
    own = cases[case].school
    return SuspensionIn(case, _other(own) if is_elsewhere else own, is_told, is_on_case)


def _referral(case: int, state: int, sight: int | None) -> ReferralIn:
    name = ["drafted", "sent", "returned", "accepted", "declined", "redirected", "withdrawn", "withdrawn"][state]
    ended = name in ("declined", "redirected", "withdrawn")
    return ReferralIn(
        case, name, was_sent=name != "drafted" and state != 6, sight=sight if ended and state != 6 else None
    )


def _one_open(referrals: list[ReferralIn]) -> tuple[ReferralIn, ...]:
    is_open: set[int] = set()
    kept = []
    for referral in referrals:
        if referral.state in ("drafted", "sent", "returned"):
            if referral.case in is_open:
                continue
            is_open.add(referral.case)
        kept.append(referral)
    return tuple(kept)


def _duty(case: int, place: int, which: int, shares: list[ShareIn], cases: list[CaseIn]) -> DutyIn:
    opening = OPENINGS[which % len(OPENINGS)]
    share = None
    if opening.standing in BY_SHARE and opening.rule != "admit_move" and shares:
        share = which % len(shares)
        case, place = shares[share].case, shares[share].place if which % 3 else place
    elif opening.standing is Standing.RAISED and which % 3:
        place = cases[case].school
    return DutyIn(case, place, opening.rule, opening.standing, opening.met_by, share)


def _duties(duties: list[DutyIn]) -> tuple[DutyIn, ...]:
    return tuple({(duty.rule, duty.case, duty.share): duty for duty in duties}.values())


@dataclass
class Stage:
    """The agencies and people that every world of a test has; their seats and records are the world's."""

    places: list[Agency] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)


def make_stage() -> Stage:
    """Two authorities with their agencies, and five people without a seat."""
    authorities = [
        Authority.objects.create(code=f"99{n}", name=f"Area {n}", front_door_phone="-", out_of_hours_phone="-")
        for n in (0, 1)
    ]
    return Stage(
        [make_agency(authorities[a], kind, f"{kind} {n}") for n, (a, kind) in enumerate(PLACES)],
        [make_person(f"p{n}", f"Person {n}") for n in PEOPLE],
    )


def _at(days: int | None) -> datetime | None:
    return None if days is None else AT + days * DAY


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

    @property
    def pupils(self) -> list[Pupil]:
        """The pupils, in the order of their cases."""
        return [case.pupil for case in self.cases]


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
            starts_at=_at(SEATED[s.when][0]),
            ends_at=_at(SEATED[s.when][1]),
        )
        for s in world.seats
    )
    cases = _make_cases(world, stage)
    shares = _make_shares(world, stage, cases)
    return Made(
        world,
        stage,
        cases,
        shares,
        Entry.objects.bulk_create(_entry(entry, stage, cases) for entry in world.entries),
        Concern.objects.bulk_create(_concern(concern, stage, cases) for concern in world.concerns),
        Referral.objects.bulk_create(_referral_row(referral, stage, cases) for referral in world.referrals),
        Duty.objects.bulk_create(_duty_row(duty, stage, cases, shares) for duty in world.duties),
        _make_moves(world, stage, cases, shares),
        _make_suspensions(world, stage, cases),
    )


def _make_cases(world: World, stage: Stage) -> list[Case]:
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
            ends_on=None if c.is_on_roll else (AT - DAY).date(),
        )
        for c, pupil in zip(world.cases, pupils, strict=True)
    )
    one = stage.people[0]
    return Case.objects.bulk_create(
        Case(
            authority_id=stage.places[c.school].authority_id,
            pupil=pupil,
            school=stage.places[c.school],
            lead=None if c.lead is None else stage.people[c.lead],
            opened_at=AT - 20 * DAY,
            opened_by=one,
            overseen_from=AT - DAY if c.is_overseen else None,
            updated_at=AT - c.days * DAY,
            **({"state": "closed", "closed_at": AT - DAY, "closed_by": one} if c.is_closed else {}),
        )
        for c, pupil in zip(world.cases, pupils, strict=True)
    )


def _make_shares(world: World, stage: Stage, cases: list[Case]) -> list[CaseShare]:
    told = FamilyTold.objects.bulk_create(
        FamilyTold(case=case, told="not_yet", recorded_at=AT, recorded_by=stage.people[0]) for case in cases
    )
    was_narrowed = [
        replace(h, sections=frozenset(Section), fate="replaced") for h in world.shares if h.fate == "narrowed"
    ]
    CaseShare.objects.bulk_create(_share(h, stage, cases, told, Purpose.SAFEGUARD) for h in was_narrowed)
    used: Counter[tuple[int, int]] = Counter()
    rows = []
    for h in world.shares:
        rows.append(_share(h, stage, cases, told, list(Purpose)[used[h.case, h.place]]))
        used[h.case, h.place] += 1
    return CaseShare.objects.bulk_create(rows)


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
        starts_at=_at(begins),
        ends_at=_at(ends),
        touched_at=case.updated_at,
    )
    if is_accepted:
        share.accepted_at, share.accepted_by = AT - 8 * DAY, one
    if is_closed:
        share.closed_at = AT - DAY
    if "withdrawn" in h.fate:
        share.withdrawn_at, share.withdrawn_by, share.withdrawn_for = AT - DAY, one, share.granting_agency
    if h.fate == "declined":
        share.declined_at, share.declined_by = AT - DAY, one
    return share


def _entry(entry: EntryIn, stage: Stage, cases: list[Case]) -> Entry:
    author = stage.people[entry.author]
    hidden: dict[str, Any] = (
        {"is_restricted": True, "restricted_at": AT, "restricted_by": author} if entry.is_restricted else {}
    )
    return Entry(
        case=cases[entry.case],
        kind="observation",
        section=entry.section.value,
        title="Seen",
        happened_on=AT.date(),
        at=AT,
        author=author,
        agency=stage.places[entry.place],
        **hidden,
    )


def _concern(concern: ConcernIn, stage: Stage, cases: list[Case]) -> Concern:
    case = cases[concern.case]
    return Concern(
        authority_id=case.authority_id,
        pupil_id=case.pupil_id,
        school_id=case.school_id,
        author=stage.people[concern.author],
        seen=["alone"],
        fact="Sat alone.",
        worry=1,
        happened_on=AT.date(),
        logged_at=AT,
    )


def _referral_row(referral: ReferralIn, stage: Stage, cases: list[Case]) -> Referral:
    case, one = cases[referral.case], stage.people[0]
    row = Referral(authority_id=case.authority_id, case=case, state=referral.state, drafted_at=AT, drafted_by=one)
    row.council_sees_until = _at(referral.sight)
    if referral.was_sent:
        row.sent_at, row.sent_by = AT - 5 * DAY, one
    if referral.state in ("accepted", "declined", "redirected"):
        row.decided_at, row.decided_by, row.reason = AT - DAY, one, "below_threshold"
    if referral.state == "withdrawn":
        row.withdrawn_at, row.withdrawn_by = AT - DAY, one
    return row


def _duty_row(duty: DutyIn, stage: Stage, cases: list[Case], shares: list[CaseShare]) -> Duty:
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
        act=duty.act.value,
        opened_at=AT,
        from_on=AT.date(),
        limit=5,
        due_on=AT.date(),
        due_at=AT,
    )


def _make_moves(world: World, stage: Stage, cases: list[Case], shares: list[CaseShare]) -> list[Move]:
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


def _make_suspensions(world: World, stage: Stage, cases: list[Case]) -> list[Suspension]:
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
