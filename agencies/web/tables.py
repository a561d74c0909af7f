"""Tables as files: the text of one that comes in, and CSV that a spreadsheet opens as text for one that leaves."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpResponse

from agencies import characters

FORMULA = ("=", "+", "-", "@", "\t", "\r")
MOST_BYTES = 900_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000
UNREADABLE = "A character in line {line} can’t be read. Save the file as “CSV UTF-8” and choose it again."
BROKEN = "This table can’t be read: a quotation mark is open to its end, or a cell is far too long."


class NotATable(ValueError):
    """The file as a whole can't be taken: the words say why."""


def text_of(data: bytes) -> str:
    """A file's text: UTF-16 with its mark, UTF-8, else Windows-1252; UnicodeDecodeError where it is none of them."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def decoded(data: bytes) -> str:
    """The text of a file as `text_of` reads it; `NotATable` names the line of a byte that is none of them."""
    try:
        return text_of(data)
    except UnicodeDecodeError as wrong:
        at = data.count(b"\n", 0, wrong.start) + 1
        raise NotATable(UNREADABLE.format(line=at)) from wrong


def numbered_rows(text: str, most: int, too_many: str) -> Iterator[tuple[int, list[str]]]:
    """Each line that says something, with its number in the file; `NotATable`, with `too_many` past so many."""
    first = next((line for line in re.split(r"[\r\n]+", text) if line.strip()), "")
    split = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=None), delimiter=split, strict=True)
    before, n = 0, 0
    try:
        for cells in reader:
            number, before = before + 1, reader.line_num
            if len(cells) > MOST_COLUMNS or any(len(cell) > LONGEST_CELL for cell in cells):
                raise NotATable(BROKEN)
            if any(cell.strip() for cell in cells):
                n += 1
                if n > most + 2:
                    raise NotATable(too_many)
                yield number, cells
    except csv.Error as wrong:
        raise NotATable(BROKEN) from wrong


def heading(cell: str) -> str:
    """The words of a heading in small letters, without *child* or *pupil* before them."""
    words = re.sub(r"[^a-z]+", " ", characters.tidy(cell, is_name=True).lower()).split()
    return " ".join(words[1:] if words and words[0] in ("child", "pupil", "student") else words)


def table_file(rows: Iterable[Sequence[str]], name: str) -> HttpResponse:
    """The rows as `<name>.csv`, in UTF-8 with its mark, by which Excel reads it."""
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    csv.writer(answer).writerows([safe(cell) for cell in row] for row in rows)
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def as_text(rows: Iterable[Sequence[str]]) -> str:
    """The rows as a table that is read again here, each cell as it is."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def safe(cell: str) -> str:
    """The cell, marked as text where a spreadsheet would take it for a formula (OWASP), also behind quotes."""
    return f"'{cell}" if cell.lstrip("\"' ").startswith(FORMULA) else cell
