"""A table that leaves the service as a file: CSV that a spreadsheet opens as text."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
