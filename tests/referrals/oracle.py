"""The oracle: a model in Python sets of who may see what, and every answer of the door held to it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from guardian.shortcuts import get_objects_for_user, get_perms

from agencies import access as asking
from agencies.actors import Actor
from agencies.models import Letter, Person
from agencies.notices import Tell
from agencies.policy import Act, Level, Role, Standing, may
from interventions import pages
from referrals import access
from referrals.models import Case, CaseShare, Concern, Duty, Entry, Referral
from referrals.notices import COUNCIL as OVERSEERS
from referrals.notices import GRANTED, HEADS, NAMED, OFFERED, QUEUE
from tests.people import AT
from tests.referrals import worlds
from tests.referrals.worlds import (
    LIVE_SEAT,
    LIVE_SHARE,
    PEOPLE,
    PLACES,
    DutyIn,
    EntryIn,
    Made,
    ReferralIn,
    SeatIn,
    ShareIn,
    Stage,
    World,
)

LEADS = {Role.INCLUSION_LEAD, Role.HEAD, Role.ACTING_HEAD}
HEADS_OF = {Role.HEAD, Role.ACTING_HEAD}
SCHOOL = LEADS | {Role.STAFF}
COUNCIL = {Role.COUNCIL_OFFICER, Role.COUNCIL_MANAGER}
AGENCY = {Role.AGENCY_WORKER, Role.AGENCY_MANAGER}
Stands = set[tuple[Standing, Role]]


@dataclass(frozen=True)
class Model:
    """Seats that are live, by them the standings, by them the cases, and what of each: all in sets."""

    world: World

    def seats(self, who: int) -> set[SeatIn]:
        """Live seats in agencies that are not closed."""
        return {
            s for s in self.world.seats if s.who == who and s.when in LIVE_SEAT and s.place not in self.world.closed
        }

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
        return {
            (h, role) for h in self.world.shares if h.case == n and h.fate in fates for p, role in seats if p == h.place
        }

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
        is_lead = Standing.NAMED in {standing for standing, _ in keeps}
        is_head = bool(HEADS_OF & {role for _, role in keeps})
        if entry.author == who and (keeps or shares):
            return True
        if entry.is_restricted:
            return is_lead or is_head
        return bool(keeps) or any(
            share.level in (Level.FULL, Level.RESTRICTED)
            or entry.place == share.place
            or (share.level is Level.SECTIONS and entry.section in share.sections)
            for share in shares
        )

    def shares(self, who: int) -> set[int]:
        """The shares: all of a case that one keeps; of one's own agency the live ones and the offers."""
        seen = LIVE_SHARE | {"offered"}
        return {
            n
            for n, h in enumerate(self.world.shares)
            if self.keeps(who, h.case) or any(h == o for o, _ in self.opened(who, h.case, seen))
        }

    def concerns(self, who: int) -> set[int]:
        """The concerns: one's own, and those of the school that one leads."""
        at = {(s.place, s.role) for s in self.seats(who)}
        leads, works = {p for p, role in at if role in LEADS}, {p for p, role in at if role in SCHOOL}
        school = [self.world.cases[c.case].school for c in self.world.concerns]
        return {
            n
            for n, c in enumerate(self.world.concerns)
            if school[n] in leads or (c.author == who and school[n] in works)
        }

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
        return {
            n
            for n, d in enumerate(self.world.duties)
            if any(s.place == d.place and may(d.act, s.role, d.standing) for s in self.seats(who)) and self._still(d)
        }

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


@dataclass(frozen=True)
class Scene:
    """A world as rows, and what ought to be seen of it."""

    rows: Made
    model: Model

    def actor(self, who: int) -> Actor:
        """The person as the edge would make them now."""
        return asking.actor_for(self.rows.stage.people[who], AT)


def _agree(surface: str, who: object, found: Any, ought: Any) -> None:
    if found != ought:
        raise AssertionError(f"{surface}: {who} gets {found}, ought to get {ought}")


def _numbers(rows: list[Any], found: Iterable[Any]) -> set[int]:
    place = {row.pk: n for n, row in enumerate(rows)}
    return {place[row.pk] for row in found}


def list_agrees(scene: Scene, who: int) -> None:
    """The filter that lists, counts and facets start from."""
    ought = scene.model.cases(who)
    found = access.cases(scene.actor(who), Act.SEE_CASE)
    _agree("list", who, _numbers(scene.rows.cases, found), ought)
    _agree("list", f"{who}, counting", found.count(), len(ought))


def page_agrees(scene: Scene, who: int) -> None:
    """Pages of two, walked to the end: each case once, newest first; narrowed to open ones too."""
    for narrow in ({}, {"state": "open"}):
        ought = [n for n in scene.model.cases(who) if not (narrow and scene.rows.world.cases[n].is_closed)]
        ought.sort(key=lambda n: (scene.rows.cases[n].updated_at, scene.rows.cases[n].pk), reverse=True)
        found: list[Case] = []
        before = None
        for _ in range(len(scene.rows.cases) + 1):
            rows, before = access.page(scene.actor(who), Act.SEE_CASE, narrow, before=before, size=2)
            found += rows
            if before is None:
                break
        _agree("page", who, [case.pk for case in found], [scene.rows.cases[n].pk for n in ought])


