"""A child's page: who opens it, and what stands on each panel, by every way in which somebody reaches the child."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db.models import Model as Table

from agencies.acting import nouns, prepared
from agencies.policy import Act, Level, Standing
from agencies.web.asking import NotFound
from interventions.pupil_page.pages import panels, professionals, suspended
from interventions.pupil_page.pages.child import ChildPage, child_page
from interventions.pupil_page.pages.professionals import VIRTUAL_HEAD
from interventions.suspensions.models import Suspension
from referrals import door
from referrals.cases.models import Case
from referrals.concerns.models import Concern
from referrals.entries.models import Entry
from referrals.pupils.models import Pupil
from tests.door.attendance import attendance_on_page
from tests.door.contacts import panel_agrees
from tests.door.family import family_agrees
from tests.door.model import BY_ROLL, COUNCIL, LEADS, READS_OR_ENDS, SAFEGUARDS, SCHOOL, Model
from tests.door.planting import ABOVE, SHOW, TWO_AREAS, Leaks, plant
from tests.door.professionals import works_on_page
from tests.door.scene import Scene, agree
from tests.door.signals import signals_on_page
from tests.door.worlds.shapes import PLACES
from tests.people import AT

BY_SHARE = {Standing.GRANTED, Standing.RECEIVES}


def child_agrees(scene: Scene, who: int) -> None:
    """Of each child: whether the page opens, and what is on it."""
    ought = {n for n in range(len(scene.rows.cases)) if _opens(scene.model, who, n)}
    opened = {n for n, case in enumerate(scene.rows.cases) if _admits(scene, who, case.pupil)}
    agree("child", f"{who}, opens", opened, ought)
    for n in opened:
        _holds(scene, who, n, child_page(scene.actor(who), scene.rows.cases[n].pupil, AT))


def _admits(scene: Scene, who: int, pupil: Pupil) -> bool:
    try:
        door.admit(scene.actor(who), Act.SEE_CHILD, pupil.reference, of=Pupil, at=AT)
    except NotFound:
        return False
    return True


def _on_roll(model: Model, who: int, n: int) -> set[Any]:
    """The roles in which somebody sits at the school on whose roll the child is."""
    case = model.world.cases[n]
    return {seat.role for seat in model.seats(who) if seat.place == case.school and case.is_on_roll}


def _opens(model: Model, who: int, n: int) -> bool:
    """The school of the roll; who was let in; the council by a case that is open, overseen or sent to it."""
    area = PLACES[model.world.cases[n].school][0]
    council = any(seat.role in COUNCIL and PLACES[seat.place][0] == area for seat in model.seats(who))
    sent = [r for r in model.world.referrals if r.case == n and r.was_sent and (r.sight is None or r.sight > 0)]
    stands = {standing for standing, _ in model.stands(who, n)}
    by_council = _oversees(model, who, n) or (council and bool(sent) and not model.world.cases[n].is_closed)
    return bool(_on_roll(model, who, n) & SCHOOL) or bool(stands & BY_SHARE) or by_council


def _oversees(model: Model, who: int, n: int) -> bool:
    """The child as they are now, not as they were: while the case is open (decision 39)."""
    return Standing.OVERSEES in {one for one, _ in model.stands(who, n)} and not model.world.cases[n].is_closed


def _owed(model: Model, who: int, n: int) -> set[int]:
    """One's own but for answering an offer, and on a case that one keeps everything that can be met."""
    waits, keeps = (Standing.OFFERED, Standing.INVITED), bool(model.keeps(who, n))
    found = {d for d in model.duties(who) if model.world.duties[d].standing not in waits}
    if keeps:
        found |= {d for d, one in enumerate(model.world.duties) if _can_be_met(model, d) and model.is_open_to(who, one)}
    return {d for d in found if model.world.duties[d].case == n}


def _can_be_met(model: Model, d: int) -> bool:
    one, world = model.world.duties[d], model.world
    if one.share is not None and not world.cases[world.shares[one.share].case].is_on_roll:
        return False
    return world.cases[one.case].is_on_roll or one.standing not in BY_ROLL or one.act in READS_OR_ENDS


