"""`make bench`: every goal measured, a table, a line of JSON each in tests/bench/out/; exit code 1 on a miss."""

import dataclasses
import json
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from tests import conftest  # noqa: F401  (it sets Django up, before what follows)
from tests.bench import test_imports, test_oracle
from tests.bench.fresh import fresh
from tests.bench.ruler import Measure

HERE = Path(__file__).parent
FAMILIES = (test_imports, test_oracle)
LINE = "{:<18} {:>9} {:>9} {:>9} {:>7} {:>7}  {}"


def main() -> int:
    """Measure, print, keep."""
    goals = tomllib.loads((HERE / "goals.toml").read_text(encoding="utf-8"))
    (HERE / "out").mkdir(exist_ok=True)
    print(LINE.format("goal", "floor ms", "ms", "p95 ms", "ratio", "goal", "what"))
    with fresh() as folder, (HERE / "out" / "measures.jsonl").open("a", encoding="utf-8") as out:
        found = [one for family in FAMILIES for one in family.goals(folder)]
        for one in found:
            goal = goals[one.name]
            figures = (f"{value:.2f}" for value in (one.floor_ms, one.median_ms, one.p95_ms, one.ratio))
            print(LINE.format(one.name, *figures, f"≤ {goal['ratio']}", f"{goal['action']}; floor: {goal['floor']}"))
            out.write(json.dumps(_kept(one)) + "\n")
    missed = [one.name for one in found if one.ratio > goals[one.name]["ratio"]]
    print("Missed: " + ", ".join(missed) if missed else "All goals are met.")
    return bool(missed)


def _kept(one: Measure) -> dict[str, object]:
    return {"at": datetime.now(UTC).isoformat(timespec="seconds"), **dataclasses.asdict(one), "ratio": one.ratio}


if __name__ == "__main__":
    sys.exit(main())
