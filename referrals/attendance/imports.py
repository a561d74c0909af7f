"""A school's registers as its system writes them out: a line a half day, a day or a week of a child (decision 52)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from django.core.exceptions import ValidationError

from agencies.characters import fault
from agencies.web.tables import BROKEN, NotATable, as_text, heading, numbered_rows
from agencies.words import listed, long_day
from referrals.attendance.codes import FORM
from referrals.attendance.facts import Row
from referrals.attendance.words import DAYS, HALVES
from referrals.rolls.imports import day_in

MOST_ROWS = 30_000
COLUMNS: dict[str, tuple[str, ...]] = {
    "line": ("line of the file",),
    "upn": ("upn", "unique pupil number"),
    "own": ("id", "school id", "own id", "mis id", "external id", "person id", "admission number", "adm no", "adno"),
    "date": ("date", "day", "mark date", "attendance date", "session date", "register date"),
    "week": ("week", "week commencing", "week beginning", "week starting", "week of", "w c", "wc"),
    "session": ("session", "am pm", "half day", "period", "session name", "attendance session"),
    "code": ("code", "mark", "attendance code", "attendance mark", "session code", "mark code"),
    "AM": ("am", "morning", "am mark", "am code", "morning mark", "morning code"),
    "PM": ("pm", "afternoon", "pm mark", "pm code", "afternoon mark", "afternoon code"),
}
"""What is taken, and what its column is called: small letters, without *child* or *pupil* before it."""
OF_WEEK = {f"{day} {half}": f"{n} {half}" for (n, day), half in product(enumerate(one.lower() for one in DAYS), HALVES)}
SESSIONS = {"am": "AM", "a m": "AM", "morning": "AM", "1": "AM", "pm": "PM", "p m": "PM", "afternoon": "PM", "2": "PM"}
NO_MARK = {"", "-"}
"""How systems write that there is no mark."""
TOO_MANY = f"This file has more than {MOST_ROWS:,} lines. Send it in parts."
NOT_REGISTERS = "This is no table of registers: its first line has no column for {missing}."
POWER = re.compile(r"\d(\.\d+)?e[+-]?\d+", re.I)
LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read: its rows, the columns that are not taken, and its lines as the next page carries them."""

    rows: list[Row]
    passed_over: list[str]
    text: str


def read(text: str, *, is_carried: bool = False) -> Read:
    """The days of each child of a table, each with what is wrong with it; `is_carried`: a page wrote it out.

    Of two columns for one thing the first counts, and the other is passed over.
    """
    lines = numbered_rows(text, MOST_ROWS, TOO_MANY)
    head = [cell.strip() for cell in next(lines, (0, []))[1]]
    names: list[str] = []
    for cell in head:
        name = _column(cell)
        names.append("" if name in names or (name == "line" and not is_carried) else name)
    if missing := _missing(set(names)):
        raise NotATable(NOT_REGISTERS.format(missing=missing))
    titles = {name: cell for cell, name in zip(head, names, strict=True) if name}
    rows: list[Row] = []
    kept = [["Line of the file", *(titles[name] for name in titles if name != "line")]]
    for number, cells in lines:
        there = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
        own = there.pop("line", str(number))
        if not re.fullmatch("[0-9]{1,7}", own):
            raise NotATable(BROKEN)
        kept.append([own, *(there.get(name, "") for name in titles if name != "line")])
        rows.extend(_rows(int(own), there, titles))
    passed_over = [cell for cell, name in zip(head, names, strict=True) if cell and not name]
    return Read(rows, passed_over, as_text(kept))


def _column(cell: str) -> str:
    """Which of our columns a heading is, or nothing: also "Mon AM", "MondayPM" or "Tues - am"."""
    said = heading(cell)
    if of_week := re.fullmatch(r"(mon|tues?|wed|thurs?|fri)[a-z]*? ?(am|pm)", said):
        day = next(n for n, one in enumerate(DAYS) if one.lower().startswith(of_week[1]))
        return f"{day} {of_week[2].upper()}"
    return next((name for name, known in COLUMNS.items() if said in known), "")


