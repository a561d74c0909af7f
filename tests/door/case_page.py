"""The case page, and the preview of it that a share would give."""

from dataclasses import replace

import pytest
from django.db import transaction

from agencies.acting import nouns
from agencies.people.access import stand_in
from agencies.policy import Act, Level, Role
from interventions.case_page.pages import CaseSight, case_sight
from referrals import door
from referrals.entries.models import Entry
from referrals.shares.models import CaseShare
from tests.door.model import Model
from tests.door.planting import SHOW, Leaks, plant
from tests.door.scene import Scene, agree, numbers
from tests.door.worlds.shapes import LIVE_SHARE, SCHOOLS, SeatIn
from tests.people import AT


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
        if not world.cases[share.case].is_on_roll:
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
    documents = {d for d in model.documents(who) if world.documents[d].case == n and world.documents[d].concern is None}
    agree(surface, f"{who}, documents", sight.documents, len(documents))
    agree(surface, f"{who}, entries", numbers(scene.rows.entries, sight.entries), entries)
    seen = [one.share for one in sight.shares if one.share in scene.rows.shares]
    agree(surface, f"{who}, shares", numbers(scene.rows.shares, seen), shares)
    agree(surface, f"{who}, referrals", numbers(scene.rows.referrals, sight.referrals), referrals)
    moves = {m for m, move in enumerate(world.moves) if move.case == n and model.parties(who, m)}
    agree(surface, f"{who}, moves", numbers(scene.rows.moves, sight.moves), moves)
    agree(surface, f"{who}, level", sight.level, Level.FULL if keeps else level)
    if not keeps:
        owed = {d for d in model.duties(who) if world.duties[d].case == n and world.duties[d].giver is None}
        agree(surface, f"{who}, owed", numbers(scene.rows.duties, [row.duty for row in sight.due]), owed)
        agree(surface, f"{who}, keepers' parts", (sight.family, sight.reasons, sight.opened), ([], [], 0))


def leak_preview(patch: pytest.MonkeyPatch) -> None:
    """The preview is not what the receiver will get."""
    honest = nouns.noun_of(Entry).within
    plant(
        patch,
        Entry,
        within=lambda actor, act, at: honest(actor, act, at) if actor.person_id else Entry.objects.all(),
    )


LEAKS: Leaks = {"preview": (SHOW, leak_preview)}
