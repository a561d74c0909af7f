"""The year in one picture: one row above the other on the same weeks, each with a sentence and its table."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from agencies.calendar.facts import year_words
from agencies.words import count_words, day_month, plural, short_day
from interventions.pupil_page import words
from interventions.pupil_page.facts import WEEK, Axis, Window, axis, percent, window, words_of, years_from
from interventions.pupil_page.pages.head import Reader
from interventions.pupil_page.pages.panels import Dated, Panel, Shown
from interventions.suspensions.totals import in_days

HALF, GROUND = 4, 52
"""Pixels: how high a half day is drawn, and where the bars stand."""
INSET = 0.1
"""Of a week's width: what stays free at each side of a bar."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar over a week, or a mark on a day."""

    x: str
    width: str = ""
    y: int = 0
    height: int = 0
    words: str = ""
    middle: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """One line of marks; `look` says how they are drawn; `title`: the same for who can't see it."""

    name: str
    look: str
    title: str
    marks: list[Mark]
    count: int


@dataclass(frozen=True, slots=True)
class Cells:
    """A line of a table."""

    first: str
    second: str
    is_restricted: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One of the small pictures: its sentence, its lines of marks, and its table."""

    key: str
    title: str
    said: list[str]
    strips: list[Strip]
    heads: tuple[str, str] = ("", "")
    table: list[Cells] = field(default_factory=list)
    is_failed: bool = False


@dataclass(frozen=True, slots=True)
class YearLink:
    """Other weeks, and where they are drawn."""

    words: str
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of some weeks."""

    said: str
    unknown: str
    axis: Axis
    years: list[YearLink]
    rows: list[Row]


def picture(reader: Reader, asked: str, panels: dict[str, Panel]) -> Picture:
    """The weeks that are asked for; of what this reader is not shown no row, and no gap."""
    seen = window(asked, reader.known_from, reader.today)
    behind = axis(seen, reader.calendar, reader.today)
    rows = [DRAWN[name](panels[name], seen) for name in DRAWN if panels[name].shown is not Shown.SHUT]
    weeks = count_words(behind.unknown, "week")
    return Picture(
        said=f"{words_of(seen)}, a week at a time, by the days of {reader.school.name}.",
        unknown=f"Its terms are not known for {weeks}: they are hatched." if behind.unknown else "",
        axis=behind,
        years=_years(reader, seen),
        rows=rows,
    )


def _years(reader: Reader, seen: Window) -> list[YearLink]:
    newest = YearLink("The last twelve months", "", seen.year is None)
    years = years_from(reader.known_from, reader.today)
    return [newest, *(YearLink(year_words(one), f"?year={one}", seen.year == one) for one in years)]


def _within(panel: Panel, seen: Window) -> list[Dated]:
    return [one for one in panel.dated if seen.holds(one.on)]


def _failed(panel: Panel, title: str) -> Row:
    return Row(panel.name, title, [], [], is_failed=True)


def _suspended(panel: Panel, seen: Window) -> Row:
    return _halves(panel, seen, "Half days out by suspension", "Half days out")


def _missed(panel: Panel, seen: Window) -> Row:
    return _halves(panel, seen, "Half days missed", "Half days missed")


def _halves(panel: Panel, seen: Window, title: str, head: str) -> Row:
    if panel.shown is Shown.FAILED:
        return _failed(panel, title)
    weeks = Counter(seen.week_of(one.on) for one in _within(panel, seen))
    halves = weeks.total()
    days = (
        f"{count_words(halves, 'half day')}, {in_days(halves)} {plural(halves // 2 if halves % 2 == 0 else 2, 'day')}"
    )
    said = f"{days}, in {count_words(len(weeks), 'week')}." if halves else words.none_of(0, "")
    table = [Cells(_week(seen, n), str(number)) for n, number in sorted(weeks.items(), reverse=True)]
    spoken = "; ".join(f"{number} in the week of {_week(seen, n)}" for n, number in sorted(weeks.items()))
    marks = [_bar(seen, n, number) for n, number in sorted(weeks.items())]
    strip = Strip("", "bars", f"{title}: {spoken or 'none'}.", marks, halves)
    return Row(panel.name, title, [said], [strip], ("Week of", head), table)


def _week(seen: Window, number: int) -> str:
    return short_day(seen.first + number * WEEK)


def _bar(seen: Window, week: int, number: int) -> Mark:
    return Mark(
        x=seen.at_week(week + INSET),
        width=percent((1 - 2 * INSET) / seen.weeks),
        y=GROUND - HALF * number,
        height=HALF * number,
        words=str(number),
        middle=seen.at_week(week + 0.5),
    )


def _points(name: str, look: str, found: Iterable[Dated], seen: Window) -> Strip:
    days = sorted(one.on for one in found)
    spoken = ", ".join(day_month(day) for day in days)
    return Strip(name, look, f"{name}: {spoken or 'none'}.", [Mark(seen.at(day)) for day in days], len(days))


def _concerns(panel: Panel, seen: Window) -> Row:
    if panel.shown is Shown.FAILED:
        return _failed(panel, panel.title)
    found = _within(panel, seen)
    own = " of yours" if panel.said else ""
    said = [words.none_of(len(found), f"concern{own}", f"concerns{own}")]
    table = [Cells(short_day(one.on), one.what) for one in found]
    strip = _points(panel.title, "concern", found, seen)
    return Row(panel.name, panel.title, said, [strip], ("Day", "Where it stands"), table)


def _entries(panel: Panel, seen: Window) -> Row:
    title = "Entries, by kind"
    if panel.shown is Shown.FAILED:
        return _failed(panel, title)
    found, looks = _within(panel, seen), {"voice": "voice", "restricted": "shut"}
    kinds = [kind for kind in [*words.KINDS, "restricted"] if any(one.kind == kind for one in found)]
    named = {kind: [one for one in found if one.kind == kind] for kind in kinds}
    strips = [_points(of[0].what, looks.get(kind, "entry"), of, seen) for kind, of in named.items()]
    table = [Cells(short_day(one.on), one.what, one.kind == "restricted") for one in found]
    said = words.none_of(len(found), "entry that you may read", "entries that you may read")
    return Row(panel.name, title, [said], strips, ("Day", "Kind"), table)


def _moves(panel: Panel, seen: Window) -> Row:
    if panel.shown is Shown.FAILED:
        return _failed(panel, panel.title)
    found = sorted(_within(panel, seen), key=lambda one: one.on, reverse=True)
    said = words.none_of(len(found), "step of a managed move", "steps of managed moves")
    table = [Cells(short_day(one.on), one.what) for one in found]
    strip = _points(panel.title, "move", found, seen)
    return Row(panel.name, panel.title, [said], [strip], ("Day", "Step"), table)


DRAWN = {"attendance": _missed, "suspensions": _suspended, "concerns": _concerns, "entries": _entries, "moves": _moves}
"""What is drawn, from the top down."""
