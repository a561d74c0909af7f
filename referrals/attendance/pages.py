"""What the page of one child's attendance shows: the sums of a school year, and the marks week by week."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from agencies.actors import Actor
from agencies.calendar.facts import bank_holidays, school_calendars, span_of, year_words
from agencies.schoolday import local_day, school_year
from agencies.web.pages import Page
from agencies.words import day_month, in_sentence, listed, short_day
from referrals.attendance import words
from referrals.attendance.access import Reach, attendance_of, kept_of
from referrals.attendance.codes import Code, Counts, code_of
from referrals.attendance.counting import Mark, monday
from referrals.attendance.facts import Held, Summed, held, summed
from referrals.attendance.summing import summary
from referrals.pupils.access import child_url
from referrals.pupils.models import Pupil


@dataclass(frozen=True, slots=True)
class Cell:
    """One day: what stands in the cell, the same in words, and whether a mark of it was corrected."""

    day: str
    text: str
    words: str
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One week at one school."""

    week: str
    school: str
    missed: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class SumRow:
    """One week at one school of which sums alone are held."""

    week: str
    school: str
    possible: str
    missed: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code of the table means, and how it counts."""

    text: str
    words: str
    counts: str


@dataclass(frozen=True, slots=True)
class YearWay:
    """Another school year, and where its marks are read."""

    words: str
    query: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class AttendancePage(Page):
    """A child's attendance in one school year, as far as one reader may read it."""

    template: ClassVar[str] = "referrals/attendance.html"
    pupil: Pupil
    child_url: str
    year: str
    years: list[YearWay]
    said: list[str]
    none: str
    weeks: list[WeekRow]
    sums: list[SumRow]
    meanings: list[Meaning]
    corrected: list[str]
    by_parts: str
    case_refs: frozenset[str]


def attendance_page(actor: Actor, pupil: Pupil, at: datetime, asked: str = "") -> AttendancePage:
    """The page for who reads it: this school year, the one before it, or an older one of which something is held."""
    now = school_year(local_day(at))
    sums, marked = kept_of(actor, pupil.pk)
    years = sorted({now, now - 1, *marked, *(school_year(week) for _, week, *_ in sums)}, reverse=True)
    year = next((one for one in years if asked == str(one)), now)
    first, last = span_of(year)
    reach, rows, replaced = attendance_of(actor, pupil.pk, monday(span_of(year - 1)[0]), last)
    found = list(held(rows))
    kept = summed([row for row in sums if school_year(row[1]) == year], found)
    here = [one for one in found if first <= one.mark.day <= last]
    seen = _Seen(reach, [one for one in replaced if first <= one[1] <= last])
    calendars = school_calendars(list(reach.names), bank_holidays())
    return AttendancePage(
        pupil=pupil,
        child_url=child_url(actor, pupil),
        year=year_words(year),
        years=[YearWay(year_words(one), f"?year={one}", one == year) for one in years],
        said=summary([one for one in found if one.mark.day <= last], reach, year, calendars, kept),
        none="" if here or kept else _none(year, reach),
        weeks=seen.weeks(here),
        sums=_sum_rows(kept, reach),
        meanings=seen.meanings(here),
        corrected=seen.corrected(here),
        by_parts="" if None in reach.parts.values() else words.BY_PARTS,
        case_refs=reach.case_refs,
    )


def _none(year: int, reach: Reach) -> str:
    return f"{words.NO_MARKS} of {year_words(year)} from {listed(sorted(reach.names.values()))}."


def _sum_rows(kept: Sequence[Summed], reach: Reach) -> list[SumRow]:
    many = len({one.school_id for one in kept}) > 1
    return [
        SumRow(
            short_day(one.week),
            reach.names[one.school_id] if many else "",
            f"{one.sums.possible}",
            f"{one.sums.absent}",
        )
        for one in kept
    ]


