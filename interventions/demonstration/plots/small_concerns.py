"""Concerns without a case: answered, new today, or waiting too long."""

from collections.abc import Iterator
from itertools import cycle
from random import Random

from agencies.policy import Role
from interventions.demonstration import themes
from interventions.demonstration.parts import somebody
from interventions.demonstration.plots import steps
from interventions.demonstration.stage import Stage, Story
from referrals.pupils.models import Pupil


def small_concerns(stage: Stage, children: dict[str, list[Pupil]]) -> Iterator[Story]:
    """Some answered, some new today, some that have waited too long; Alder Hythe has its own."""
    keys = cycle([key for key in children if key != "alder"])
    for ago in ANSWERED:
        key = next(keys)
        yield _answered_concern(stage, key, children[key].pop(), ago, Random(stage.chance.random()))
    for ago, worry in WAITING:
        key = next(keys)
        yield _waiting_concern(stage, key, children[key].pop(), ago, worry, Random(stage.chance.random()))


ANSWERED = (3, 5, 8, 11, 14, 18, 23, 31, 40)
WAITING = ((0, 1), (0, 2), (0, 3), (1, 2), (1, 1), (2, 2), (3, 2), (4, 1), (1, 3))
"""School days ago, and how worried: after two school days it is late, and after the same day when very worried."""


def _answered_concern(stage: Stage, key: str, pupil: Pupil, ago: int, chance: Random) -> Story:
    scene = yield stage.days.school(key, ago, steps.hour(chance))
    fact = chance.choice(themes.SMALL_FACTS).format(name=pupil.first_name)
    concern = scene.log_concern(somebody(key, Role.STAFF), pupil, fact, ("upset",), worry=1)
    scene = yield stage.days.school(key, ago - 1, "16:00")
    reply = chance.choice(themes.DISMISSED).format(name=pupil.first_name)
    scene.dismiss_concern(somebody(key, Role.INCLUSION_LEAD), concern, reply)


def _waiting_concern(stage: Stage, key: str, pupil: Pupil, ago: int, worry: int, chance: Random) -> Story:
    clock = steps.hour(chance)
    scene = yield stage.days.school(key, ago, clock) if ago else stage.days.today_at(clock)
    fact = chance.choice(themes.SMALL_FACTS).format(name=pupil.first_name)
    scene.log_concern(somebody(key, Role.STAFF), pupil, fact, ("other",), worry)
