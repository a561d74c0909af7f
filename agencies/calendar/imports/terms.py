"""Which stretches of lessons and INSET days the events of a file are, by their words, and what is left out and why."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from agencies.calendar.facts import span_of, year_words
from agencies.calendar.imports.files import Event, NotTermDates
from agencies.calendar.words import numbered, term_of
from agencies.schoolday import WEEKEND, Row
from agencies.words import count_words, short_day

Stretch = tuple[date, date]
DAY = timedelta(1)
LONGEST_HALF_TERM = timedelta(days=16)
SHORTEST_TERM = timedelta(days=10)
SHORTEST_HOLIDAY = 3
MOST_LEFT = 30
NOTHING = "No term of {year} was found in this file."
UNREAD = "{lines} could not be read, the first {first}."
BRIEF = "shorter than ten days, so no term"
READS: tuple[tuple[str, str], ...] = (
    ("inset", r"\binset\b|\btraining day|\bstaff (day|training)|non[- ]?pupil|\boccasional day|\bp\.?d\.? day"),
    ("bank", r"bank holiday|good friday|easter monday|christmas day|boxing day|new year.s day|may day"),
    ("off_begins", r"(half[- ]term|holidays?)(?! *\d)\W+(begins?|starts?)"),
    ("off_ends", r"(half[- ]term|holidays?)(?! *\d)\W+(ends?|finish(es)?)"),
    ("ends", r"\b(ends?|closes?|finish(es)?|breaks? up|last day|end of)\b"),
    ("begins", r"\b(starts?|begins?|(re-?)?opens?|returns?|resumes?|first day|start of|back to)\b"),
    ("off", r"half[- ]term|holidays?\b|\bbreak\b|vacation|\bclosed\b"),
    ("term", r"\b(autumn|spring|summer|terms?)\b"),
)
"""What the words of an event say, the first that fits."""
MANY = re.compile(r"\bterm\s*[456]\b", re.IGNORECASE)
"""Who counts terms that far has more than three."""
KINDS = {"term": "term", "inset": "inset", "holiday": "off", "half term": "off", "bank_holiday": "bank"}


@dataclass(frozen=True, slots=True)
class Taken:
    """The terms and INSET days of one school year, and a sentence for each line that was left out."""

    rows: list[Row]
    left: list[str]


def take(events: Iterable[Event], year: int) -> Taken:
    """Read them; `NotTermDates` where no term of the year is among them.

    Bank holidays are known already, and a term is parted where a holiday lies in it.
    """
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault("left" if event.why_not else _kind(event), []).append(event)
    lone = [one for one in found.get("term", ()) if _is_brief(one)]
    named = [one for one in found.get("term", ()) if not _is_brief(one)]
    stretches = [*_spans(named, year), *_between(found, "", lone, year)]
    off = [*_spans(found.get("off", ()), year), *_between(found, "off_", lone, year)]
    short = [one for one in found.get("off", ()) if not _is_holiday(one.first, one.last)]
    halves = list(_parted(_innermost(stretches), [one for one in off if _is_holiday(*one)]))
    if not halves:
        raise NotTermDates(_nothing(found.get("left", ()), year))
    is_six = any(MANY.search(one.words) for one in named)
    names = [numbered(n) if is_six else term_of(first) for n, (first, _) in enumerate(sorted(halves), 1)]
    rows = [Row(first, last, "term", name) for (first, last), name in zip(sorted(halves), names, strict=True)]
    inset = {day for first, last in _spans(found.get("inset", ()), year) for day in _weekdays(first, last)}
    left = [_left(one) for one in [*lone, *short, *found.get("left", ())]]
    return Taken(_two_a_term(rows, left) + [Row(day, day, "inset") for day in sorted(inset)], _first(left))


def _nothing(left: Iterable[Event], year: int) -> str:
    unread = [_left(one) for one in left if one.why_not]
    said = [UNREAD.format(lines=count_words(len(unread), "line"), first=unread[0])] if unread else []
    return " ".join([NOTHING.format(year=year_words(year)), *said])


def _first(left: list[str]) -> list[str]:
    more = len(left) - MOST_LEFT
    return left[:MOST_LEFT] + ([f"and {count_words(more, 'more line')}"] if more > 0 else [])


def _is_brief(event: Event) -> bool:
    """Whether only its words call it a term: a concert in summer has the season's name too."""
    return event.kind != "term" and event.last - event.first + DAY < SHORTEST_TERM


