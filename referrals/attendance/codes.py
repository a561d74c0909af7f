"""The attendance codes of the Department for Education, as data: from when to when each holds, and how it counts."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

import agencies
from agencies.policy import Section

FORM = r"^([A-Z][0-9]?|[/\\#])$"
"""What any code looks like, known or not."""
FILE = Path(agencies.__file__).parent / "data" / "attendance_codes.csv"


class Counts(StrEnum):
    """The statistical class of a mark (data.md 4.4), which is not the grouping that registers print."""

    ATTENDING = "attending"
    AUTHORISED = "authorised"
    UNAUTHORISED = "unauthorised"
    NOT_POSSIBLE = "not_possible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Code:
    """A code while it holds.

    `part`: the part of a child's story that the code tells besides, for whoever reads by the parts of a share.
    """

    code: str
    label: str
    counts: Counts
    is_late: bool = False
    part: Section | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is a code of that day."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


@cache
def codes() -> dict[str, tuple[Code, ...]]:
    """Every code with its rows, in the order of the file."""
    found: dict[str, list[Code]] = defaultdict(list)
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["code"]].append(_code(row))
    return {code: tuple(rows) for code, rows in found.items()}


def _code(row: dict[str, str]) -> Code:
    first, last = (date.fromisoformat(row[name]) if row[name] else None for name in ("valid_from", "valid_to"))
    part = Section(row["part"]) if row["part"] else None
    return Code(row["code"], row["label"], Counts(row["class"]), row["is_late"] == "yes", part, first, last)


def code_of(code: str, day: date) -> Code:
    """The code as it holds on the day of the mark; one that is not known then is kept as sent and counts in nothing."""
    known = next((one for one in codes().get(code, ()) if one.holds(day)), None)
    return known or Code(code, f"Code {code}, which is not known here", Counts.UNKNOWN)


def known_on(day: date) -> list[str]:
    """The codes that hold on a day."""
    return [code for code, rows in codes().items() if any(one.holds(day) for one in rows)]
