"""The events of a file of term dates: iCalendar (RFC 5545) or CSV, each with its first and last day."""

import csv
import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

import icalendar
import recurring_ical_events
from django.core.exceptions import ValidationError

from agencies.calendar.facts import span_of
from agencies.schoolday import local_day
from agencies.web.fields import DayField
from agencies.web.tables import text_of

MOST_BYTES = 500_000
MOST_EVENTS = 1_000
MOST_RECURRING = 60
LONGEST_CELL = 10_000
MOST_YEARS_OF_DAYS = 20
"""An event that recurs by the day or week from before then is no term date, and long to count."""
NEITHER = "This is no file of term dates: it is neither iCalendar (.ics) nor a table with a column for the first day."
BROKEN = "This calendar can’t be read: it does not keep to iCalendar’s form."
TOO_OFTEN = "This calendar has an event that recurs by the hour or more often: that is no term date."
ODD_RULE = "This calendar has an event that recurs by a rule that no term date has: write its days one by one."
TOO_MANY = f"This file has more than {MOST_EVENTS:,} events: that is more than term dates."
TOO_MANY_RECUR = f"This calendar has more than {MOST_RECURRING} events that recur: that is more than term dates."
TOO_LONG = "This table can’t be read: one of its cells is longer than any name or day."
CANCELLED = "it is cancelled"
FIRST = frozenset({"from", "first", "start", "starts", "begin", "begins", "date", "day", "dtstart"})
LAST = frozenset({"to", "last", "end", "ends", "until", "dtend"})
WORDS = frozenset({"label", "name", "title", "event", "summary", "description", "term", "details"})
KIND = frozenset({"kind", "type", "category"})
_OFTEN = re.compile(
    r"FREQ\s*=\s*(SECONDLY|MINUTELY|HOURLY)|BY(HOUR|MINUTE|SECOND)\s*=|INTERVAL\s*=\s*0*(\D|$)", re.I | re.M
)
_FOLD = re.compile(r"\r?\n[ \t]")
_WEEKDAY = re.compile(r"[+-]?[1-5]?(MO|TU|WE|TH|FR|SA|SU)", re.I)
_MAY: dict[str, tuple[set[str], ...]] = {
    "DAILY": ({"BYDAY"},),
    "WEEKLY": ({"BYDAY"},),
    "MONTHLY": ({"BYDAY"}, {"BYMONTHDAY"}, {"BYDAY", "BYSETPOS"}),
    "YEARLY": ({"BYMONTH"}, {"BYMONTH", "BYDAY"}, {"BYMONTH", "BYMONTHDAY"}, {"BYMONTH", "BYDAY", "BYSETPOS"}),
}
"""What a rule says beside how often: of other rules some never fall on a day, and are sought for 8,000 years."""


class NotTermDates(ValueError):
    """The file as a whole can't be taken: the words say why."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the file: both days counted in; `why_not` where its days can't be read."""

    first: date
    last: date
    words: str
    kind: str = ""
    why_not: str = ""


def read_events(data: bytes, year: int) -> list[Event]:
    """The events of that school year in the file, a recurring one once for each time. `NotTermDates` for another file.

    A day's end is exclusive in iCalendar, and counted in in a table.
    """
    text = _decoded(data)
    is_calendar = text.lstrip().upper().startswith("BEGIN:VCALENDAR")
    found = _of_calendar(text, year) if is_calendar else _of_table(text)
    first, last = span_of(year)
    within = (one for one in found if one.why_not or (one.first <= last and one.last >= first))
    try:
        events = list(islice(within, MOST_EVENTS + 1))
    except csv.Error as wrong:
        raise NotTermDates(TOO_LONG) from wrong
    if len(events) > MOST_EVENTS:
        raise NotTermDates(TOO_MANY)
    return events


def _decoded(data: bytes) -> str:
    try:
        return text_of(data).replace("\0", "")
    except UnicodeDecodeError as wrong:
        raise NotTermDates(NEITHER) from wrong


def _of_calendar(folded: str, year: int) -> Iterator[Event]:
    text = _FOLD.sub("", folded)
    if _OFTEN.search("\n".join(re.findall(r"^(?:RRULE|EXRULE)\b.*$", text, re.I | re.M))):
        raise NotTermDates(TOO_OFTEN)
    if len(re.findall(r"^BEGIN:VEVENT", text, re.I | re.M)) > MOST_EVENTS:
        raise NotTermDates(TOO_MANY)
    first, last = span_of(year)
    try:
        calendar = icalendar.Calendar.from_ical(text)
        _require_few_and_plain(calendar, year)
        _name_apart(calendar)
        found = recurring_ical_events.of(calendar).between(first, last + timedelta(1))
    except NotTermDates:
        raise
    except Exception as wrong:
        raise NotTermDates(BROKEN) from wrong
    for event in found:
        is_off = str(event.get("STATUS", "")).upper() == "CANCELLED"
        words = str(event.get("SUMMARY", "")).strip()
        yield Event(*_days(event), words=words, why_not=CANCELLED if is_off else "")