def detail_agrees(scene: Scene, who: int) -> None:
    """One record: it, or *not found*; and the acts that the door allows on it."""
    actor, ought, found = scene.actor(who), scene.model.cases(who), set()
    for n, case in enumerate(scene.rows.cases):
        try:
            access.admit(actor, Act.SEE_CASE, case.reference, of=Case, at=AT)
        except asking.NotFound:
            continue
        found.add(n)
        can = {act for act in Act for standing, role in scene.model.stands(who, n) if may(act, role, standing)}
        _agree("detail", f"{who}, acts", access.can(actor, case), frozenset(can))
    _agree("detail", who, found, ought)


def search_agrees(scene: Scene, who: int) -> None:
    """By a name, and by the reference of one."""
    actor, ought = scene.actor(who), scene.model.cases(who)
    named = {n for n in ought if scene.rows.world.cases[n].name in (0, 1)}  # "an" is in Anouk and in Banner
    _agree("search", who, _numbers(scene.rows.cases, access.search(actor, "aN")), named)
    one = who % len(scene.rows.cases)
    by_reference = access.search(actor, scene.rows.cases[one].reference.lower())
    _agree("search", f"{who}, by reference", _numbers(scene.rows.cases, by_reference), ought & {one})


def entries_agree(scene: Scene, who: int) -> None:
    """The story's entries."""
    found = access.within(Entry, scene.actor(who), Act.SEE_ENTRY)
    _agree("entries", who, _numbers(scene.rows.entries, found), scene.model.entries(who))


def children_agree(scene: Scene, who: int) -> None:
    """Shares, concerns, referrals and duties."""
    actor, model = scene.actor(who), scene.model
    for name, kind, rows, act, ought in (
        ("shares", CaseShare, scene.rows.shares, Act.SEE_SHARE, model.shares(who)),
        ("concerns", Concern, scene.rows.concerns, Act.SEE_CONCERN, model.concerns(who)),
        ("referrals", Referral, scene.rows.referrals, Act.SEE_REFERRAL, model.referrals(who)),
        ("duties", Duty, scene.rows.duties, Act.SEE_CASE, model.duties(who)),
    ):
        found = [row for row in access.within(kind, actor, act) if row in rows]  # not the rows that narrowing replaced
        _agree("children", f"{who}, {name}", _numbers(rows, found), ought)


def guardian_agrees(scene: Scene, who: int) -> None:
    """Guardian opens cases through agency-wide shares alone, at their level and below, and never to anyone else."""
    person = Person.objects.get(pk=scene.rows.stage.people[who].pk)
    granted = {n: {h.level for h, _ in scene.model.opened(who, n)} for n in range(len(scene.rows.cases))}
    active = who not in scene.rows.world.inactive
    for n, case in enumerate(scene.rows.cases):
        reach = max((list(Level).index(level) for level in granted[n]), default=-1) if active else -1
        ought = {f"level_{level.value.lower()}" for level in list(Level)[: reach + 1]}
        _agree("guardian", f"{who}, get_perms", set(get_perms(person, case)), ought)
        if n == who % len(scene.rows.cases):
            _agree("guardian", f"{who}, has_perm", person.has_perm("referrals.level_t", case), "level_t" in ought)
    found = get_objects_for_user(
        person, "referrals.level_e", klass=Case, with_superuser=False, accept_global_perms=False
    )
    if active:
        _agree("guardian", who, _numbers(scene.rows.cases, found), {n for n, levels in granted.items() if levels})


def reasons_agree(scene: Scene) -> None:
    """The page that says who can see the case, and why, names everyone who can, with the standing, and nobody else."""
    for n, case in enumerate(scene.rows.cases):
        ought = {(f"Person {who}", standing) for who in PEOPLE for standing, _ in scene.model.stands(who, n)}
        found = {(name, reason.standing) for reason in access.explain(case) for name in reason.people}
        _agree("reasons", f"case {n}", found, ought)


def mail_agrees(scene: Scene) -> None:
    """Who hears of a letter now: whoever stands as it says, is active, and did not do it themselves."""
    told = {Standing.RAISED: LEADS, Standing.NAMED: SCHOOL, Standing.OVERSEES: {Role.COUNCIL_OFFICER}}
    for n, case in enumerate(scene.rows.cases):
        ought = {who for who in PEOPLE for standing, role in scene.model.keeps(who, n) if role in told[standing]}
        _hears(scene, ("case", case.reference), case.pk, (HEADS, NAMED, OVERSEERS), ought)
    for row, share in zip(scene.rows.shares, scene.rows.world.shares, strict=True):
        for tell, fates in ((OFFERED, {"offered"}), (GRANTED, LIVE_SHARE)):
            ought = {w for w in PEOPLE if share in {h for h, _ in scene.model.opened(w, share.case, fates)}}
            _hears(scene, ("share", row.reference), row.case_id, (tell,), ought)
    for referral, given in zip(scene.rows.referrals, scene.rows.world.referrals, strict=True):
        _hears(scene, ("referral", referral.reference), referral.case_id, (QUEUE,), _asked(scene, given))