class _Seen:
    """The marks as one reader reads them: each code in its words, or how it counts alone."""

    def __init__(self, reach: Reach, replaced: Sequence[Any]) -> None:
        self.reach = reach
        self.replaced = replaced

    def code(self, school_id: int, mark: Mark) -> Code:
        """The code; where the reader reads no more, how it counts in its place."""
        code = code_of(mark.code, mark.day)
        if self.reach.reads(school_id, code.part):
            return code
        return Code(words.SHORT[code.counts], words.COUNTS[code.counts], code.counts)

    def weeks(self, here: Iterable[Held]) -> list[WeekRow]:
        """The weeks, the newest first."""
        by_week: dict[tuple[date, int], dict[tuple[date, str], Code]] = defaultdict(dict)
        for one in here:
            there = by_week[monday(one.mark.day), one.school_id]
            there[one.mark.day, one.mark.session] = self.code(one.school_id, one.mark)
        changed: dict[int, set[tuple[date, str]]] = defaultdict(set)
        for (school_id, day, half), *_ in self._changes(here):
            changed[school_id].add((day, half))
        many = len({school_id for _, school_id in by_week}) > 1
        return [
            WeekRow(
                short_day(week),
                self.reach.names[school_id] if many else "",
                self._missed(there.values()),
                [_cell(week + timedelta(n), there, changed[school_id]) for n in range(5)],
            )
            for (week, school_id), there in sorted(by_week.items(), reverse=True)
        ]

    def _missed(self, found: Iterable[Code]) -> str:
        counts = [one.counts for one in found]
        missed = sum(one in (Counts.AUTHORISED, Counts.UNAUTHORISED) for one in counts)
        return f"{missed} of {missed + counts.count(Counts.ATTENDING)}"

    def meanings(self, here: Iterable[Held]) -> list[Meaning]:
        """What the table's codes mean, each once, by how they count."""
        read = [self.code(one.school_id, one.mark) for one in here]
        codes = {(code.code, code.label): code for code in read}
        order = list(Counts)
        found = sorted(codes.values(), key=lambda code: (order.index(code.counts), code.code))
        return [Meaning(one.code, one.label, words.COUNTS[one.counts]) for one in found]

    def _changes(self, here: Iterable[Held]) -> list[tuple[tuple[int, date, str], Code, Any]]:
        """What stood before, with who replaced it, where that reads otherwise than what stands."""
        stands = {(one.school_id, one.mark.day, one.mark.session): self.code(one.school_id, one.mark) for one in here}
        found = []
        for school_id, day, session, code, at, system in self.replaced:
            stood, key = self.code(school_id, Mark(day, session, code)), (school_id, day, session)
            if key in stands and stood.label != stands[key].label:
                found.append((key, stood, (at, system)))
        return found

    def corrected(self, here: Sequence[Held]) -> list[str]:
        """Each mark that another took the place of, the newest first."""
        return [
            f"{day_month(day)}, {words.HALVES[session]}: {stood.code}, {in_sentence(stood.label)}, until "
            f"{short_day(at)}, when {f'{system} sent' if system else 'a file of the school had'} another mark."
            for (_, day, session), stood, (at, system) in sorted(self._changes(here), key=_newest)
        ]


def _newest(change: tuple[tuple[int, date, str], Code, Any]) -> tuple[int, str]:
    (_, day, session), *_ = change
    return -day.toordinal(), session


def _cell(day: date, there: Mapping[tuple[date, str], Code], changed: Iterable[tuple[date, str]]) -> Cell:
    halves = {half: there.get((day, half)) for half in words.HALVES}
    if not any(halves.values()):
        return Cell(words.DAYS[day.weekday()], "· ·", "No mark", is_corrected=False)
    text = " ".join(code.code if code else "·" for code in halves.values())
    said = [f"{words.HALVES[half]}: {code.label if code else 'no mark'}" for half, code in halves.items()]
    is_corrected = any((day, half) in changed for half in halves)
    return Cell(words.DAYS[day.weekday()], text, "; ".join(said).capitalize(), is_corrected)