def _holds(scene: Scene, who: int, n: int, page: ChildPage) -> None:
    model, world, rows = scene.model, scene.rows.world, scene.rows
    shown = {panel.name: {line.url for line in panel.lines} for panel in page.panels}
    records: dict[str, tuple[list[Any], set[int]]] = {
        "cases": (rows.cases, model.cases(who) & {n}),
        "concerns": (rows.concerns, {c for c in model.concerns(who) if world.concerns[c].case == n}),
        "suspensions": (
            rows.suspensions,
            {s for s, one in enumerate(world.suspensions) if one.case == n and model.told(who, s)},
        ),
        "moves": (rows.moves, {m for m, one in enumerate(world.moves) if one.case == n and model.parties(who, m)}),
    }
    for name, (of, ought) in records.items():
        found = {number for number, row in enumerate(of) if any(row.reference in url for url in shown.get(name, ()))}
        agree("child", f"{who}, {name}", found, ought)
        agree("child", f"{who}, {name}: how many", len(shown.get(name, ())), len(ought))
    duties = {d for d, row in enumerate(rows.duties) if any(one.duty.pk == row.pk for one in page.due.rows)}
    agree("child", f"{who}, duties", duties, _owed(model, who, n))
    entries = [world.entries[e].is_restricted for e in model.entries(who) if world.entries[e].case == n]
    drawn = next((row.table for row in page.picture.rows if row.key == "entries"), [])
    agree("child", f"{who}, entries", sorted(cells.is_restricted for cells in drawn), sorted(entries))
    panel_agrees(scene, who, n, page)
    attendance_on_page(scene, who, n, page)
    signals_on_page(scene, who, n, page)
    family_agrees(scene, who, n, page)
    works_on_page(scene, who, n, page)
    flags = bool(_on_roll(model, who, n) & (LEADS | SAFEGUARDS)) or _oversees(model, who, n)
    agree("child", f"{who}, flags", any(one.what == "UPN" for one in page.head.named), flags)
    working = [one.name for panel in page.panels for one in panel.more.get("works", ())]
    agree("child", f"{who}, virtual head", VIRTUAL_HEAD in working, flags)
    by_share = bool(page.match and page.match.more["matches"])
    agree("child", f"{who}, birthday by a share", by_share, _matches(model, who, n))


def _matches(model: Model, who: int, n: int) -> bool:
    """By a share alone, from the summary on."""
    order = list(Level)
    if _on_roll(model, who, n) & SCHOOL or _was_sent(model, who, n):
        return False
    return any(order.index(share.level) >= order.index(Level.SUMMARY) for share, _ in model.opened(who, n))


def _was_sent(model: Model, who: int, n: int) -> bool:
    without = tuple(share for share in model.world.shares if share.case != n)
    return _opens(Model(replace(model.world, shares=without)), who, n)


class Leaky:
    """The door, without its filter for one kind of record."""

    def __init__(self, model: type[Table]) -> None:
        self.model = model

    def __getattr__(self, name: str) -> Any:
        return getattr(door, name)

    def within(self, model: type[Table], actor: Any, act: Act, at: Any = None) -> Any:
        """Everything of that kind."""
        return model._default_manager.all() if model is self.model else door.within(model, actor, act, at)


def leak(room: Any, model: type[Table]) -> Callable[[pytest.MonkeyPatch], None]:
    """One panel asks past the door."""

    def planted(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(room, "door", Leaky(model))
        prepared.forget()

    return planted


def leak_opening(patch: pytest.MonkeyPatch) -> None:
    """Any case of the area opens its child's page."""
    honest = nouns.noun_of(Case).within
    plant(
        patch,
        Case,
        within=lambda actor, act, at: Case.objects.all() if act is Act.SEE_CHILD else honest(actor, act, at),
    )


def leak_virtual_head(patch: pytest.MonkeyPatch) -> None:
    """Who stands behind a child in care or with a social worker is shown to everybody, which says that it is one."""
    patch.setattr(professionals, "_virtual_head", lambda _: [professionals.Works(VIRTUAL_HEAD, "")])


LEAKS: Leaks = {
    "child, virtual head": (SHOW, leak_virtual_head),
    "child": (SHOW, leak_opening),
    "child, cases": (ABOVE, leak(panels, Case)),
    "child, entries": (SHOW, leak(panels, Entry)),
    "child, concerns": (TWO_AREAS, leak(panels, Concern)),
    "child, suspensions": (ABOVE, leak(suspended, Suspension)),
}
