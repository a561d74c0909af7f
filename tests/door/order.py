"""The order of a list, and the date of each row: what somebody's share does not show moves neither."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from django.db import transaction
from django.db.models import Q

from agencies.actors import Actor, SeatFacts
from agencies.policy import Act, Kind, Level, Role, Section
from referrals import door
from referrals.cases.actions import ToldFacts, record_family_told
from referrals.cases.models import Case
from referrals.entries.actions import EntryFacts, add_entry
from referrals.shares.actions import showing, withdraw_share
from referrals.shares.models import CaseShare
from tests import wide
from tests.door.cases import key_in
from tests.door.model import Model
from tests.door.planting import SHOW, Leaks
from tests.door.scene import Scene, agree, asked_by
from tests.door.worlds.shapes import LIVE_SHARE, PEOPLE, SCHOOLS, ShareIn, World
from tests.people import AT

WHOLE = {Level.FULL, Level.RESTRICTED}
Change = tuple[str, Callable[[Case, Actor], None], World, set[int]]
"""In words; the act; the world after it; the places of the agencies with a share that shows it."""


def order_agrees(scene: Scene) -> None:
    """Before and after an act on the first case, whoever reaches it only by shares that do not show it."""
    world = scene.rows.world
    if world.cases[0].is_closed:
        return
    for what, act, after, places in _changes(scene):
        with transaction.atomic():
            case = Case.objects.get(pk=scene.rows.cases[0].pk)
            act(case, _keeper(scene))
            wide.widen()
            for who in PEOPLE:
                with asked_by(scene.actor(who)):
                    found = [(one.changed_at, one.case.pk) for one in door.page(scene.actor(who), Act.SEE_CASE, {})[0]]
                agree("order", f"{who}, {what}", found, _ought(scene, Model(after), who, places))
            transaction.set_rollback(True)
        wide.widen()


def _keeper(scene: Scene) -> Actor:
    school = scene.rows.cases[0].school
    seat = SeatFacts(None, school.pk, school.name, school.authority_id, Kind.SCHOOL, Role.INCLUSION_LEAD)
    return Actor(person_id=scene.rows.stage.people[0].pk, name="Person 0", seats=(seat,))


def _changes(scene: Scene) -> Iterator[Change]:
    world = scene.rows.world
    yield "told the family", _tell, world, set()
    for section in (Section.HOME, Section.HEALTH):
        yield f"wrote of {section}", _writing(section), world, _showing(world, section)
    for n, share in enumerate(world.shares):
        if share.case == 0 and share.fate in LIVE_SHARE and world.cases[0].is_on_roll:
            shares = (*world.shares[:n], replace(share, fate="withdrawn"), *world.shares[n + 1 :])
            after = replace(world, shares=shares)
            yield (
                "withdrew",
                _withdrawing(scene.rows.shares[n]),
                after,
                _showing(after, Section.CASEWORK) | {share.place},
            )
            return


def _showing(world: World, section: Section) -> set[int]:
    return {h.place for h in world.shares if h.case == 0 and h.fate in LIVE_SHARE and _shows(h, section)}


def _shows(share: ShareIn, section: Section) -> bool:
    is_part = share.level is Level.SECTIONS and section in share.sections
    return share.place not in SCHOOLS and (share.level in WHOLE or is_part)


def _ought(scene: Scene, model: Model, who: int, places: set[int]) -> list[tuple[datetime, int]]:
    """The list as it ought to be now: the first case at this instant for its keepers and for these agencies."""
    keys = {n: key_in(scene, model, who, n) for n in model.cases(who)}
    if 0 in keys and (model.keeps(who, 0) or places & {h.place for h, _ in model.opened(who, 0)}):
        keys[0] = AT
    return sorted(((at, scene.rows.cases[n].pk) for n, at in keys.items()), reverse=True)


def _tell(case: Case, by: Actor) -> None:
    record_family_told(case, ToldFacts("yes", told_on=AT.date()), by=by, at=AT)


def _writing(section: Section) -> Callable[[Case, Actor], None]:
    facts = EntryFacts("contact", section.value, "-", "-", AT.date())
    return lambda case, by: add_entry(case, facts, seat=by.seats[0], by=by, at=AT) and None


def _withdrawing(share: CaseShare) -> Callable[[Case, Actor], None]:
    def withdraw(_: Case, by: Actor) -> None:
        fresh = CaseShare.objects.select_related("case__pupil", "case__school", "agency").get(pk=share.pk)
        withdraw_share(fresh, why="-", by=by, at=AT)

    return withdraw


def leak_order(patch: pytest.MonkeyPatch) -> None:
    """An entry moves the list of every receiver, whatever their share shows."""
    patch.setattr(showing, "shows", lambda *_: Q())


LEAKS: Leaks = {"order": (SHOW, leak_order)}
