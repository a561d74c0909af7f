"""The events of a file of term dates: iCalendar (RFC 5545) or CSV, each with its first and last day."""

import csv
import re
from collections.abc import Iterator
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

MOST_BYTES = 500_000
MOST_EVENTS = 2_000
NEITHER = "This is no file of term dates: it is neither iCalendar (.ics) nor a table with a column for the first day."
BROKEN = "This calendar can’t be read: it does not keep to iCalendar’s form."
TOO_OFTEN = "This calendar has an event that recurs by the hour or more often: that is no term date."
FIRST = frozenset({"from", "first", "start", "starts", "begin", "begins", "date", "day", "dtstart"})
LAST = frozenset({"to", "last", "end", "ends", "until", "dtend"})
WORDS = frozenset({"label", "name", "title", "event", "summary", "description", "term", "details"})
KIND = frozenset({"kind", "type", "category"})
_OFTEN = re.compile(r"FREQ=(SECONDLY|MINUTELY|HOURLY)", re.IGNORECASE)


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
    return [one for one in islice(found, MOST_EVENTS) if one.why_not or (one.first <= last and one.last >= first)]


def _decoded(data: bytes) -> str:
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    raise NotTermDates(NEITHER)


def _of_calendar(text: str, year: int) -> Iterator[Event]:
    if _OFTEN.search(text):
        raise NotTermDates(TOO_OFTEN)
    first, last = span_of(year)
    try:
        found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(first, last + timedelta(1))
    except Exception as wrong:
        raise NotTermDates(BROKEN) from wrong
    for event in found:
        yield Event(*_days(event), words=str(event.get("SUMMARY", "")).strip())


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
