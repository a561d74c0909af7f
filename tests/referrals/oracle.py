"""The oracle: every answer of the door to people held to the model, on the floor of cases."""

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction
from guardian.shortcuts import get_objects_for_user, get_perms

from agencies.people.access import stand_in
from agencies.people.models import Person
from agencies.policy import Act, Level, Role, Standing, may
from agencies.policy.telling import COUNCIL as OVERSEERS
from agencies.policy.telling import GRANTED, HEADS, INVITED, NAMED, OFFERED, QUEUE
from agencies.policy.telling import RECEIVING as RECEIVES
from agencies.web.asking import NotFound
from interventions.case_page.pages import CaseSight, case_sight
from referrals import door
from referrals.cases.models import Case
from referrals.concerns.models import Concern
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from referrals.referrals.models import Referral
from referrals.search import access as search_access
from referrals.shares.models import CaseShare
from tests.people import AT
from tests.referrals import oracle_above, worlds
from tests.referrals.model import LEADS, SCHOOL, Model, Scene, agree, hears, numbers
from tests.referrals.worlds import LIVE_SHARE, PEOPLE, PLACES, SCHOOLS, ReferralIn, SeatIn, Stage, World


def list_agrees(scene: Scene, who: int) -> None:
    """The filter that lists, counts and facets start from."""
    ought = scene.model.cases(who)
    found = door.cases(scene.actor(who), Act.SEE_CASE)
    agree("list", who, numbers(scene.rows.cases, found), ought)
    agree("list", f"{who}, counting", found.count(), len(ought))


def page_agrees(scene: Scene, who: int) -> None:
    """Pages of two, walked to the end: each case once, newest first; narrowed to open ones too."""
    for narrow in ({}, {"state": "open"}):
        ought = [n for n in scene.model.cases(who) if not (narrow and scene.rows.world.cases[n].is_closed)]
        ought.sort(key=lambda n: (scene.rows.cases[n].updated_at, scene.rows.cases[n].pk), reverse=True)
        found: list[Case] = []
        before = None
        for _ in range(len(scene.rows.cases) + 1):
            rows, before = door.page(scene.actor(who), Act.SEE_CASE, narrow, before=before, size=2)
            found += rows
            if before is None:
                break
        agree("page", who, [case.pk for case in found], [scene.rows.cases[n].pk for n in ought])


def detail_agrees(scene: Scene, who: int) -> None:
    """One record: it, or *not found*; and the acts that the door allows on it."""
    actor, ought, found = scene.actor(who), scene.model.cases(who), set()
    for n, case in enumerate(scene.rows.cases):
        try:
            door.admit(actor, Act.SEE_CASE, case.reference, of=Case, at=AT)
        except NotFound:
            continue
        found.add(n)
        can = {act for act in Act for standing, role in scene.model.stands(who, n) if may(act, role, standing)}
        agree("detail", f"{who}, acts", door.can(actor, case), frozenset(can))
    agree("detail", who, found, ought)


def search_agrees(scene: Scene, who: int) -> None:
    """By a name, and by the reference of one."""
    actor, ought = scene.actor(who), scene.model.cases(who)
    named = {n for n in ought if scene.rows.world.cases[n].name in (0, 1)}  # "an" is in Anouk and in Banner
    agree("search", who, numbers(scene.rows.cases, search_access.search(actor, "aN")), named)
    one = who % len(scene.rows.cases)
    by_reference = search_access.search(actor, scene.rows.cases[one].reference.lower())
    agree("search", f"{who}, by reference", numbers(scene.rows.cases, by_reference), ought & {one})


def entries_agree(scene: Scene, who: int) -> None:
    """The story's entries."""
    found = door.within(Entry, scene.actor(who), Act.SEE_ENTRY)
    agree("entries", who, numbers(scene.rows.entries, found), scene.model.entries(who))


