"""The case page, and the preview of it that a share would give."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction

from agencies.acting import nouns
from agencies.people.access import stand_in
from agencies.policy import Act, Level, Role, Section
from interventions.case_page.pages import CaseSight, case_sight
from interventions.case_page.pages import case as page_of
from referrals import door
from referrals.entries.models import Entry
from referrals.shares.models import CaseShare
from tests.door.model import Model
from tests.door.planting import SHOW, Leaks, plant
from tests.door.scene import Scene, agree, numbers
from tests.door.worlds.shapes import LIVE_SHARE, SCHOOLS, EntryIn, SeatIn
from tests.people import AT


def sight_agrees(scene: Scene, who: int) -> None:
    """The case page: of each case that may be seen, what of it may be, and the keepers' parts for keepers alone."""
    for n in scene.model.cases(who):
        sight = case_sight(scene.actor(who), scene.rows.cases[n], AT)
        _sight(scene, "sight", who, n, sight, scene.model)


def narrowed_agrees(scene: Scene, who: int) -> None:
    """The story narrowed by each choice that is offered: of what may be read, and no agency by what may not."""
    for n in scene.model.cases(who):
        case, actor = scene.rows.cases[n], scene.actor(who)
        mine = {e for e in scene.model.entries(who) if scene.rows.world.entries[e].case == n}
        fields = {field.name: field for field in case_sight(actor, case, AT).asked_of.fields}
        places = {str(scene.rows.entries[e].agency.reference) for e in mine}
        offered = {one.value for one in fields["agency"].options} if "agency" in fields else set()
        agree("narrowed", f"{who}, agencies", offered, places if len(places) > 1 else set())
        for name, of in NARROWS.items():
            for value in sorted({of(scene.rows.entries[e]) for e in mine} | places)[:2] if name in fields else []:
                found = case_sight(actor, case, AT, {name: value}).entries
                chosen = {one.value for one in fields[name].options}
                ought = {e for e in mine if value not in chosen or of(scene.rows.entries[e]) == value}
                agree("narrowed", f"{who}, {name}", numbers(scene.rows.entries, found), ought)


NARROWS: dict[str, Callable[[Entry], str]] = {
    "kind": lambda entry: entry.kind,
    "part": lambda entry: entry.section,
    "agency": lambda entry: str(entry.agency.reference),
}


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


def leak_agencies(patch: pytest.MonkeyPatch) -> None:
    """An agency is offered by any entry of the case, also by one that the reader may not see."""

    def of_all(entries: Any) -> Any:
        cases = entries.values("case_id")
        return honest(Entry.objects.filter(case_id__in=cases) if cases.exists() else entries)

    honest = page_of.agencies_of
    patch.setattr(page_of, "agencies_of", of_all)


def leak_narrowed(patch: pytest.MonkeyPatch) -> None:
    """What is narrowed is every entry of the case, though the whole page is honest."""
    honest = page_of._walked

    def walked(actor: Any, case_id: int, how: Any) -> Any:
        with patch.context() as within:
            within.setattr(page_of, "_entries", lambda _, pk: Entry.objects.filter(case_id=pk))
            return honest(actor, case_id, how)

    patch.setattr(page_of, "_walked", walked)


TOLD_BY_TWO = replace(SHOW, entries=(*SHOW.entries, EntryIn(0, 3, 4, Section.JUSTICE)))
"""With an entry of a team whose part no share of the others shows."""
LEAKS: Leaks = {
    "preview": (SHOW, leak_preview),
    "narrowed, agencies": (TOLD_BY_TWO, leak_agencies),
    "narrowed, entries": (SHOW, leak_narrowed),
}
