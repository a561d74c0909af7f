"""A school's roll as its system writes it out: a table of pupils, read as people really send it (data.md 5.8)."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from agencies.web.tables import BROKEN, as_text, heading, numbered_rows
from agencies.words import listed
from referrals.rolls.facts import Line
from referrals.rolls.imports import around
from referrals.rolls.imports.lines import MONTH_FIRST, NAMES, NEEDED, NotARoll, line_of

MOST_ROWS = 5_000
MOST_NAMED = 3
NHS_DIGITS = 10
COLUMNS: dict[str, tuple[str, ...]] = {
    "line": ("line of the file",),
    "given_name": ("first name", "forename", "given name", "legal first name", "legal forename", "legal given name"),
    "family_name": ("last name", "surname", "family name", "legal last name", "legal surname", "legal family name"),
    "known_as": (
        "preferred first name",
        "preferred given name",
        "preferred forename",
        "preferred name",
        "chosen name",
        "known as",
    ),
    "born_on": ("date of birth", "dob", "birth date", "born"),
    "upn": ("upn", "unique pupil number"),
    "form": ("registration", "registration group", "reg", "reg group", "form", "class", "tutor group", "form or class"),
    "starts_on": ("date of admission", "admission date", "entry date", "start date", "first day", "on roll from"),
    "ends_on": ("date of leaving", "leaving date", "leave date", "last day", "left on"),
    "kind": ("enrolment status", "enrol status"),
    "urn": ("school urn", "urn"),
    "nhs": ("nhs number", "nhs no"),
    "joins": ("joins by common transfer file",),
}
"""What is taken from a roll, and what its column is called: small letters, without *child* or *pupil* before it."""
WORDS = {**{name: NAMES[name] for name in COLUMNS}, **around.NAMES}
"""Every column that is taken, as our pages call it, in the order in which it is written out."""
NOT_A_ROLL = "This is no table of a roll: its first line has no column for {missing}."
TOO_MANY = f"This file has more than {MOST_ROWS:,} pupils: that is more than one school’s roll."
MONTHS_FIRST = (
    "Some days in “{column}” only make sense with the month first. Here the day is read first: look at all of them."
)


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read: its lines, the columns that are not taken, and what is odd about a whole column."""

    lines: list[Line]
    passed_over: list[str]
    warnings: list[str]


def read(text: str, today: date, *, is_carried: bool = False) -> Read:
    """The pupils of a table, each with what is wrong with the line; `is_carried`: it is one that a page wrote out.

    Of two columns for one thing the first counts, and the other is passed over.
    """
    rows = numbered_rows(text, MOST_ROWS, TOO_MANY)
    head = next(rows, (0, []))[1]
    names: list[str] = []
    for cell in head:
        name = _column(cell)
        names.append("" if name in names or (name == "line" and not is_carried) else name)
    if missing := [NAMES[name] for name in NEEDED if name not in names]:
        raise NotARoll(NOT_A_ROLL.format(missing=listed([f"“{one}”" for one in missing])))
    lines = [line_of(number, names, cells, today) for number, cells in rows if not _is_instruction(names, cells)]
    if len(lines) > MOST_ROWS:
        raise NotARoll(TOO_MANY)
    if len({line.number for line in lines}) < len(lines):
        raise NotARoll(BROKEN)
    _mark_twice(lines)
    for line in lines:
        line.people, line.not_taken = around.people_of(line.cells)
    passed_over = [cell.strip() for cell, name in zip(head, names, strict=True) if cell.strip() and not name]
    return Read(lines, passed_over, _warnings(lines))


def written(lines: Iterable[Line]) -> str:
    """The lines as a table again, of the columns that are taken: what `read` gives back."""
    found = list(lines)
    used = _used(found)
    return as_text([[WORDS[name] for name in used], *([_cell(line, name) for name in used] for line in found)])


def with_reasons(lines: Iterable[tuple[Line, str]]) -> list[list[str]]:
    """The lines that were left out as the rows of a table, with the reason of each."""
    found = list(lines)
    used = _used([line for line, _ in found])
    head = [*(WORDS[name] for name in used), "Why it was left out"]
    return [head, *([*(_cell(line, name) for name in used), why] for line, why in found)]


def _used(lines: Sequence[Line]) -> list[str]:
    """The columns that hold something, and those that a table has to have."""
    return [name for name in WORDS if name in ("line", *NEEDED) or any(line.cells.get(name) for line in lines)]


def _cell(line: Line, name: str) -> str:
    return str(line.number) if name == "line" else line.cells.get(name, "")


def _column(cell: str) -> str:
    """Which of our columns a heading is, or nothing."""
    if of_person := around.column(cell):
        return of_person
    said = heading(cell)
    return next((name for name, known in COLUMNS.items() if said in known), "")


def _is_instruction(names: list[str], cells: list[str]) -> bool:
    """A line under the headings that says how to fill them in."""
    said = [cell.strip().lower() for name, cell in zip(names, cells, strict=False) if name in NEEDED]
    return bool(said) and all(cell.startswith(("required", "optional")) for cell in said)


def _mark_twice(lines: list[Line]) -> None:
    """Who stands twice in the file is shown both times, and neither is taken."""
    keys = {
        "the same UPN": lambda line: line.upn,
        "the same NHS number": lambda line: _nhs(line.cells.get("nhs", "")),
        "the same name and date of birth": lambda line: (
            line.born_on and (line.given_name.casefold(), line.family_name.casefold(), line.born_on)
        ),
    }
    for said, key in keys.items():
        seen: dict[object, list[Line]] = {}
        for line in lines:
            if found := key(line):  # type: ignore[no-untyped-call]
                seen.setdefault(found, []).append(line)
        for same in (group for group in seen.values() if len(group) > 1):
            for line in same:
                others = [str(other.number) for other in same if other is not line][:MOST_NAMED]
                more = " and others" if len(same) > MOST_NAMED + 1 else ""
                line.faults.append(f"It has {said} as line {listed(others)}{more}")


def _nhs(cell: str) -> str:
    """The ten digits of a number; nothing for what stands there where none is known."""
    digits = re.sub(r"\D", "", cell)
    return digits if len(digits) == NHS_DIGITS and len(set(digits)) > 1 else ""


def _warnings(lines: list[Line]) -> list[str]:
    found = Counter(
        name
        for line in lines
        for name in ("born_on", "starts_on", "ends_on")
        if (said := MONTH_FIRST.fullmatch(line.cells.get(name, ""))) and int(said[2]) > 12 >= int(said[1])
    )
    return [MONTHS_FIRST.format(column=NAMES[name]) for name in found]