def children_agree(scene: Scene, who: int) -> None:
    """Shares, concerns, referrals and duties."""
    actor, model = scene.actor(who), scene.model
    for name, kind, rows, act, ought in (
        ("shares", CaseShare, scene.rows.shares, Act.SEE_SHARE, model.shares(who)),
        ("concerns", Concern, scene.rows.concerns, Act.SEE_CONCERN, model.concerns(who)),
        ("referrals", Referral, scene.rows.referrals, Act.SEE_REFERRAL, model.referrals(who)),
        ("duties", Duty, scene.rows.duties, Act.SEE_CASE, model.duties(who)),
    ):
        found = [row for row in door.within(kind, actor, act) if row in rows]  # not the rows that narrowing replaced
        agree("children", f"{who}, {name}", numbers(rows, found), ought)


def guardian_agrees(scene: Scene, who: int) -> None:
    """Guardian opens cases through agency-wide shares alone, at their level and below, and never to anyone else."""
    person = Person.objects.get(pk=scene.rows.stage.people[who].pk)
    granted = {n: scene.model.by_group(who, n) for n in range(len(scene.rows.cases))}
    active = who not in scene.rows.world.inactive
    for n, case in enumerate(scene.rows.cases):
        reach = max((list(Level).index(level) for level in granted[n]), default=-1) if active else -1
        ought = {f"level_{level.value.lower()}" for level in list(Level)[: reach + 1]}
        agree("guardian", f"{who}, get_perms", set(get_perms(person, case)), ought)
        if n == who % len(scene.rows.cases):
            agree("guardian", f"{who}, has_perm", person.has_perm("referrals.level_t", case), "level_t" in ought)
    found = get_objects_for_user(
        person, "referrals.level_e", klass=Case, with_superuser=False, accept_global_perms=False
    )
    if active:
        agree("guardian", who, numbers(scene.rows.cases, found), {n for n, levels in granted.items() if levels})


def reasons_agree(scene: Scene) -> None:
    """The page that says who can see the case, and why, names everyone who can, with the standing, and nobody else."""
    for n, case in enumerate(scene.rows.cases):
        ought = {(f"Person {who}", standing) for who in PEOPLE for standing, _ in scene.model.stands(who, n)}
        found = {(name, reason.standing) for reason in door.explain(case) for name in reason.people}
        agree("reasons", f"case {n}", found, ought)


def mail_agrees(scene: Scene) -> None:
    """Who hears of a letter now: whoever stands as it says, is active, and did not do it themselves."""
    told = {Standing.RAISED: LEADS, Standing.NAMED: SCHOOL, Standing.OVERSEES: {Role.COUNCIL_OFFICER}}
    for n, case in enumerate(scene.rows.cases):
        ought = {who for who in PEOPLE for standing, role in scene.model.keeps(who, n) if role in told[standing]}
        hears(scene, "mail", ("case", case.reference), case.pk, (HEADS, NAMED, OVERSEERS), ought)
    for row, share in zip(scene.rows.shares, scene.rows.world.shares, strict=True):
        for tells, fates in (((OFFERED, INVITED), {"offered"}), ((GRANTED, RECEIVES), LIVE_SHARE)):
            ought = {w for w in PEOPLE if share in {h for h, _ in scene.model.opened(w, share.case, fates)}}
            hears(scene, "mail", ("share", row.reference), row.case_id, tells, ought)
    for referral, given in zip(scene.rows.referrals, scene.rows.world.referrals, strict=True):
        hears(scene, "mail", ("referral", referral.reference), referral.case_id, (QUEUE,), _asked(scene, given))


def _asked(scene: Scene, given: ReferralIn) -> set[int]:
    """The officers of the council that was sent the referral, as long as it has it in sight."""
    area = PLACES[scene.rows.world.cases[given.case].school][0]
    officers = {s for who in PEOPLE for s in scene.model.seats(who) if s.role is Role.COUNCIL_OFFICER}
    in_sight = given.was_sent and (given.sight is None or given.sight > 0)
    return {s.who for s in officers if PLACES[s.place][0] == area and in_sight}


