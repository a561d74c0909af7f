"""The real term dates of Manchester with the bank holidays (EX-MAN of the law's vectors), for sums in school days."""

import csv
from datetime import date
from pathlib import Path

from agencies.schoolday import SchoolCalendar, WorkingCalendar, read_bank_holidays

ROOT = Path(__file__).parents[1]


def holidays() -> dict[date, str]:
    """The bank holidays that the product ships, with their names."""
    with (ROOT / "agencies/data/bank_holidays.csv").open(encoding="utf-8", newline="") as file:
        return read_bank_holidays(file)


def ex_man_rows() -> list[tuple[date, date, str]]:
    """First and last day and kind of each row of EX-MAN, and of each bank holiday."""
    return [(first, last, kind) for first, last, kind, _ in labelled_rows()]


def labelled_rows() -> list[tuple[date, date, str, str]]:
    """The same rows with what each is called."""
    with (ROOT / "tests/data/ex_man_term_dates.csv").open(encoding="utf-8", newline="") as file:
        own = [
            (date.fromisoformat(r["from"]), date.fromisoformat(r["to"]), r["kind"], r["label"])
            for r in csv.DictReader(file)
        ]
    return own + [(day, day, "bank_holiday", name) for day, name in holidays().items()]


EX_MAN = SchoolCalendar.from_rows(ex_man_rows())
WORKING = WorkingCalendar(holidays())
