"""The oracle: small worlds drawn by Hypothesis, a model in Python sets of who may see what, and the door's every answer beside it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db import transaction
from guardian.shortcuts import get_objects_for_user, get_perms
from hypothesis import strategies as st

from agencies import access as asking
from agencies.actors import Actor
from agencies.models import Agency, Authority, Letter, Person, Seat
from agencies.policy import ROLE_KINDS, Act, Kind, Level, Purpose, Role, Section, Standing, may
from referrals import access
from referrals.lifecycle import OPENS
from referrals.models import Case, CaseShare, Concern, Duty, Entry, FamilyTold, Pupil, Referral
from referrals.notices import COUNCIL as OVERSEERS
from referrals.notices import GRANTED, HEADS, NAMED, OFFERED, QUEUE
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
]
"""Authority and kind of each agency: two councils' areas, and what a case can meet in them."""
SCHOOLS = [n for n, (_, kind) in enumerate(PLACES) if kind is Kind.SCHOOL]
PARTNERS = [n for n, (_, kind) in enumerate(PLACES) if kind in (Kind.HEALTH, Kind.POLICE)]
COUNCILS = [n for n, (_, kind) in enumerate(PLACES) if kind is Kind.COUNCIL]
NAMES = ["Anouk Ferrer", "Zoë Banner", "Li Hale"]

SEATED = {"live": (-90, None), "begins": (0, None), "until later": (-90, 30), "ends": (-90, 0), "ended": (-90, -9), "future": (9, None)}
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
    """A referral; `sight` of a decided or withdrawn one is what the council still has: until, in days, or None: no end."""

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
class World:
    """Everything that the model knows; numbers are places in these lists."""

    seats: tuple[SeatIn, ...] = ()
    cases: tuple[CaseIn, ...] = ()
    shares: tuple[ShareIn, ...] = ()
    entries: tuple[EntryIn, ...] = ()
    concerns: tuple[ConcernIn, ...] = ()
    referrals: tuple[ReferralIn, ...] = ()
    duties: tuple[DutyIn, ...] = ()
    closed: frozenset[int] = frozenset()
    inactive: frozenset[int] = frozenset()


# --- the model: who may see what, in sets ---

LEADS = {Role.INCLUSION_LEAD, Role.HEAD, Role.ACTING_HEAD}
SCHOOL, COUNCIL, AGENCY = LEADS | {Role.STAFF}, {Role.COUNCIL_OFFICER, Role.COUNCIL_MANAGER}, {Role.AGENCY_WORKER, Role.AGENCY_MANAGER}
Stands = set[tuple[Standing, Role]]


