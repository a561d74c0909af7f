"""Professionals around a child: who reads of whom, on the child's page too, and who ends it."""

import pytest

from agencies.policy import Act, Level
from interventions.pupil_page.pages.child import ChildPage
from referrals import door
from referrals.professionals import access as professionals
from referrals.professionals.models import Professional
from tests.door.family import FAMILY
from tests.door.planting import Leaks
from tests.door.scene import Scene, agree, numbers


def works_agree(scene: Scene, who: int) -> None:
    """The professionals of whom one reads, and those whom one ends."""
    for act in (Act.SEE_PROFESSIONALS, Act.END_PROFESSIONAL):
        found = door.within(Professional, scene.actor(who), act)
        ought = scene.model.works(who, is_to_end=act is Act.END_PROFESSIONAL)
        agree("works", f"{who}, {act}", numbers(scene.rows.working, found), ought)


def works_on_page(scene: Scene, who: int, n: int, page: ChildPage) -> None:
    """Which professionals stand on a child's page."""
    works = [one.name for panel in page.panels for one in panel.more.get("works", ()) if one.name.startswith("Nurse")]
    here = [f"Nurse {p}" for p in scene.model.works(who) if scene.rows.world.working[p] == n]
    agree("works", f"{who}, on the page", sorted(works), sorted(here))


def leak_works(patch: pytest.MonkeyPatch) -> None:
    """Any share shows who works with the child."""
    patch.setattr(professionals, "WHOLE", list(Level))


LEAKS: Leaks = {"works": (FAMILY, leak_works)}
