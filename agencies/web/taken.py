"""A list as it leaves the service: the columns and rows that its page shows to this reader, and how many."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from agencies.actors import Actor
from agencies.web.narrowing import Asked
from agencies.words import count_words

MOST_TAKEN, MOST_COUNTED = 2_000, 200
"""So many rows leave at once; so many are counted on a page."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The rows of a list as text, each with the reference of what it shows; `is_cut` where there are more."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    shown: list[str]
    is_cut: bool

    @property
    def lines(self) -> list[list[tuple[str, str]]]:
        """The rows, each cell with the name of its column."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


Take = Callable[[Actor, datetime, Asked], Taken]


def counted(found: int, one: str, many: str = "") -> str:
    """How many there are, of those that were counted: "3 cases", "more than 200 cases"."""
    words = count_words(min(found, MOST_COUNTED), one, many)
    return words if found <= MOST_COUNTED else f"more than {words}"
