"""One line of a file of the roll: each cell read as people really write it, and what is wrong with it (data.md 5.8)."""

import re
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from agencies import characters
from agencies.identifiers import clean_upn
from agencies.web.days import TOO_OLD
from agencies.web.fields import DayField
from agencies.web.tables import NotATable
from agencies.words import age_on, short_day
from referrals.rolls.facts import Line

NAMES = {
    "line": "Line of the file",
    "given_name": "First name",
    "family_name": "Last name",
    "known_as": "Known as",
    "born_on": "Date of birth",
    "upn": "UPN",
    "form": "Form or class",
    "starts_on": "First day",
    "ends_on": "Last day",
    "kind": "Enrolment status",
    "urn": "School URN",
    "nhs": "NHS number",
    "joins": "Joins by common transfer file",
}
"""What is taken from a roll, as our pages call it."""
NEEDED = ("given_name", "family_name", "born_on")
LENGTHS = {"given_name": 80, "family_name": 80, "known_as": 80, "form": 20}
KINDS = (
    ("main", frozenset({"main", "m", "c", "current", "single"})),
    ("dual", frozenset({"dual", "subsidiary", "s"})),
    ("guest", frozenset({"guest", "g"})),
)
"""By the words of an enrolment status, the first that fits: "Dual main" is main."""
MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/\d{4}")
NO_UPN = "The UPN is none: its letters and digits disagree"


NotARoll = NotATable


class NotKnown(ValueError):
    """A cell of a person around the child can't be taken: the words say why."""


_IN_NO_NAME = re.compile(r"[=£$%@<>|\\{}\[\]+*^~0-9]")
POWER = re.compile(r"\d(\.\d+)?e[+-]?\d+", re.I)
"""A number that a spreadsheet turned into a power of ten."""
_SERIAL = re.compile(r"\d{5}")
_DAY_ZERO = date(1899, 12, 30)


def line_of(number: int, names: list[str], cells: list[str], today: date) -> Line:
    """The pupil of one line, under columns of these names."""
    kept = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
    own = kept.pop("line", "")
    line = Line(int(own) if re.fullmatch("[0-9]{1,7}", own) else number, kept)
    for name, most in LENGTHS.items():
        setattr(line, name, _text(line, name, most))
    _days(line, today)
    line.upn, line.urn = _upn(line), kept.get("urn", "")
    status = set(re.findall("[a-z]+", kept.get("kind", "").lower()))
    line.kind = next((kind for kind, known in KINDS if known & status), "" if status else "main")
    if not line.kind:
        line.faults.append(f"“{kept['kind']}” is no enrolment status of somebody on the roll: C, M, S or G")
    if POWER.search(kept.get("nhs", "")):
        line.faults.append("The NHS number was turned into a power of ten by a spreadsheet")
    return line


def _text(line: Line, name: str, most: int) -> str:
    typed = line.cells.get(name, "")
    text = characters.tidy(typed, is_name=True)
    is_name = name != "form"
    if not text:
        if name in NEEDED:
            line.faults.append(f"{NAMES[name]} is empty")
    elif is_name and text[0] == "=":
        line.faults.append(f"{NAMES[name]}: a name cannot start with =")
    elif wrong := characters.fault(typed, is_name=True):
        line.faults.append(f"{NAMES[name]}: {wrong[0].lower()}{wrong[1:]}")
    elif is_name and (odd := _IN_NO_NAME.search(text)):
        line.faults.append(f"{NAMES[name]}: “{odd[0]}” stands in no name")
    elif len(text) > most:
        line.faults.append(f"{NAMES[name]} has more than {most} characters")
    return text


def _upn(line: Line) -> str:
    typed = characters.tidy(line.cells.get("upn", ""), is_name=True)
    if not typed:
        return ""
    try:
        return clean_upn(typed)
    except ValueError:
        is_power = POWER.search(typed)
        line.faults.append("The UPN was turned into a power of ten by a spreadsheet" if is_power else NO_UPN)
        return ""


def _days(line: Line, today: date) -> None:
    for name in ("born_on", "starts_on", "ends_on"):
        try:
            setattr(line, name, day_in(line.cells.get(name, "")))
        except ValidationError as error:
            line.faults.append(f"{NAMES[name]}: {str(error.messages[0]).rstrip('.')}")
    if not line.cells.get("born_on"):
        line.faults.append("Date of birth is empty")
    if line.born_on is not None and (why := _out_of_order(line.born_on, line.starts_on, line.ends_on, today)):
        line.faults.append(why)


def _out_of_order(born: date, first: date | None, last: date | None, today: date) -> str:
    days = [day for day in (first, last) if day is not None]
    if born > today or age_on(today, born) >= TOO_OLD:
        return f"Nobody on a roll was born on {short_day(born)}"
    if any(day < born for day in days):
        return "A day on the roll is before the date of birth"
    if any(day > today + timedelta(366) for day in days):
        return "A day on the roll is more than a year from now"
    return "The last day is before the first" if days != sorted(days) else ""


def day_in(cell: str) -> date | None:
    """The day of a cell, the day first or ISO; ValidationError says what it is instead."""
    if _SERIAL.fullmatch(cell):
        meant = _DAY_ZERO + timedelta(int(cell))
        raise ValidationError(f"{cell} looks like a spreadsheet’s number of a day (it is {meant.isoformat()})")
    if (said := MONTH_FIRST.fullmatch(cell)) and int(said[2]) > 12 >= int(said[1]):
        raise ValidationError(f"there is no month {int(said[2])}: is the month written first?")
    found: date | None = DayField().clean(re.sub(r"[T ]\d{1,2}:\d{2}.*$", "", cell)) if cell else None
    return found
