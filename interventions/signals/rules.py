"""The rules of the signals, as data: what each looks at, its limits, what it says and does not (data.md 7.3)."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import agencies

FILE = Path(agencies.__file__).parent / "data" / "signals.csv"
STRENGTH, NO_SOURCE = "strength", "no source"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `key` tells two steps of one rule apart. `rule`: when it is on, in words, with its limits.

    `is_worked_out`: False where nothing that it looks at is kept here yet.
    """

    key: str
    code: str
    is_strength: bool
    title: str
    rule: str
    window: str
    says: str
    says_not: str
    source: str
    is_worked_out: bool
    limits: Mapping[str, int] = field(hash=False)


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its key, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["key"]: _rule(row) for row in csv.DictReader(file)}


def _rule(row: dict[str, str]) -> Rule:
    limits = dict(one.split("=") for one in row["limits"].split(";") if one)
    row["rule"] = row["rule"].format(**limits)
    return Rule(
        **{name: row[name] for name in ("key", "code", "title", "rule", "window", "says", "says_not", "source")},
        is_strength=row["kind"] == STRENGTH,
        is_worked_out=row["status"] != NO_SOURCE,
        limits={name: int(value) for name, value in limits.items()},
    )
