"""A CSV file read once: what only a reader can see is checked here, and the rest streams on with its line number."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from agencies.register.imports.tables import Column, Table

CHUNK = 1 << 16
LONGEST = 1 << 24
"""Characters in one cell that are read at all, so that a cell too long for its field is named and not a fault."""
UNREADABLE = re.compile("[\0\udc80-\udcff]")
"""A NUL, and what a byte that is no UTF-8 was read as."""
SPECIAL = ('"', " ,", ", ", "\t", "\0", "\v", "\f")
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

    UTF-8 with or without a byte order mark, any line ends, quoted cells over several lines, blank lines left out. A
    table as published may be in Windows-1252.
    """

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        self.size = path.stat().st_size
        self._bytes = path.open("rb")
        self._text = io.TextIOWrapper(self._bytes, encoding="utf-8-sig", errors="surrogateescape", newline="")
        self._progress = progress
        self._is_published = False
        self._lines = map(self._repaired, self._text)
        self._line = 0
        self._names: list[str] = []
        self._chunks: Iterator[str] = iter(())
        self._longest = csv.field_size_limit(LONGEST)
        self.problems: list[Problem] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        csv.field_size_limit(self._longest)
        self._text.close()

    def headers(self) -> list[str]:
        """The first row that is not blank, in small letters; Refused for an empty file or one that is no text."""
        for _, _, text in self._good():
            return next(csv.reader([text.lower()]))
        raise Refused(*self.problems or [Problem(1, 0, "the file is empty: its first line must name the columns")])

    def columns(self, table: Table, headers: list[str]) -> list[Column]:
        """The table's columns in the file's order; Refused when one is unknown, there twice or missing."""
        known = {column.header: column for column in table.columns}
        wrong = list(self.problems) + [
            Problem(self._line, place, "is there twice" if name in known else "is no column of this table", value=name)
            for place, name in enumerate(headers, 1)
            if (name not in known and not table.is_published) or (name in known and name in headers[: place - 1])
        ]
        wrong += [Problem(self._line, 0, f"the column “{name}” is missing") for name in table.lacking(headers)]
        if wrong:
            raise Refused(*wrong)
        read = {column.field: column for column in reversed(table.columns) if column.header in headers}
        columns = [known[name] if known.get(name) in read.values() else Column(name) for name in headers]
        self._names, self._is_published = headers, table.is_published
        self._chunks = self._copied(columns)
        return columns

    def read(self, _size: int = -1) -> str:
        """The next piece of what COPY takes, "" at the end; for the driver."""
        if self._progress:
            self._progress(self._bytes.tell(), self.size)
        return next(self._chunks, "")

    def _good(self) -> Iterator[tuple[int, int, str]]:
        """Rows that can be read: the line where each begins, how many cells it has, and the trimmed cells as CSV."""
        for line in self._lines:
            self._line += 1
            begins, text = self._line, line.rstrip("\r\n")
            if _is_plain(text):
                if text:
                    yield begins, text.count(",") + 1, text
            elif cells := self._parsed(line, begins):
                yield begins, len(cells), _written(cells)

    def _repaired(self, line: str) -> str:
        """The line; of a file as published what is no UTF-8 is Windows-1252, where it is that."""
        if not self._is_published or line.isascii() or not UNREADABLE.search(line):
            return line
        try:
            return line.encode("utf-8", "surrogateescape").decode("cp1252")
        except UnicodeDecodeError:
            return line

    def _parsed(self, line: str, begins: int) -> list[str]:
        """The cells of a row that begins here and may go on over more lines; none where it is blank or a problem."""
        try:
            cells = [cell.strip() for cell in next(csv.reader(self._from(line), strict=True))]
        except csv.Error as fault:
            span = "" if begins == self._line else f" from here to line {self._line}"
            what = "a cell is too long to read" if "limit" in str(fault) else "quotation marks do not pair"
            self.problems.append(Problem(begins, 0, f"{what}{span} ({fault})"))
            return []
        for place, cell in enumerate(cells, 1):
            if UNREADABLE.search(cell):
                what = "holds a NUL byte" if "\0" in cell else "is not UTF-8 text"
                self.problems.append(Problem(begins, place, what, self._name_of(place), cell))
                return []
        return cells if cells != [""] else []

    def _name_of(self, place: int) -> str:
        return self._names[place - 1] if place <= len(self._names) else ""

    def _from(self, line: str) -> Iterator[str]:
        yield line
        for more in self._lines:
            self._line += 1
            yield more

    def _copied(self, columns: list[Column]) -> Iterator[str]:
        """CSV in pieces, each row behind its line number; an empty cell is null."""
        piece, size = [], 0
        for begins, width, text in self._good():
            if width != len(columns):
                place = min(width, len(columns)) + 1
                words = f"the row has {width} columns, the first line names {len(columns)}"
                self.problems.append(Problem(begins, place, words, self._name_of(place)))
                continue
            piece.append(f"{begins},{text}\n")
            size += len(text)
            if size > CHUNK:
                yield "".join(piece)
                piece, size = [], 0
        yield "".join(piece)


def _is_plain(line: str) -> bool:
    """Whether the text is CSV that PostgreSQL reads as Python's reader would, with nothing to trim: most lines are."""
    return line.isascii() and line == line.strip() and not any(mark in line for mark in SPECIAL)


def _written(cells: list[str]) -> str:
    row = io.StringIO()
    csv.writer(row, lineterminator="\r\n").writerow(cells)  # it quotes a line end of these two kinds alone
    return row.getvalue().removesuffix("\r\n")