def _kind(event: Event) -> str:
    if event.kind in KINDS:
        return KINDS[event.kind]
    words = event.words.lower()
    kind = next((kind for kind, pattern in READS if re.search(pattern, words)), "left")
    is_long = event.last - event.first > LONGEST_HALF_TERM
    if is_long and (kind in ("begins", "ends") or (kind == "off" and "half" in words)):
        return "term"  # "Autumn half term 1" of seven weeks is a half, and no holiday
    return kind


def _spans(events: Iterable[Event], year: int) -> Iterator[Stretch]:
    """Their days within the school year."""
    first, last = span_of(year)
    for one in events:
        yield max(one.first, first), min(one.last, last)


def _between(found: dict[str, list[Event]], of: str, lone: list[Event], year: int) -> Iterator[Stretch]:
    """From each "begins" to the "ends" after it; one without the other is lone."""
    begins = [(one.first, 0, one) for one in found.get(f"{of}begins", ())]
    ends = [(one.last, 1, one) for one in found.get(f"{of}ends", ())]
    marks = sorted(begins + ends, key=lambda mark: mark[:2])
    opened: Event | None = None
    first, last = span_of(year)
    for day, is_end, one in marks:
        if not first <= day <= last:
            continue
        if is_end and opened is not None:
            if not of and day - opened.first + DAY < SHORTEST_TERM:
                lone.extend(replace(mark, kind="term") for mark in (opened, one))
            else:
                yield opened.first, day
            opened = None
            continue
        lone.extend([one] if is_end else filter(None, [opened]))
        opened = opened if is_end else one
    lone.extend(filter(None, [opened]))


def _innermost(stretches: list[Stretch]) -> list[Stretch]:
    """Without a term that is given whole beside its halves, or twice."""
    each = sorted(set(stretches))
    return [(a, b) for a, b in each if not any((c, d) != (a, b) and a <= c and d <= b for c, d in each)]


def _parted(terms: list[Stretch], off: list[Stretch]) -> Iterator[Stretch]:
    """Each term less its holidays, from its first weekday to its last."""
    for first, last in terms:
        begins = first
        for shut, opens in sorted(one for one in off if one[1] >= first and one[0] <= last):
            yield from _weekdays_ends(begins, shut - DAY)
            begins = max(begins, opens + DAY)
        yield from _weekdays_ends(begins, last)


def _is_holiday(first: date, last: date) -> bool:
    return sum(1 for _ in islice(_weekdays(first, last), SHORTEST_HOLIDAY)) == SHORTEST_HOLIDAY


def _weekdays_ends(first: date, last: date) -> Iterator[Stretch]:
    days = list(_weekdays(first, last))
    if days:
        yield days[0], days[-1]


def _weekdays(first: date, last: date) -> Iterator[date]:
    days = (first + n * DAY for n in range((last - first).days + 1))
    return (day for day in days if day.weekday() not in WEEKEND)


def _two_a_term(rows: list[Row], left: list[str]) -> list[Row]:
    """At most two stretches a term, as the page has them."""
    kept: list[Row] = []
    for row in rows:
        if sum(one.label == row.label for one in kept) < 2:
            kept.append(row)
        else:
            days = f"{short_day(row.first)} to {short_day(row.last)}"
            left.append(f"{days}: a third part of the {row.label.lower()} term")
    return kept


def _left(event: Event) -> str:
    if event.why_not:
        return f"“{event.words}”: {event.why_not}"
    days = short_day(event.first) + (f" to {short_day(event.last)}" if event.last > event.first else "")
    return f"“{event.words or 'no name'}”, {days}: {_why(event)}"


def _why(event: Event) -> str:
    kind = _kind(event)
    if kind == "term":
        return BRIEF
    if kind.endswith(("begins", "ends")):
        return f"the day on which it {'ends' if kind.endswith('begins') else 'begins'} is not there"
    if kind == "off":
        return "a day or two without lessons: close the school for a day instead"
    return "its words say neither term, holiday nor INSET day"
