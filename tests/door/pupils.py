"""Pupils: those on the roll, and which of them a head may suspend."""

import pytest

from agencies.policy import Act
from referrals import door
from referrals.pupils.models import Pupil
from referrals.pupils.querysets import Enrolments
from tests.door.model import HEADS_OF, LEADS, SCHOOL
from tests.door.planting import ABOVE, Leaks
from tests.door.scene import Scene, agree, numbers
from tests.people import AT


def pupils_agree(scene: Scene, who: int) -> None:
    """The pupils on the roll, of which a lead may see and put back what was changed, and which a head may suspend."""
    at = {(s.place, s.role) for s in scene.model.seats(who)}
    changes = ((Act.SEE_CHANGES, LEADS), (Act.PUT_BACK_CHANGE, LEADS))
    for act, roles in ((Act.SEE_PUPIL, SCHOOL), (Act.IMPOSE_SUSPENSION, HEADS_OF), *changes):
        ought = {n for place, role in at if role in roles for n in scene.model.roll(place)}
        found = door.within(Pupil, scene.actor(who), act, AT)
        agree("pupils", f"{who}, {act}", numbers(scene.rows.pupils, found), ought)


def leak_pupils(patch: pytest.MonkeyPatch) -> None:
    """A pupil who has left is still found."""
    patch.setattr(Enrolments, "on", lambda self, day: self.filter(starts_on__lte=day))


LEAKS: Leaks = {"pupils": (ABOVE, leak_pupils)}