@dataclass(frozen=True)
class Model:
    """The ten lines: seats that are live, and by them the standings, the cases, and what of each."""

    world: World

    def seats(self, who: int) -> set[SeatIn]:
        """Live seats in agencies that are not closed."""
        return {s for s in self.world.seats if s.who == who and s.when in LIVE_SEAT and s.place not in self.world.closed}

    def keeps(self, who: int, n: int) -> Stands:
        """How the person stands to the case by its school or its council."""
        case, seats = self.world.cases[n], self.seats(who)
        at_school = {s.role for s in seats if s.place == case.school}
        council = {s.role for s in seats if PLACES[s.place][0] == PLACES[case.school][0] and s.role in COUNCIL}
        return (
            {(Standing.RAISED, role) for role in at_school & LEADS}
            | {(Standing.NAMED, role) for role in at_school & SCHOOL if case.lead == who}
            | {(Standing.OVERSEES, role) for role in council if case.is_overseen}
        )

    def opened(self, who: int, n: int, fates: set[str] = LIVE_SHARE) -> set[tuple[ShareIn, Role]]:
        """The shares of the case that are so for an agency in which the person has a working seat."""
        seats = {(s.place, s.role) for s in self.seats(who) if s.role in AGENCY}
        return {(h, role) for h in self.world.shares if h.case == n and h.fate in fates for p, role in seats if p == h.place}

    def stands(self, who: int, n: int) -> Stands:
        """Every standing to the case."""
        return self.keeps(who, n) | {(Standing.GRANTED, role) for _, role in self.opened(who, n)}

    def cases(self, who: int) -> set[int]:
        """The cases that the person may see."""
        return {n for n in range(len(self.world.cases)) if self.stands(who, n)}

    def entries(self, who: int) -> set[int]:
        """The entries: restricted ones for author, lead professional and head; a share's by its sections."""
        return {n for n, entry in enumerate(self.world.entries) if self._reads(who, entry)}

    def _reads(self, who: int, entry: EntryIn) -> bool:
        keeps = self.keeps(who, entry.case)
        shares = {share for share, _ in self.opened(who, entry.case)}
        cleared = {standing for standing, _ in keeps} & {Standing.NAMED} or {role for _, role in keeps} & {Role.HEAD, Role.ACTING_HEAD}
        if entry.author == who and (keeps or shares):
            return True
        if entry.is_restricted:
            return bool(keeps and cleared)
        return bool(keeps) or any(
            share.level in (Level.FULL, Level.RESTRICTED) or entry.place == share.place or (share.level is Level.SECTIONS and entry.section in share.sections)
            for share in shares
        )

    def shares(self, who: int) -> set[int]:
        """The shares: all of a case that one keeps; of one's own agency the live ones and the offers."""
        seen = LIVE_SHARE | {"offered"}
        return {n for n, h in enumerate(self.world.shares) if self.keeps(who, h.case) or any(h == o for o, _ in self.opened(who, h.case, seen))}

    def concerns(self, who: int) -> set[int]:
        """The concerns: one's own, and those of the school that one leads."""
        at = {(s.place, s.role) for s in self.seats(who)}
        leads, works = {p for p, role in at if role in LEADS}, {p for p, role in at if role in SCHOOL}
        school = [self.world.cases[c.case].school for c in self.world.concerns]
        return {n for n, c in enumerate(self.world.concerns) if school[n] in leads or (c.author == who and school[n] in works)}

    def referrals(self, who: int) -> set[int]:
        """The referrals: the school's own, and for the council those sent, until its sight of them ends."""
        return {n for n, referral in enumerate(self.world.referrals) if self._sees_referral(who, referral)}

    def _sees_referral(self, who: int, referral: ReferralIn) -> bool:
        standings = {standing for standing, _ in self.keeps(who, referral.case)}
        if standings & {Standing.RAISED, Standing.NAMED}:
            return True
        area = PLACES[self.world.cases[referral.case].school][0]
        council = any(s.role in COUNCIL and PLACES[s.place][0] == area for s in self.seats(who))
        in_sight = referral.sight is None or referral.sight > 0
        return council and referral.was_sent and (in_sight or Standing.OVERSEES in standings)

    def duties(self, who: int) -> set[int]:
        """The duties of an agency where the person has a seat that may do the act, while they stand so."""
        return {n for n, d in enumerate(self.world.duties) if any(s.place == d.place and may(d.act, s.role, d.standing) for s in self.seats(who)) and self._still(d)}

    def _still(self, duty: DutyIn) -> bool:
        case = self.world.cases[duty.case]
        share = None if duty.share is None else self.world.shares[duty.share]
        return {
            Standing.RAISED: case.school == duty.place,
            Standing.ASKED: True,
            Standing.OVERSEES: case.is_overseen,
            Standing.OFFERED: share is not None and share.fate == "offered" and share.place == duty.place,
            Standing.GRANTED: share is not None and share.fate in LIVE_SHARE and share.place == duty.place,
        }[duty.standing]


# --- drawing a world ---

def _seat(who: int, place: int, when: str, role: int) -> SeatIn:
    held = sorted((r for r, kinds in ROLE_KINDS.items() if PLACES[place][1] in kinds), key=list(Role).index)
    return SeatIn(who, place, held[role % len(held)], when)


