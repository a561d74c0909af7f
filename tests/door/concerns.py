"""Concerns: their author's, and those of whoever leads at the school."""

from dataclasses import replace
from typing import Any

import pytest

from agencies.policy import Act
from referrals import door
from referrals.concerns.models import Concern
from tests.door.planting import SHOW, Leaks, plant
from tests.door.scene import Scene, children_agree
from tests.door.worlds.shapes import ConcernIn


def concerns_agree(scene: Scene, who: int) -> None:
    """The concerns, as one of the surfaces of a case's children."""
    children_agree(scene, who, Act.SEE_CONCERN, Concern, scene.rows.concerns, scene.model.concerns(who))


def leak_concerns(patch: pytest.MonkeyPatch) -> None:
    """Whoever sees the case of a child reads the concerns about the child."""

    def within(actor: Any, _: Act, __: Any) -> Any:
        return Concern.objects.filter(pupil__in=door.cases(actor, Act.SEE_CASE).values("pupil_id"))

    plant(patch, Concern, within=within)


LEAKS: Leaks = {"children, concerns": (replace(SHOW, concerns=(ConcernIn(0, 0),)), leak_concerns)}
