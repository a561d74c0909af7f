"""The table of ASVS: no number is missing, doubled or without an answer, and what it names exists."""

import ast
import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from tests.house.test_citations import FOLDERS, QUOTED, ROOT

PAGE = (ROOT / "docs/asvs.md").read_text(encoding="utf-8")
IN_CHAPTERS = (27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7)
"""How many requirements of levels 1 and 2 each chapter of ASVS 5.0.0 has."""
MOST_WORDS = 14
NOT_MET, NO_NEED, NOT_SHOWN = "NOT MET", "does not apply", "not shown"
OPEN = re.compile(rf"^({NOT_MET}|{NOT_SHOWN}) \((\d+)\).*:\n([\d.,\s]+)\.$", re.MULTILINE)


class Row(NamedTuple):
    """One requirement: number, what is asked, how it is met, and which tests show it."""

    number: str
    asked: str
    how: str
    shown: str

    @property
    def place(self) -> tuple[int, ...]:
        """Its number, to be compared."""
        return tuple(map(int, self.number.split(".")))

    @property
    def says(self) -> str:
        """What the row comes to, or nothing."""
        if self.how.startswith((f"{NOT_MET}: ", f"{NO_NEED}: ")):
            return self.how.partition(":")[0]
        return NOT_SHOWN if NOT_SHOWN in self.shown else "shown" if "::test_" in self.shown else ""


def rows() -> list[Row]:
    """The rows of all chapters, as they stand."""
    return [Row(*line[2:-2].split(" | ")) for line in PAGE.splitlines() if re.match(r"\| \d", line)]


@cache
def defined(path: str) -> frozenset[str]:
    """The functions of a file; those of a class with its name before them."""
    found = set()
    for top in ast.parse((ROOT / path).read_text(encoding="utf-8")).body:
        if isinstance(top, ast.ClassDef):
            found |= {f"{top.name}::{one.name}" for one in top.body if isinstance(one, ast.FunctionDef)}
        elif isinstance(top, ast.FunctionDef):
            found.add(top.name)
    return frozenset(found)


def missing(text: str) -> list[str]:
    """The files and tests in backticks that are not there."""
    named = [one for one in QUOTED.findall(text) if one.partition("/")[0] in FOLDERS]
    parts = [(one, *one.partition("::")[::2]) for one in named]
    return [one for one, path, test in parts if not (ROOT / path).exists() or (test and test not in defined(path))]


def test_what_the_table_names_exists() -> None:
    assert missing(PAGE) == []


def test_what_is_not_there_is_found() -> None:
    there = ["tests/house/test_asvs.py::test_what_is_not_there_is_found", "inclusion/settings.py", "text/plain"]
    lost = ["tests/house/test_asvs.py::test_nothing", "inclusion/nothing.py", "tests/nothing.py::test_nothing"]
    assert missing(" ".join(f"`{one}`" for one in there + lost)) == lost


def test_the_numbers_are_in_order_and_no_chapter_lacks_one() -> None:
    places = [row.place for row in rows()]
    assert [one for one in pairwise(places) if one[0] >= one[1]] == []
    chapters = range(1, len(IN_CHAPTERS) + 1)
    assert [sum(chapter == place[0] for place in places) for chapter in chapters] == list(IN_CHAPTERS)
    assert re.findall(r"^## V(\d+)\.", PAGE, re.MULTILINE) == [str(chapter) for chapter in chapters]


def test_each_row_has_an_answer_in_few_words_of_ours() -> None:
    assert [row.number for row in rows() if not row.says] == []
    assert [row.number for row in rows() if len(row.asked.split()) > MOST_WORDS] == []
    assert [row.number for row in rows() if row.says == NO_NEED and row.shown != "—"] == []


def test_the_lists_at_the_end_are_those_of_the_table() -> None:
    said = {word: (int(count), re.findall(r"[\d.]*\d", numbers)) for word, count, numbers in OPEN.findall(PAGE)}
    for word in (NOT_MET, NOT_SHOWN):
        numbers = [row.number for row in rows() if row.says == word]
        assert said[word] == (len(numbers), numbers)
