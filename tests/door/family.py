"""Children linked as family: who sees a link, on the child's page too, and who ends it."""

import pytest

from agencies.policy import Act, Level, Role
from interventions.pupil_page.pages.child import ChildPage
from referrals import door
from referrals.family import access
from referrals.family.models import FamilyLink
from tests.door.planting import Leaks, plant
from tests.door.scene import Scene, agree, numbers
from tests.door.worlds.shapes import CaseIn, LinkIn, SeatIn, ShareIn, World


def links_agree(scene: Scene, who: int) -> None:
    """The links that one reads, and those that one ends."""
    for act in (Act.SEE_LINKS, Act.END_LINK):
        found = door.within(FamilyLink, scene.actor(who), act)
        ought = scene.model.linked(who, is_to_end=act is Act.END_LINK)
        agree("family", f"{who}, {act}", numbers(scene.rows.links, found), ought)


def family_agrees(scene: Scene, who: int, n: int, page: ChildPage) -> None:
    """Which other children stand on a child's page."""
    shown = [one.name for panel in page.panels for one in panel.more.get("family", ())]
    world, rows = scene.rows.world, scene.rows
    there = [world.links[link] for link in scene.model.linked(who)]
    sides = [(one.one, one.other) for one in there if not one.is_ended and n in (one.one, one.other)]
    ought = [rows.cases[a if b == n else b].pupil.name for a, b in sides]
    agree("family", f"{who}, on the page", sorted(shown), sorted(ought))


FAMILY = World(
    seats=(
        SeatIn(0, 0, Role.SAFEGUARDING_LEAD),
        SeatIn(1, 3, Role.AGENCY_WORKER),
        SeatIn(2, 4, Role.AGENCY_WORKER),
        SeatIn(3, 2, Role.COUNCIL_OFFICER),
        SeatIn(4, 0, Role.STAFF),
    ),
    cases=(
        CaseIn(0, is_overseen=True),
        CaseIn(0, days=2, name=1, is_overseen=True),
        CaseIn(0, days=3, name=2, leaves=-1),
        CaseIn(1, days=4),
    ),
    working=(0, 1, 2, 3),
    shares=(ShareIn(0, 3, Level.SUMMARY), ShareIn(1, 3, Level.SUMMARY), ShareIn(0, 4, Level.FULL)),
    links=(LinkIn(0, 1), LinkIn(0, 2), LinkIn(1, 3), LinkIn(1, 2, is_ended=True)),
)
"""Two children of one roll, both shared with one agency and one with another; one who left; one at another school."""

MIXED = World(
    seats=(
        SeatIn(0, 0, Role.INCLUSION_LEAD),
        SeatIn(0, 1, Role.INCLUSION_LEAD),
        SeatIn(1, 1, Role.INCLUSION_LEAD),
        SeatIn(1, 2, Role.COUNCIL_OFFICER),
        SeatIn(2, 2, Role.COUNCIL_OFFICER),
    ),
    cases=(
        CaseIn(0, is_overseen=True),
        CaseIn(0, days=2, name=1, is_overseen=True),
        CaseIn(1, days=3, name=2),
        CaseIn(1, days=4, is_overseen=True),
    ),
    links=(LinkIn(0, 1), LinkIn(0, 2), LinkIn(1, 3), LinkIn(2, 3)),
)
"""Two read a link by two standings, and don’t end it: who leads both schools, who leads one and is of the council."""


def leak_one_side(patch: pytest.MonkeyPatch) -> None:
    """Who reaches one of the two sees the link."""
    honest = access._reaches
    either = lambda actor, act, _: FamilyLink.objects.filter(  # noqa: E731
        honest(actor, act, "one_id") | honest(actor, act, "other_id")
    )
    plant(patch, FamilyLink, within=either)


def leak_mix(patch: pytest.MonkeyPatch) -> None:
    """Who reaches the one by a roll and the other by a case, or by two rolls, ends the link."""
    mixed = lambda actor, act, _: FamilyLink.objects.filter(  # noqa: E731
        access._reaches(actor, act, "one_id"), access._reaches(actor, act, "other_id")
    )
    plant(patch, FamilyLink, within=mixed)


LEAKS: Leaks = {"family": (FAMILY, leak_one_side), "family, ended by a mix": (MIXED, leak_mix)}