def _often(usual: str, others: Iterable[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(usual), st.sampled_from(sorted(others)))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A world with a few of each; half of the seats and shares are live, or nothing would ever be seen."""
    who, places = st.sampled_from(PEOPLE), st.integers(0, len(PLACES) - 1)
    seats = draw(st.lists(st.builds(_seat, who, places, _often("live", SEATED), st.integers(0, 6)), min_size=3, max_size=9))
    cases = draw(
        st.lists(
            st.builds(CaseIn, st.sampled_from(SCHOOLS), st.none() | who, st.booleans(), st.booleans(), st.integers(1, 3), st.integers(0, 2)),
            min_size=1,
            max_size=4,
        )
    )
    case = st.integers(0, len(cases) - 1)
    sections = st.frozensets(st.sampled_from(Section), max_size=3)
    share = st.builds(ShareIn, case, st.sampled_from(PARTNERS), _often("T", Level).map(Level), sections, _often("live", SHARED))
    shares = draw(st.lists(share, max_size=6))
    entry = st.builds(EntryIn, case, who, places, st.sampled_from(Section), st.booleans())
    referral = st.builds(_referral, case, st.integers(0, 7), st.sampled_from([None, -1, 0, 5]))
    duty = st.tuples(case, places, st.integers(0, 99))
    return World(
        tuple(seats),
        tuple(cases),
        tuple(shares),
        tuple(draw(st.lists(entry, max_size=5))),
        tuple(draw(st.lists(st.builds(ConcernIn, case, who), max_size=3))),
        _one_open(draw(st.lists(referral, max_size=4))),
        _duties([_duty(*drawn, shares, cases) for drawn in draw(st.lists(duty, max_size=4))]),
        frozenset(draw(st.sets(places, max_size=1))) if draw(st.integers(0, 5)) == 0 else frozenset(),
        frozenset(draw(st.sets(who, max_size=1))),
    )


def _referral(case: int, state: int, sight: int | None) -> ReferralIn:
    name = ["drafted", "sent", "returned", "accepted", "declined", "redirected", "withdrawn", "withdrawn"][state]
    ended = name in ("declined", "redirected", "withdrawn")
    return ReferralIn(case, name, was_sent=name != "drafted" and state != 6, sight=sight if ended and state != 6 else None)


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
    openings = [opening for acts in OPENS.values() for opening in acts]
    opening = openings[which % len(openings)]
    share = None
    if opening.standing in (Standing.OFFERED, Standing.GRANTED) and shares:
        share = which % len(shares)
        case, place = shares[share].case, shares[share].place if which % 3 else place
    elif opening.standing is Standing.RAISED and which % 3:
        place = cases[case].school
    return DutyIn(case, place, opening.rule, opening.standing, opening.met_by, share)


def _duties(duties: list[DutyIn]) -> tuple[DutyIn, ...]:
    return tuple({(duty.rule, duty.case, duty.share): duty for duty in duties}.values())


# --- making it in the database, without the actions ---

@dataclass
class Stage:
    """The agencies and people that every world of a test has; their seats and records are the world's."""

    places: list[Agency] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)


