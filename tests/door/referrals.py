"""Referrals: the school's own, and the council's once they are sent."""

import pytest

from agencies.policy import Act
from referrals import door
from referrals.referrals.models import Referral
from tests.door.planting import SHOW, Leaks, plant
from tests.door.scene import Scene, children_agree


def referrals_agree(scene: Scene, who: int) -> None:
    """The referrals of cases, as one of the surfaces of a case's children."""
    children_agree(scene, who, Act.SEE_REFERRAL, Referral, scene.rows.referrals, scene.model.referrals(who))


def leak_children(patch: pytest.MonkeyPatch) -> None:
    """The council reads a draft."""
    plant(patch, Referral, within=lambda actor, act, _: Referral.objects.filter(case__in=door.cases(actor, act)))


LEAKS: Leaks = {"children": (SHOW, leak_children)}
