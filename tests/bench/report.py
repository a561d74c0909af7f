"""`make bench`: every goal measured, a table, a line of JSON each in tests/bench/out/; exit code 1 on a miss."""

import dataclasses
import json
import logging
import os
import sys
import tomllib
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests import conftest  # noqa: F401  (it sets Django up, before what follows)
from tests.bench import (
    test_acts,
    test_attendance,
    test_imports,
    test_lists,
    test_oracle,
    test_pages,
    test_search,
    test_signals,
)
from tests.bench.fresh import fresh
from tests.bench.ruler import Measure
from tests.bench.spoilers import SPOILERS
from tests.bench.world import SIZES, world

HERE = Path(__file__).parent
OUT = HERE / "out" / "measures.jsonl"
EMPTY = (test_imports, test_attendance, test_signals, test_oracle)
"""Families that begin with an empty service."""
IN_THE_WORLD = (test_lists, test_pages, test_search, test_acts)
"""Families that ask the world of one size."""
LINE = "{:<22} {:>9} {:>9} {:>9} {:>7} {:>9} {:>9} {:>7} {:>5}  {}"
HEAD = ("goal", "floor ms", "ms", "p95 ms", "ratio", "buffers", "of floor", "growth", "asked", "what")
SMALLEST = next(iter(SIZES))


def main() -> int:
    """Measure, print, keep."""
    goals = tomllib.loads((HERE / "goals.toml").read_text(encoding="utf-8"))
    OUT.parent.mkdir(exist_ok=True)
    logging.disable(logging.CRITICAL)
    size, only = os.environ.get("SIZE", ""), [word for word in os.environ.get("ONLY", "").split(",") if word]
    before = _smallest()
    print(LINE.format(*HEAD))
    missed = []
    with OUT.open("a", encoding="utf-8") as out:
        for one in _asked(size, only) if size else _from_empty():
            goal, growth = goals[one.name.partition(".")[0]], one.buffers / before.get(one.name, one.buffers or 1)
            trouble = _misses(one, goal, growth)
            missed += [f"{one.name}: {trouble}"] if trouble else []
            print(LINE.format(one.name, *_figures(one), f"{growth:.2f}", one.statements, trouble or goal["action"]))
            out.write(json.dumps({"size": size, **_kept(one)}) + "\n")
    print("Missed:\n  " + "\n  ".join(missed) if missed else "All goals are met.")
    return bool(missed)


def _from_empty() -> Iterator[Measure]:
    with fresh() as folder:
        for family in EMPTY:
            yield from family.goals(folder)


def _asked(size: str, only: list[str]) -> Iterator[Measure]:
    spoiled = SPOILERS.get(os.environ.get("SPOIL", ""), nullcontext)
    with world(size) as made, spoiled(made):
        for family in IN_THE_WORLD:
            for number, goal in family.GOALS.items():
                if not only or number in only:
                    yield from goal(made)


def _misses(one: Measure, goal: dict[str, Any], growth: float) -> str:
    """What of the goal the measure misses, in words; a goal names the limits that it has."""
    found = {
        "ratio": one.ratio,
        "buffers": one.buffers_ratio,
        "most": one.buffers,
        "growth": growth,
        "statements": one.statements,
    }
    late = ["timed out"] if one.facts.get("timed_out") else []
    return ", ".join(
        late + [f"{name} {value:.2f} > {goal[name]}" for name, value in found.items() if value > goal.get(name, value)]
    )


def _figures(one: Measure) -> Iterator[str]:
    yield from (f"{value:.2f}" for value in (one.floor_ms, one.median_ms, one.p95_ms, one.ratio))
    yield from (str(one.buffers), f"{one.buffers_ratio:.1f}")


def _smallest() -> dict[str, int]:
    """The buffers of each measure when the smallest world was last asked."""
    lines = OUT.read_text(encoding="utf-8").splitlines() if OUT.exists() else []
    kept = [json.loads(line) for line in lines]
    return {one["name"]: one["buffers"] for one in kept if one.get("size") == SMALLEST and one["buffers"]}


def _kept(one: Measure) -> dict[str, object]:
    return {"at": datetime.now(UTC).isoformat(timespec="seconds"), **dataclasses.asdict(one), "ratio": one.ratio}


if __name__ == "__main__":
    sys.exit(main())
