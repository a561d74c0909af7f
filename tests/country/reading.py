"""What a page reads: each of its statements with its plan, as run by the application's role under its policies."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tests.country.world import BIG

Node = dict[str, Any]


@dataclass(frozen=True)
class Read:
    """One statement and its plan, as run."""

    sql: str
    plan: Node

    @property
    def buffers(self) -> int:
        """The pages of tables and indexes that it touched."""
        return int(self.plan["Shared Hit Blocks"] + self.plan["Shared Read Blocks"])

    @property
    def nodes(self) -> list[Node]:
        """Every node of the plan."""
        return list(_nodes(self.plan))

    @property
    def rows(self) -> int:
        """How many rows its scans of big tables read, those that a filter then dropped among them."""
        return round(sum(_read(node) for node in self.nodes if node.get("Relation Name") in BIG))

    @property
    def whole(self) -> set[str]:
        """The big tables that it reads from end to end."""
        return {n["Relation Name"] for n in self.nodes if n["Node Type"] == "Seq Scan" and n["Relation Name"] in BIG}

    @property
    def sorted_rows(self) -> int:
        """The most rows that a sort of it took in."""
        sorts = [n for n in self.nodes if n["Node Type"] in ("Sort", "Incremental Sort")]
        return max(
            (round(below["Actual Rows"] * below["Actual Loops"]) for n in sorts for below in n["Plans"]), default=0
        )


def _nodes(plan: Node) -> Iterator[Node]:
    yield plan
    for child in plan.get("Plans", []):
        yield from _nodes(child)


def _read(node: Node) -> float:
    removed = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return float((node["Actual Rows"] + removed) * node["Actual Loops"])


@contextmanager
def reading() -> Iterator[list[Read]]:
    """The statements inside the block with their plans; of one that writes, the plan is of a run that is undone."""
    found: list[Read] = []

    def explained(run: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        word = sql.lstrip(" (").split(" ", 1)[0].lower()
        if many or word not in ("select", "with", "update", "delete", "insert") or "set_config" in sql:
            return run(sql, params, many, context)
        with connection.connection.cursor() as cursor:
            cursor.execute("savepoint explained")
            cursor.execute(f"explain (analyze, buffers, format json) {sql}", params)
            plan = cursor.fetchone()[0]
            cursor.execute("rollback to savepoint explained")
        found.append(Read(sql, (plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"]))
        return run(sql, params, many, context)

    with connection.execute_wrapper(explained):
        yield found


def hold(reads: list[Read], *, buffers: int, rows: int) -> None:
    """Hold statements to a number of buffers together and of rows each, and to no big table read from end to end."""
    assert not [read.sql for read in reads if read.whole]
    assert max(read.rows for read in reads) <= rows, max(reads, key=lambda read: read.rows).sql
    assert sum(read.buffers for read in reads) <= buffers
