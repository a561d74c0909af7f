"""The ruler: a floor and an action in turns, in one run, so that load slows both alike; and what they read."""

import json
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, transaction

from inclusion.embedded.postgres import APPLICATION, OF_THE_APPLICATION

TIMES = int(os.environ.get("TIMES", "15"))
"""Rounds of each measure; fewer for a quick look."""
Clock = Callable[[], float]
"""Of the wall, or of what this process has used of a core."""
EXPLAINED = {
    "log_min_duration": "-1",
    "log_analyze": "on",
    "log_buffers": "on",
    "log_timing": "off",
    "log_format": "json",
    "log_level": "notice",
}
ENTERING = "set_config('inclusion.at'"
ROLES = [APPLICATION]
"""As whom the session goes on; the last is now."""
LOOK = "reset session authorization; set auto_explain.log_min_duration = {}; set session authorization {}"


@dataclass(frozen=True, slots=True)
class Seen:
    """What was asked of the database: each statement's plan as it ran. BEGIN, SAVEPOINT and the like have none."""

    plans: list[dict[str, Any]]

    @property
    def statements(self) -> int:
        """How many, without the one that sets clock and bounds."""
        return sum(ENTERING not in one["Query Text"] for one in self.plans)

    @property
    def buffers(self) -> int:
        """Pages of 8 KB that they touched, found in memory or not; of each statement the sum at its root."""
        return sum(one["Plan"]["Shared Hit Blocks"] + one["Plan"]["Shared Read Blocks"] for one in self.plans)

    def nodes(self) -> Iterator[dict[str, Any]]:
        """Every node of every plan."""
        return (node for one in self.plans for node in _below(one["Plan"]))


def _below(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", []):
        yield from _below(child)


@dataclass(frozen=True, slots=True)
class Measure:
    """Milliseconds: medians of floor and action, the action's 95th centile, and their ratio; what was read."""

    name: str
    floor_ms: float
    median_ms: float
    p95_ms: float
    rounds: int
    facts: dict[str, int]
    floor_buffers: int = 0
    buffers: int = 0
    statements: int = 0

    @property
    def ratio(self) -> float:
        """The median of the action over the median of the floor."""
        return self.median_ms / self.floor_ms

    @property
    def buffers_ratio(self) -> float:
        """The action's buffers over the floor's; of a list, for each standing."""
        return self.buffers / max(self.floor_buffers, 1) / self.facts.get("standings", 1)


def become_the_application(connection: Any, **_: Any) -> None:
    """A superuser's session goes on as the application's role, with its limits, and can be told to explain itself."""
    if connection.alias != DEFAULT_DB_ALIAS:
        return
    with connection.connection.cursor() as cursor:
        cursor.execute("load 'auto_explain'")
        for name, value in {f"auto_explain.{key}": value for key, value in EXPLAINED.items()}.items():
            cursor.execute(f"set {name} = '{value}'")
        for name, value in OF_THE_APPLICATION.items():
            cursor.execute(f"set {name} = '{value}'")
        cursor.execute(f"set session authorization {APPLICATION}")


@contextmanager
def as_role(role: str) -> Iterator[None]:
    """The session as another of the service's roles: the worker's ticks see other rows than the application."""
    connection.ensure_connection()
    _be(role, explained=False)
    ROLES.append(role)
    try:
        yield
    finally:
        ROLES.pop()
        _be(ROLES[-1], explained=False)


def _be(role: str, *, explained: bool) -> None:
    """Outside Django's own cursors, so that no count of statements has it."""
    with connection.connection.cursor() as cursor:
        cursor.execute(LOOK.format(0 if explained else -1, role))


@contextmanager
def _explained() -> Iterator[list[str]]:
    connection.ensure_connection()
    raw, notices = connection.connection, Notices()
    kept, raw.notices = raw.notices, notices
    try:
        _be(ROLES[-1], explained=True)
        notices.clear()
        yield notices
    finally:
        _be(ROLES[-1], explained=False)
        raw.notices = kept


class Notices(list[str]):
    """What psycopg keeps of the server's messages: all of them, where its own list forgets after fifty."""


def seen(action: Callable[[], object]) -> Seen:
    """Do it once, outside any transaction, and give every plan."""
    with _explained() as notices:
        action()
        plans = [json.loads(text.partition("plan:")[2]) for text in notices if "plan:" in text]
    return Seen(plans[:-1] if plans and "session authorization" in plans[-1].get("Query Text", "") else plans)


def measure(
    name: str,
    floor: Callable[[], object],
    action: Callable[[], object],
    before: Callable[[], None] = lambda: None,
    *,
    times: int = TIMES,
    clock: Clock = time.perf_counter,
    **facts: int,
) -> Measure:
    """Time both in turns; `before` each pair puts the world back, and one round ahead warms up."""
    floors, actions = [], []
    for _ in range(times + 1):
        before()
        floors.append(_ms(floor, clock))
        actions.append(_ms(action, clock))
    floors, actions = floors[1:], sorted(actions[1:])
    p95 = actions[min(len(actions) - 1, round(len(actions) * 0.95))]
    return Measure(name, statistics.median(floors), statistics.median(actions), p95, times, facts)


def weigh(
    name: str,
    floor: Callable[[], object],
    action: Callable[[], object],
    *,
    times: int = TIMES,
    clock: Clock = time.perf_counter,
    **facts: int,
) -> Measure:
    """Time both, and look at what they read; an action that the statement timeout ends has no figure but that."""
    try:
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            found = measure(name, floor, action, times=times, clock=clock, **facts)
            below, here = seen(floor), seen(action)
    except OperationalError:
        return Measure(name, 1, float("inf"), float("inf"), 0, {**facts, "timed_out": 1})
    read = {"floor_buffers": below.buffers, "buffers": here.buffers, "statements": here.statements}
    return Measure(name, found.floor_ms, found.median_ms, found.p95_ms, found.rounds, facts, **read)


def _ms(doing: Callable[[], object], clock: Clock) -> float:
    begun = clock()
    doing()
    return (clock() - begun) * 1000
