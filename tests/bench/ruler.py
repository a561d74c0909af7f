"""The ruler: a floor and an action in turns, in one run, so that a busy machine slows both alike."""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

TIMES = int(os.environ.get("TIMES", "15"))
"""Rounds of each measure; fewer for a quick look."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Milliseconds: medians of the floor and of the action, the action's 95th centile, and their ratio."""

    name: str
    floor_ms: float
    median_ms: float
    p95_ms: float
    rounds: int
    facts: dict[str, int]

    @property
    def ratio(self) -> float:
        """The median of the action over the median of the floor."""
        return self.median_ms / self.floor_ms


def measure(
    name: str,
    floor: Callable[[], None],
    action: Callable[[], None],
    before: Callable[[], None],
    *,
    times: int = TIMES,
    **facts: int,
) -> Measure:
    """Time both in turns; `before` each pair puts the world back, and one round ahead warms up."""
    floors, actions = [], []
    for _ in range(times + 1):
        before()
        floors.append(_ms(floor))
        actions.append(_ms(action))
    floors, actions = floors[1:], sorted(actions[1:])
    p95 = actions[min(len(actions) - 1, round(len(actions) * 0.95))]
    return Measure(name, statistics.median(floors), statistics.median(actions), p95, times, facts)


def _ms(doing: Callable[[], None]) -> float:
    begun = time.perf_counter()
    doing()
    return (time.perf_counter() - begun) * 1000
