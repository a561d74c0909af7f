"""The door held to the oracle over random worlds, and each planted leak turning it red."""

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.referrals import oracle
from tests.referrals.oracle import Stage, World

pytestmark = pytest.mark.django_db
WORLDS = int(os.environ.get("ORACLE_WORLDS", "40"))
PHASES = [Phase.explicit, Phase.reuse, Phase.generate] + [Phase.shrink] * ("ORACLE_SHRINK" in os.environ)
"""Making a failing world small takes minutes: ask for it with ORACLE_SHRINK=1."""


@pytest.fixture
def stage() -> Stage:
    return oracle.make_stage()


@settings(max_examples=WORLDS, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(world=oracle.worlds())
def test_the_door_is_the_model(stage: Stage, world: World) -> None:
    """`stage` stays through all the worlds; what a world adds is rolled back at its end."""
    oracle.check(world, stage)
