"""Rows and files of the register, as the commands that bring them in read them."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

REAL = Path(__file__).parents[2] / "data" / "register"
OPEN = REAL / "establishments.csv"
HEADER = OPEN.read_text(encoding="utf-8").splitlines()[0]
COLUMNS = HEADER.split(",")
Bring = Callable[..., tuple[str, list[str]]]


def school(urn: str = "100000", **cells: str) -> str:
    """One row of the register's file."""
    row = {"urn": urn, "name": "The Aldgate School", "status": "open", **cells}
    text = io.StringIO()
    csv.writer(text).writerow(row.get(column, "") for column in COLUMNS)
    return text.getvalue().removesuffix("\r\n")