def _asked(scene: Scene, given: ReferralIn) -> set[int]:
    """The officers of the council that was sent the referral, as long as it has it in sight."""
    area = PLACES[scene.rows.world.cases[given.case].school][0]
    officers = {s for who in PEOPLE for s in scene.model.seats(who) if s.role is Role.COUNCIL_OFFICER}
    in_sight = given.was_sent and (given.sight is None or given.sight > 0)
    return {s.who for s in officers if PLACES[s.place][0] == area and in_sight}


def _hears(scene: Scene, on: tuple[str, str], case_id: int, tells: Iterable[Tell], ought: set[int]) -> None:
    people = scene.rows.stage.people
    letter = Letter(subject_kind=on[0], subject_ref=on[1], case_id=case_id, not_to=people[0].pk)
    letter.tells = [tell.as_row() for tell in tells]
    place = {person.pk: n for n, person in enumerate(people)}
    found = {place[seat.person_id] for seat in access.audience(letter)}
    _agree("mail", on[0], found, ought - scene.rows.world.inactive - {0})


def sight_agrees(scene: Scene, who: int) -> None:
    """The case page: of each case that may be seen, what of it may be, and the keepers' parts for keepers alone."""
    for n in scene.model.cases(who):
        sight = pages.case_sight(scene.actor(who), scene.rows.cases[n], AT)
        _sight(scene, "sight", who, n, sight, scene.model)


NEWCOMER = 99


def preview_agrees(scene: Scene) -> None:
    """What a share would show: the receiver's page for a stand-in, while the share stands accepted and no longer."""
    world = scene.rows.world
    for number, share in enumerate(world.shares):
        if share.fate not in LIVE_SHARE | {"offered"} or share.place in world.closed:
            continue
        worker = asking.stand_in(scene.rows.stage.places[share.place], Role.AGENCY_WORKER)
        newcomer = SeatIn(NEWCOMER, share.place, Role.AGENCY_WORKER)
        now = Model(replace(world, seats=(*world.seats, newcomer)))
        found = access.cases(worker, Act.SEE_CASE).filter(pk=scene.rows.cases[share.case].pk)
        with transaction.atomic():
            _accept(scene, number)
            shares = [replace(h, fate="live") if n == number else h for n, h in enumerate(world.shares)]
            then = Model(replace(now.world, shares=tuple(shares)))
            _sight(scene, "preview", NEWCOMER, share.case, pages.case_sight(worker, found.get(), AT), then)
            transaction.set_rollback(True)
        _agree("preview", "afterwards", found.exists(), bool(now.opened(NEWCOMER, share.case)))


def _accept(scene: Scene, number: int) -> None:
    row = CaseShare.objects.filter(pk=scene.rows.shares[number].pk, accepted_at=None)
    row.update(accepted_at=AT, accepted_by=scene.rows.stage.people[0])


def _sight(scene: Scene, surface: str, who: int, n: int, sight: pages.CaseSight, model: Model) -> None:
    world, keeps = scene.rows.world, bool(model.keeps(who, n))
    entries = {e for e in model.entries(who) if world.entries[e].case == n}
    shares = {h for h in model.shares(who) if world.shares[h].case == n}
    referrals = {r for r in model.referrals(who) if world.referrals[r].case == n and keeps}
    level = max((h.level for h, _ in model.opened(who, n)), key=list(Level).index, default=Level.EXISTENCE)
    _agree(surface, f"{who}, entries", _numbers(scene.rows.entries, sight.entries), entries)
    seen = [row["share"] for row in sight.shares if row["share"] in scene.rows.shares]
    _agree(surface, f"{who}, shares", _numbers(scene.rows.shares, seen), shares)
    _agree(surface, f"{who}, referrals", _numbers(scene.rows.referrals, sight.referrals), referrals)
    _agree(surface, f"{who}, level", sight.level, Level.FULL if keeps else level)
    if not keeps:
        owed = {d for d in model.duties(who) if world.duties[d].case == n}
        _agree(surface, f"{who}, owed", _numbers(scene.rows.duties, [row.duty for row in sight.due]), owed)
        _agree(surface, f"{who}, keepers' parts", (sight.told, sight.reasons, sight.opened), (None, [], 0))


BY_PERSON: tuple[Callable[[Scene, int], None], ...] = (
    list_agrees,
    page_agrees,
    detail_agrees,
    search_agrees,
    entries_agree,
    children_agree,
    sight_agrees,
    guardian_agrees,
)
AT_ONCE: tuple[Callable[[Scene], None], ...] = (reasons_agree, mail_agrees, preview_agrees)


def check(world: World, stage: Stage) -> None:
    """Make the world and hold every surface to the model; AssertionError begins with the surface that differs."""
    with worlds.made(world, stage) as rows:
        scene = Scene(rows, Model(world))
        for of_one in BY_PERSON:
            for who in PEOPLE:
                of_one(scene, who)
        for of_all in AT_ONCE:
            of_all(scene)