def sight_agrees(scene: Scene, who: int) -> None:
    """The case page: of each case that may be seen, what of it may be, and the keepers' parts for keepers alone."""
    for n in scene.model.cases(who):
        sight = case_sight(scene.actor(who), scene.rows.cases[n], AT)
        _sight(scene, "sight", who, n, sight, scene.model)


NEWCOMER = 99


def preview_agrees(scene: Scene) -> None:
    """What a share would show: the receiver's page for a stand-in, while the share stands accepted and no longer."""
    world = scene.rows.world
    for number, share in enumerate(world.shares):
        if share.fate not in LIVE_SHARE | {"offered"} or share.place in world.closed or share.place in SCHOOLS:
            continue
        worker = stand_in(scene.rows.stage.places[share.place], Role.AGENCY_WORKER)
        newcomer = SeatIn(NEWCOMER, share.place, Role.AGENCY_WORKER)
        now = Model(replace(world, seats=(*world.seats, newcomer)))
        found = door.cases(worker, Act.SEE_CASE).filter(pk=scene.rows.cases[share.case].pk)
        with transaction.atomic():
            _accept(scene, number)
            shares = [replace(h, fate="live") if n == number else h for n, h in enumerate(world.shares)]
            then = Model(replace(now.world, shares=tuple(shares)))
            _sight(scene, "preview", NEWCOMER, share.case, case_sight(worker, found.get(), AT), then)
            transaction.set_rollback(True)
        agree("preview", "afterwards", found.exists(), bool(now.opened(NEWCOMER, share.case)))


def _accept(scene: Scene, number: int) -> None:
    row = CaseShare.objects.filter(pk=scene.rows.shares[number].pk, accepted_at=None)
    row.update(accepted_at=AT, accepted_by=scene.rows.stage.people[0])


def _sight(scene: Scene, surface: str, who: int, n: int, sight: CaseSight, model: Model) -> None:
    world, keeps = scene.rows.world, bool(model.keeps(who, n))
    entries = {e for e in model.entries(who) if world.entries[e].case == n}
    shares = {h for h in model.shares(who) if world.shares[h].case == n}
    referrals = {r for r in model.referrals(who) if world.referrals[r].case == n and keeps}
    level = max((h.level for h, _ in model.opened(who, n)), key=list(Level).index, default=Level.EXISTENCE)
    agree(surface, f"{who}, entries", numbers(scene.rows.entries, sight.entries), entries)
    seen = [one.share for one in sight.shares if one.share in scene.rows.shares]
    agree(surface, f"{who}, shares", numbers(scene.rows.shares, seen), shares)
    agree(surface, f"{who}, referrals", numbers(scene.rows.referrals, sight.referrals), referrals)
    moves = {m for m, move in enumerate(world.moves) if move.case == n and model.parties(who, m)}
    agree(surface, f"{who}, moves", numbers(scene.rows.moves, sight.moves), moves)
    agree(surface, f"{who}, level", sight.level, Level.FULL if keeps else level)
    if not keeps:
        owed = {d for d in model.duties(who) if world.duties[d].case == n}
        agree(surface, f"{who}, owed", numbers(scene.rows.duties, [row.duty for row in sight.due]), owed)
        agree(surface, f"{who}, keepers' parts", (sight.told, sight.reasons, sight.opened), (None, [], 0))


BY_PERSON: tuple[Callable[[Scene, int], None], ...] = (
    list_agrees,
    page_agrees,
    detail_agrees,
    search_agrees,
    entries_agree,
    children_agree,
    sight_agrees,
    guardian_agrees,
    *oracle_above.BY_PERSON,
)
AT_ONCE: tuple[Callable[[Scene], None], ...] = (reasons_agree, mail_agrees, preview_agrees, *oracle_above.AT_ONCE)


def check(world: World, stage: Stage) -> None:
    """Make the world and hold every surface to the model; AssertionError begins with the surface that differs."""
    with worlds.made(world, stage) as rows:
        scene = Scene(rows, Model(world))
        for of_one in BY_PERSON:
            for who in PEOPLE:
                of_one(scene, who)
        for of_all in AT_ONCE:
            of_all(scene)