def _require_few_and_plain(calendar: Any, year: int) -> None:
    recurring = [event for event in calendar.walk("VEVENT") if "RRULE" in event or "RDATE" in event]
    if len(recurring) > MOST_RECURRING:
        raise NotTermDates(TOO_MANY_RECUR)
    for event in recurring:
        rules = event.get("RRULE", [])
        for rule in rules if isinstance(rules, list) else [rules]:
            is_old = event["DTSTART"].dt.year < year - MOST_YEARS_OF_DAYS and rule["FREQ"][0] in ("DAILY", "WEEKLY")
            if is_old or not _is_plain(rule):
                raise NotTermDates(ODD_RULE)


def _name_apart(calendar: Any) -> None:
    """Of events that share an id by mistake each gets its own, else one is kept; another SEQUENCE is a version."""
    seen: set[tuple[str, int]] = set()
    for n, event in enumerate(calendar.walk("VEVENT")):
        if "RECURRENCE-ID" in event or "UID" not in event:
            continue
        name = str(event["UID"]), int(event.get("SEQUENCE", 0))
        if name in seen:
            event["UID"] = f"{event['UID']} {n}"
        seen.add(name)


def _is_plain(rule: Mapping[str, list[Any]]) -> bool:
    """Whether it falls on a day again and again, so that it is soon counted."""
    often, by = rule["FREQ"][0], {part for part in rule if part.startswith("BY")}
    if not by:
        return True
    is_each = often == "WEEKLY" or rule.get("INTERVAL", [1]) == [1]
    months = rule.get("BYMONTH", [1])
    longest = max((monthrange(2000, month)[1] for month in months if 1 <= month <= 12), default=0)
    return (
        is_each
        and by in _MAY[often]
        and all(_WEEKDAY.fullmatch(str(day)) for day in rule.get("BYDAY", []))
        and all(1 <= abs(day) <= longest for day in rule.get("BYMONTHDAY", [1]))
        and all(1 <= abs(nth) <= 4 for nth in rule.get("BYSETPOS", [1]))
    )


def _days(event: Any) -> tuple[date, date]:
    """Its first and last day in London; the end is exclusive, and without one it is a single day."""
    starts = event["DTSTART"].dt
    ends = event["DTEND"].dt if "DTEND" in event else starts
    first = _day(starts)
    last = _day(ends - timedelta(microseconds=1)) if isinstance(ends, datetime) else ends - timedelta(1)
    return first, max(first, last)


def _day(when: date) -> date:
    if not isinstance(when, datetime):
        return when
    return local_day(when) if when.utcoffset() is not None else when.date()


def _of_table(text: str) -> Iterator[Event]:
    lines = text.splitlines()
    head = next((line for line in lines if line.strip()), "")
    split = max(",;\t", key=head.count)
    rows = csv.reader(lines, delimiter=split)
    names = [_name(cell) for cell in next((row for row in rows if any(row)), [])]
    places = {part: _place(names, known) for part, known in (("first", FIRST), ("last", LAST), ("kind", KIND))}
    if places["first"] is None:
        raise NotTermDates(NEITHER)
    said = _place(names, WORDS)
    for row in rows:
        if any(len(cell) > LONGEST_CELL for cell in row):
            raise NotTermDates(TOO_LONG)
        cells = {part: row[at].strip() if at is not None and at < len(row) else "" for part, at in places.items()}
        if cells["first"]:
            words = row[said].strip() if said is not None and said < len(row) else ""
            yield _event(cells["first"], cells["last"], words, cells["kind"].lower())


def _name(cell: str) -> str:
    """A column's name without what varies: "Date From" and "from_date" are from."""
    words = re.findall(r"[a-z]+", cell.lower())
    return next((word for word in words if word not in ("date", "day")), words[0] if words else "")


def _place(names: list[str], known: frozenset[str]) -> int | None:
    return next((n for n, name in enumerate(names) if name in known), None)


def _event(first: str, last: str, words: str, kind: str) -> Event:
    try:
        begins, ends = _read(first), _read(last or first)
    except ValidationError as error:
        return Event(date.min, date.min, words or first, why_not=str(error.messages[0]))
    if ends < begins:
        return Event(begins, begins, words or first, why_not="it ends before it begins")
    return Event(begins, ends, words, kind)


def _read(cell: str) -> date:
    """A day as a table has it: also with its weekday before it, or a time after it."""
    text = re.sub(r"^[A-Za-z]+day,?\s+", "", cell)
    text = re.sub(r"[T ]\d{1,2}:\d{2}.*$", "", text)
    day: date = DayField().clean(re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text))
    return day
