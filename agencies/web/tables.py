"""Tables as files: the text of one that comes in, and CSV that a spreadsheet opens as text for one that leaves."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def text_of(data: bytes) -> str:
    """A file's text: UTF-16 with its mark, UTF-8, else Windows-1252; UnicodeDecodeError where it is none of them."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


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
