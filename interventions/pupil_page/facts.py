"""The weeks of a picture: which they are, where a day stands in them, and where the school is closed or not known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from agencies.calendar.facts import span_of, year_words
from agencies.schoolday import SchoolCalendar, school_year
from agencies.words import MONTHS
from interventions.suspensions.totals import spans_of_year

WEEK, DAYS = timedelta(7), 7
WEEKS, AHEAD = 52, 2
"""Of the newest picture: a year of weeks, two of them still to come."""
MOST_YEARS = 15
TERMS = ("Autumn", "Spring", "Summer")
LEAST_APART = 7
"""Weeks: names of terms that stand nearer would run into each other."""


@dataclass(frozen=True, slots=True)
class Window:
    """The weeks that are drawn: from a Monday on."""

    first: date
    weeks: int
    year: int | None = None

    @property
    def last(self) -> date:
        """The last day that is drawn."""
        return self.first + self.weeks * WEEK - timedelta(1)

    def holds(self, day: date) -> bool:
        """Whether the day is among them."""
        return self.first <= day <= self.last

    def week_of(self, day: date) -> int:
        """In which of the weeks the day is."""
        return (day - self.first).days // DAYS

    def at(self, day: date) -> str:
        """Where the day stands from left to right."""
        return percent(((day - self.first).days + 0.5) / (self.weeks * DAYS))

    def at_week(self, number: float) -> str:
        """Where that week begins, or so many weeks end."""
        return percent(number / self.weeks)


def percent(share: float) -> str:
    """A part of the width, as SVG reads it."""
    return f"{100 * share:.2f}%"


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(day.weekday())


def newest(today: date) -> Window:
    """The weeks behind us and two ahead."""
    return Window(monday(today) + AHEAD * WEEK - (WEEKS - 1) * WEEK, WEEKS)


def of_year(year: int) -> Window:
    """The weeks of the school year that begins in `year`."""
    first, last = span_of(year)
    return Window(monday(first), (last - monday(first)).days // DAYS + 1, year)


def window(asked: str, known_from: date, today: date) -> Window:
    """The weeks that an address asks for; the newest where it asks for none that there is."""
    years = years_from(known_from, today)
    return of_year(int(asked)) if asked in {str(year) for year in years} else newest(today)


def years_from(known_from: date, today: date) -> list[int]:
    """The school years since that day, the newest first."""
    last = school_year(today)
    return list(range(last, max(school_year(known_from), last - MOST_YEARS) - 1, -1))


@dataclass(frozen=True, slots=True)
class Band:
    """Weeks next to each other in which the school is closed, or of which its terms are not known."""

    x: str
    width: str
    look: str


@dataclass(frozen=True, slots=True)
class Label:
    """A word of the axis."""

    x: str
    words: str


@dataclass(frozen=True, slots=True)
class Axis:
    """What lies behind every row: closures, terms and months; `unknown`: how many weeks are not known."""

    bands: list[Band]
    terms: list[Label]
    months: list[Label]
    unknown: int
    today: str


def axis(seen: Window, school: SchoolCalendar, today: date) -> Axis:
    """The axis of these weeks by one school's own days."""
    looks = [_look(seen.first + n * WEEK, school) for n in range(seen.weeks)]
    return Axis(
        bands=list(_bands(looks, seen)),
        terms=_terms(seen, school),
        months=[Label(seen.at(day), MONTHS[day.month - 1][:3]) for day in _firsts(seen)],
        unknown=looks.count("unknown"),
        today=seen.at(today) if seen.holds(today) else "",
    )


def _look(first: date, school: SchoolCalendar) -> str:
    days = [first + timedelta(n) for n in range(5)]
    if any(school.is_school_day(day) for day in days):
        return ""
    return "closed" if all(school.is_shut(day) for day in days) else "unknown"


def _bands(looks: list[str], seen: Window) -> Iterator[Band]:
    begins = 0
    for n in range(1, len(looks) + 1):
        if n == len(looks) or looks[n] != looks[begins]:
            if looks[begins]:
                yield Band(seen.at_week(begins), percent((n - begins) / seen.weeks), looks[begins])
            begins = n


def _firsts(seen: Window) -> list[date]:
    """The first day of each month among them, but for one that would stand at the very end."""
    days = (seen.first + timedelta(n) for n in range((seen.weeks - 1) * DAYS))
    return [day for day in days if day.day == 1]


def _terms(seen: Window, school: SchoolCalendar) -> list[Label]:
    """Where each term begins; one that runs already, at the left edge."""
    found: list[tuple[int, str]] = []
    for year in range(school_year(seen.first), school_year(seen.last) + 1):
        for span, name in zip(spans_of_year(year, school), TERMS, strict=True):
            first, last = max(span.first, seen.first), min(span.last, seen.last)
            day = next((day for day in _days(first, last) if school.is_school_day(day)), None)
            if day is not None:
                found.append((seen.week_of(day), name))
    apart = [one for n, one in enumerate(found) if n + 1 == len(found) or found[n + 1][0] - one[0] >= LEAST_APART]
    return [Label(seen.at_week(week), name) for week, name in apart if week <= seen.weeks - LEAST_APART // 2]


def _days(first: date, last: date) -> Iterator[date]:
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def words_of(seen: Window) -> str:
    """Which weeks they are, in words."""
    if seen.year is not None:
        return f"The school year {year_words(seen.year)}"
    return f"{_month(seen.first)} to {_month(seen.last)}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"
