"""The door held to the oracle over random worlds, and each planted leak turning it red."""

import os
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings

from agencies.acting.nouns import BY_KIND
from agencies.policy import STANDINGS, Act, Standing
from interventions.term_reports.models import TermReport
from tests.door import oracle
from tests.door.arrivals import ARRIVAL_ACTS
from tests.door.attendance import ATTENDED
from tests.door.case_page import TOLD_BY_TWO
from tests.door.contacts import AROUND
from tests.door.documents import ATTACHED
from tests.door.family import FAMILY
from tests.door.given_tasks import TASKS
from tests.door.machines import SEEING
from tests.door.moves import MOVE_ACTS
from tests.door.planting import ABOVE, LEFT, SHOW, TWO_AREAS
from tests.door.scene import SEEN
from tests.door.suspensions import SUSPENSION_ACTS
from tests.door.worlds.drawing import worlds
from tests.door.worlds.shapes import World
from tests.door.worlds.stage import Stage, make_stage

pytestmark = pytest.mark.django_db
WORLDS = int(os.environ.get("ORACLE_WORLDS", "4"))
EXPLORES = "ORACLE_WORLDS" in os.environ
"""`make oracle` draws other worlds each time; `make test` the same ones, so that what it says is of the change."""
PHASES = [Phase.explicit, Phase.reuse, Phase.generate] + [Phase.shrink] * ("ORACLE_SHRINK" in os.environ)
"""Making a failing world small takes minutes: ask for it with ORACLE_SHRINK=1."""


@pytest.fixture
def stage() -> Stage:
    return make_stage()


@pytest.fixture
def nothing_passes_by_being_empty() -> Iterator[None]:
    """Over the whole run somebody saw something on every surface, and something of another authority."""
    SEEN.clear()
    yield
    missing = oracle.MUST_BE_SEEN - SEEN
    assert not missing, f"Nobody in any world saw: {sorted(missing)}"


@settings(max_examples=WORLDS, phases=PHASES, derandomize=not EXPLORES, suppress_health_check=list(HealthCheck))
@example(SHOW)
@example(ABOVE)
@example(TWO_AREAS)
@example(LEFT)
@example(AROUND)
@example(ATTENDED)
@example(TOLD_BY_TWO)
@example(ATTACHED)
@example(FAMILY)
@example(TASKS)
@given(world=worlds())
def test_the_door_is_the_model(stage: Stage, nothing_passes_by_being_empty: None, world: World) -> None:
    """`stage` stays through all the worlds; what a world adds is rolled back at its end.

    The worlds of the leaks are among them: right without the leaks, and on every surface somebody sees something.
    """
    oracle.check(world, stage)


def test_the_tables_of_the_oracle_and_of_the_law_say_the_same_of_moves_and_suspensions() -> None:
    """The random worlds then need not try every act on every record."""
    known = MOVE_ACTS | SUSPENSION_ACTS | ARRIVAL_ACTS
    assert {act: set(STANDINGS[act]) for act in known} == known
    of_these = {act for act in Act if STANDINGS[act] & {Standing.NOTIFIED} or act.endswith("_move")}
    assert of_these - {Act.PROPOSE_MOVE} <= set(known)


def test_the_oracle_knows_every_noun_of_a_child() -> None:
    """A noun that the oracle does not know could leak and nothing would turn red."""
    nouns = [noun for noun in BY_KIND.values() if not noun.model.__module__.startswith("agencies.")]
    of_a_child = [noun for noun in nouns if noun.model is not TermReport]
    assert {noun.model: noun.see for noun in of_a_child} == SEEING
    rooms = {noun.model.__module__.split(".")[1] for noun in of_a_child}
    assert {room for room in rooms if find_spec(f"tests.door.{room}") is None} == set()


@pytest.mark.parametrize("leak", oracle.LEAKS)
def test_each_planted_leak_is_caught(leak: str, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    world, plant = oracle.LEAKS[leak]
    plant(monkeypatch)
    with pytest.raises(AssertionError, match=f"^{leak.split(', ')[0]}: "):
        oracle.check(world, stage, plant.__module__)
