"""A CSV file read once: what only a reader can see is checked here, and the rest streams on with its line number."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from agencies.imports.tables import Column, Table

CHUNK = 1 << 16
LONGEST = 1 << 24
"""Characters in one cell that are read at all, so that a cell too long for its field is named and not a fault."""
UNREADABLE = re.compile("[\0\udc80-\udcff]")
"""A NUL, and what a byte that is no UTF-8 was read as."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong in one place: the physical line where its row begins, the column (0: the whole row), the words."""

    line: int
    column: int
    words: str
    header: str = ""
    value: str | None = None

    def __str__(self) -> str:
        place = f"line {self.line}"
        if self.column:
            place += f", column {self.column}" + (f" ({self.header})" if self.header else "")
        return f"{place}: {self.words}" if self.value is None else f"{place}: “{_shown(self.value)}” {self.words}"


class Refused(Exception):
    """Nothing of the file was taken over; says which places are bad."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def _shown(value: str) -> str:
    short = value if len(value) <= 40 else value[:39] + "…"
    return "".join(one if one.isprintable() else repr(one)[1:-1].replace("\\udc", "\\x") for one in short)


class Reader:
    """An open file as `copy … from stdin` reads it: line number and trimmed cells of each row; the rest in `problems`.

    UTF-8 with or without a byte order mark, any line ends, quoted cells over several lines, blank lines left out.
    """

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        self.size = path.stat().st_size
        self._bytes = path.open("rb")
        self._text = io.TextIOWrapper(self._bytes, encoding="utf-8-sig", errors="surrogateescape", newline="")
        self._rows = csv.reader(self._lines(), strict=True)
        self._progress = progress
        self._unclean = 0
        self._chunks: Iterator[str] = iter(())
        self._longest = csv.field_size_limit(LONGEST)
        self.problems: list[Problem] = []
        self.rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        csv.field_size_limit(self._longest)
        self._text.close()

    def headers(self) -> list[str]:
        """The first row that is not blank, in small letters; Refused for an empty file or one that is no text."""
        for _, cells in self._good():
            return [cell.lower() for cell in cells]
        raise Refused(*self.problems or [Problem(1, 0, "the file is empty: its first line must name the columns")])

    def columns(self, table: Table, headers: list[str]) -> list[Column]:
        """The table's columns in the file's order; Refused when one is unknown, there twice or missing."""
        line, known = self._rows.line_num, {column.header: column for column in table.columns}
        wrong = [
            Problem(line, place, "is there twice" if name in known else "is not a column of this file", value=name)
            for place, name in enumerate(headers, 1)
            if name not in known or name in headers[: place - 1]
        ]
        lacking = [name for name, column in known.items() if name not in headers and not column.may_lack]
        wrong += [Problem(line, 0, f"the column “{name}” is missing") for name in lacking]
        if wrong:
            raise Refused(*wrong)
        columns = [known[name] for name in headers]
        self._chunks = self._copied(columns)
        return columns

    def read(self, _size: int = -1) -> str:
        """The next piece of what COPY takes, "" at the end; for the driver."""
        if self._progress:
            self._progress(self._bytes.tell(), self.size)
        return next(self._chunks, "")

    def _lines(self) -> Iterator[str]:
        for number, line in enumerate(self._text, 1):
            if UNREADABLE.search(line):
                self._unclean = number
            yield line

    def _good(self) -> Iterator[tuple[int, list[str]]]:
        """Rows that are text, with the line where each begins."""
        while True:
            begins = self._rows.line_num + 1
            try:
                row = next(self._rows)
            except StopIteration:
                return
            except csv.Error as fault:
                self._broken(begins, str(fault))
                continue
            cells = [cell.strip() for cell in row]
            if self._unclean >= begins:
                self._unreadable(begins, cells)
            elif cells not in ([], [""]):
                yield begins, cells

    def _broken(self, begins: int, fault: str) -> None:
        ends = self._rows.line_num
        span = "" if begins == ends else f" from here to line {ends}"
        self.problems.append(Problem(begins, 0, f"quotation marks do not pair{span} ({fault})"))
        self.rows += 1

    def _unreadable(self, begins: int, cells: list[str]) -> None:
        place, cell = next((at, cell) for at, cell in enumerate(cells, 1) if UNREADABLE.search(cell))
        what = "holds a NUL byte" if "\0" in cell else "is not UTF-8 text"
        self.problems.append(Problem(begins, place, what, value=cell))
        self.rows += 1

    def _copied(self, columns: list[Column]) -> Iterator[str]:
        """CSV in pieces; an empty cell is null."""
        piece = io.StringIO()
        write = csv.writer(piece, lineterminator="\n").writerow
        for begins, cells in self._good():
            self.rows += 1
            if len(cells) != len(columns):
                place = min(len(cells), len(columns)) + 1
                name = columns[place - 1].header if place <= len(columns) else ""
                words = f"the row has {len(cells)} columns, the first line names {len(columns)}"
                self.problems.append(Problem(begins, place, words, name))
                continue
            write([begins, *cells])
            if piece.tell() > CHUNK:
                yield piece.getvalue()
                piece.seek(0)
                piece.truncate()
        yield piece.getvalue()