def make_stage() -> Stage:
    """Two authorities with their agencies, and five people without a seat."""
    authorities = [
        Authority.objects.create(code=f"99{n}", name=f"Area {n}", front_door_phone="-", out_of_hours_phone="-") for n in (0, 1)
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

    @cached_property
    def model(self) -> Model:
        """What ought to be."""
        return Model(self.world)

    def actor(self, who: int) -> Actor:
        """The person as the edge would make them now."""
        return asking.actor_for(self.stage.people[who], AT)


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
        Seat(person=stage.people[s.who], agency=stage.places[s.place], role=s.role.value, starts_at=_at(SEATED[s.when][0]), ends_at=_at(SEATED[s.when][1]))
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
        Duty.objects.bulk_create(_duty_row(n, duty, stage, cases, shares) for n, duty in enumerate(world.duties)),
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
    was_narrowed = [replace(h, sections=frozenset(Section), fate="replaced") for h in world.shares if h.fate == "narrowed"]
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
        share.withdrawn_at, share.withdrawn_by = AT - DAY, one
    if h.fate == "declined":
        share.declined_at, share.declined_by = AT - DAY, one
    return share


def _entry(entry: EntryIn, stage: Stage, cases: list[Case]) -> Entry:
    author = stage.people[entry.author]
    hidden: dict[str, Any] = {"is_restricted": True, "restricted_at": AT, "restricted_by": author} if entry.is_restricted else {}
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


def _duty_row(n: int, duty: DutyIn, stage: Stage, cases: list[Case], shares: list[CaseShare]) -> Duty:
    case = cases[duty.case]
    return Duty(
        authority_id=case.authority_id,
        pupil_id=case.pupil_id,
        case=case,
        share=None if duty.share is None else shares[duty.share],
        subject_kind="case",
        subject_ref=f"{n}-{case.reference}"[:11],
        rule=duty.rule,
        rule_from_on=date(2020, 9, 1),
        standing=duty.standing.value,
        agency=stage.places[duty.place],
        act=duty.act.value,
        opened_at=AT,
        from_on=AT.date(),
        limit=5,
        due_on=AT.date(),
        due_at=AT,
    )


# --- the comparison, one function for each way to hear of a child ---

def _agree(surface: str, who: object, found: Any, ought: Any) -> None:
    if found != ought:
        raise AssertionError(f"{surface}: {who} gets {found}, ought to get {ought}")


def _numbers(rows: list[Any], found: Iterable[Any]) -> set[int]:
    place = {row.pk: n for n, row in enumerate(rows)}
    return {place[row.pk] for row in found}


def list_agrees(made: Made, who: int) -> None:
    """The filter that lists, counts and facets start from."""
    ought = made.model.cases(who)
    found = access.cases(made.actor(who), Act.SEE_CASE)
    _agree("list", who, _numbers(made.cases, found), ought)
    _agree("list", f"{who}, counting", found.count(), len(ought))


def page_agrees(made: Made, who: int) -> None:
    """Pages of two, walked to the end: each case once, newest first; narrowed to open ones too."""
    for narrow in ({}, {"state": "open"}):
        ought = [n for n in made.model.cases(who) if not (narrow and made.world.cases[n].is_closed)]
        ought.sort(key=lambda n: (made.cases[n].updated_at, made.cases[n].pk), reverse=True)
        found: list[Case] = []
        before = None
        for _ in range(len(made.cases) + 1):
            rows, before = access.page(made.actor(who), Act.SEE_CASE, narrow, before=before, size=2)
            found += rows
            if before is None:
                break
        _agree("page", who, [case.pk for case in found], [made.cases[n].pk for n in ought])


def detail_agrees(made: Made, who: int) -> None:
    """One record: it, or *not found*; and the acts that the door allows on it."""
    actor, ought, found = made.actor(who), made.model.cases(who), set()
    for n, case in enumerate(made.cases):
        try:
            access.admit(actor, Act.SEE_CASE, case.reference, of=Case, at=AT)
        except asking.NotFound:
            continue
        found.add(n)
        can = {act for act in Act for standing, role in made.model.stands(who, n) if may(act, role, standing)}
        _agree("detail", f"{who}, acts", access.can(actor, case), frozenset(can))
    _agree("detail", who, found, ought)


def search_agrees(made: Made, who: int) -> None:
    """By a name, and by the references of all."""
    actor, ought = made.actor(who), made.model.cases(who)
    named = {n for n in ought if made.world.cases[n].name in (0, 1)}  # "an" is in Anouk and in Banner
    _agree("search", who, _numbers(made.cases, access.search(actor, "aN")), named)
    by_reference = [case for one in made.cases for case in access.search(actor, one.reference.lower())]
    _agree("search", f"{who}, by reference", _numbers(made.cases, by_reference), ought)


def entries_agree(made: Made, who: int) -> None:
    """The story's entries."""
    found = access.within(Entry, made.actor(who), Act.SEE_ENTRY)
    _agree("entries", who, _numbers(made.entries, found), made.model.entries(who))


def children_agree(made: Made, who: int) -> None:
    """Shares, concerns, referrals and duties."""
    actor, model = made.actor(who), made.model
    for name, kind, rows, act, ought in (
        ("shares", CaseShare, made.shares, Act.SEE_SHARE, model.shares(who)),
        ("concerns", Concern, made.concerns, Act.SEE_CONCERN, model.concerns(who)),
        ("referrals", Referral, made.referrals, Act.SEE_REFERRAL, model.referrals(who)),
        ("duties", Duty, made.duties, Act.SEE_CASE, model.duties(who)),
    ):
        found = [row for row in access.within(kind, actor, act) if row in rows]  # not the rows that narrowing replaced
        _agree("children", f"{who}, {name}", _numbers(rows, found), ought)


def guardian_agrees(made: Made, who: int) -> None:
    """Guardian opens cases through agency-wide shares alone, at their level and below, and never to anyone else."""
    person = Person.objects.get(pk=made.stage.people[who].pk)
    granted = {n: {h.level for h, _ in made.model.opened(who, n)} for n in range(len(made.cases))}
    active = who not in made.world.inactive
    for n, case in enumerate(made.cases):
        reach = max((list(Level).index(level) for level in granted[n]), default=-1) if active else -1
        ought = {f"level_{level.value.lower()}" for level in list(Level)[: reach + 1]}
        _agree("guardian", f"{who}, get_perms", set(get_perms(person, case)), ought)
        _agree("guardian", f"{who}, has_perm", person.has_perm("referrals.level_t", case), "level_t" in ought)
    found = get_objects_for_user(person, "referrals.level_e", klass=Case, with_superuser=False, accept_global_perms=False)
    if active:
        _agree("guardian", who, _numbers(made.cases, found), {n for n, levels in granted.items() if levels})


def reasons_agree(made: Made) -> None:
    """"Who can see this, and why" names everyone who can, with the standing, and nobody else."""
    for n, case in enumerate(made.cases):
        ought = {(f"Person {who}", standing) for who in PEOPLE for standing, _ in made.model.stands(who, n)}
        found = {(name, reason.standing) for reason in access.explain(case) for name in reason.people}
        _agree("reasons", f"case {n}", found, ought)


def mail_agrees(made: Made) -> None:
    """Who hears of a letter now: whoever stands as it says, is active, and did not do it themselves."""
    model, world = made.model, made.world
    for n, case in enumerate(made.cases):
        told = {Standing.RAISED: LEADS, Standing.NAMED: SCHOOL, Standing.OVERSEES: {Role.COUNCIL_OFFICER}}
        ought = {who for who in PEOPLE for standing, role in model.keeps(who, n) if role in told[standing]}
        _hears(made, ("case", case.reference), case.pk, (HEADS, NAMED, OVERSEERS), ought)
    for n, share in enumerate(made.shares):
        for tell, fates in ((OFFERED, {"offered"}), (GRANTED, LIVE_SHARE)):
            ought = {who for who in PEOPLE if any(h == world.shares[n] for h, _ in model.opened(who, world.shares[n].case, fates))}
            _hears(made, ("share", share.reference), share.case_id, (tell,), ought)
    for n, referral in enumerate(made.referrals):
        area, given = made.stage.places[world.cases[world.referrals[n].case].school].authority_id, world.referrals[n]
        asked = given.was_sent and (given.sight is None or given.sight > 0)
        officers = {s.who for who in PEOPLE for s in model.seats(who) if s.role is Role.COUNCIL_OFFICER and made.stage.places[s.place].authority_id == area}
        _hears(made, ("referral", referral.reference), referral.case_id, (QUEUE,), officers if asked else set())


def _hears(made: Made, on: tuple[str, str], case_id: int, tells: Iterable[Any], ought: set[int]) -> None:
    author = made.stage.people[0]
    letter = Letter(
        key="k", act="x", subject_kind=on[0], subject_ref=on[1], case_id=case_id, tells=[t.as_row() for t in tells], not_to=author.pk, words="-", posted_at=AT
    )
    place = {person.pk: n for n, person in enumerate(made.stage.people)}
    found = {place[seat.person_id] for seat in access.audience(letter)}
    _agree("mail", on[0], found, ought - made.world.inactive - {0})


BY_PERSON: tuple[Callable[[Made, int], None], ...] = (
    list_agrees,
    page_agrees,
    detail_agrees,
    search_agrees,
    entries_agree,
    children_agree,
    guardian_agrees,
)


def check(world: World, stage: Stage) -> None:
    """Make the world and hold every surface to the model; AssertionError begins with the surface that differs."""
    with made(world, stage) as rows:
        for surface in BY_PERSON:
            for who in PEOPLE:
                surface(rows, who)
        reasons_agree(rows)
        mail_agrees(rows)


assert AT.tzinfo is UTC