def _missing(names: set[str]) -> str:
    """Which columns there have to be that are not there, in words."""
    is_week = bool(names & set(OF_WEEK.values()))
    wanted = {
        "“UPN” or the school’s own “ID”": names & {"upn", "own"},
        "“Week commencing”" if is_week else "“Date”": names & ({"week"} if is_week else {"date"}),
        "“Session” and “Code”, or “AM” and “PM”": is_week or names & {"AM", "PM"} or {"session", "code"} <= names,
    }
    return listed([words for words, there in wanted.items() if not there])


def _rows(line: int, cells: Mapping[str, str], titles: Mapping[str, str]) -> Iterator[Row]:
    """The days that one line tells of."""
    upn, own = cells.get("upn", "").upper(), cells.get("own", "")
    faults = list(_faults_of_who(upn, own, titles))
    marks = {name: cells[name] for name in OF_WEEK.values() if name in cells}
    if marks or "date" not in titles:
        day = _day("week", cells, titles, faults)
        if day is not None and day.weekday():
            faults.append(f"“{titles['week']}”: {long_day(day)} is no Monday")
        for n in range(len(DAYS)):
            of_day = {half: marks[f"{n} {half}"] for half in HALVES if marks.get(f"{n} {half}", "") not in NO_MARK}
            if of_day or (n == 0 and faults):
                named = {half: titles[f"{n} {half}"] for half in of_day}
                yield _row(line, upn, own, day + timedelta(n) if day else None, of_day, named, [*faults])
        return
    day = _day("date", cells, titles, faults)
    if "session" in titles and "code" in titles:
        yield _half(line, upn, own, day, cells, titles, faults)
    else:
        of_day = {half: cells[half] for half in HALVES if cells.get(half, "") not in NO_MARK}
        if of_day or faults:
            yield _row(line, upn, own, day, of_day, titles, faults)


def _half(
    line: int, upn: str, own: str, day: date | None, cells: Mapping[str, str], titles: Mapping[str, str],
    faults: list[str],
) -> Row:  # fmt: skip
    """A line that tells of one half day."""
    half = SESSIONS.get(heading(cells.get("session", "")) or cells.get("session", ""), "")
    if not half:
        faults.append(f"“{titles['session']}” says neither AM nor PM")
    code = cells.get("code", "")
    marks = {half: code} if half and code not in NO_MARK else {}
    return _row(line, upn, own, day, marks, {half: titles["code"]}, faults)


def _row(
    line: int, upn: str, own: str, day: date | None, marks: Mapping[str, str], titles: Mapping[str, str],
    faults: list[str],
) -> Row:  # fmt: skip
    codes = {half: code.upper() for half, code in marks.items()}
    faults.extend(f"“{titles[half]}” is no code" for half, code in codes.items() if not re.fullmatch(FORM, code))
    return Row(line, upn, own, day, codes, faults)


def _faults_of_who(upn: str, own: str, titles: Mapping[str, str]) -> Iterator[str]:
    who = "upn" if upn or "own" not in titles else "own"
    if not upn and not own:
        yield f"“{titles[who]}” is empty"
    elif len(upn or own) > LONGEST_ID or fault(upn or own):
        yield f"“{titles[who]}” is none"
    elif POWER.fullmatch(upn or own):
        yield f"“{titles[who]}” was turned into a power of ten by a spreadsheet"


def _day(name: str, cells: Mapping[str, str], titles: Mapping[str, str], faults: list[str]) -> date | None:
    """The day of a cell; what is wrong with it is added to the faults."""
    try:
        day: date | None = day_in(cells.get(name, ""))
    except ValidationError as error:
        faults.append(f"“{titles[name]}”: {str(error.messages[0]).rstrip('.')}")
        return None
    if day is None:
        faults.append(f"“{titles[name]}” is empty")
    return day


def lines_of(rows: Sequence[Row]) -> int:
    """How many lines these rows stand on."""
    return len({row.line for row in rows})
