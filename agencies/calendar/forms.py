"""A school year as a school publishes it: three terms in halves or five or six terms, and the INSET days."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from agencies.calendar.facts import holidays_of, span_of, year_words
from agencies.calendar.imports import NotTermDates, Taken, read_events, take
from agencies.calendar.imports.files import MOST_BYTES
from agencies.calendar.words import is_numbered, numbered, term_of
from agencies.schoolday import MOST_WEEKS_OFF, WEEKEND, Row
from agencies.web.fields import DayField, Form, OneOf, SomeOf
from agencies.words import long_day

TERMS = ("Autumn", "Spring", "Summer")
HALVES = tuple(f"{term.lower()}_{half}" for term in TERMS for half in (1, 2))
LABELS = {f"{term.lower()}_{n}": f"{term}, {half} half" for term in TERMS for n, half in ((1, "first"), (2, "second"))}
TAKE = "take"
"""The button that fills the form from a file."""
HALVED, SIX = "halved", "six"
NAMED = {HALVED: "Three, each in two halves", SIX: "Five or six, each by itself"}
MOST_WEEKS = 20
"""No school has lessons for longer without a holiday: a longer stretch is a slip of the year."""


class KeepYear(Form):
    """The first and last day of each half, and the INSET days, one a line."""

    needed_at_times: ClassVar[tuple[str, ...]] = (
        "terms",
        *(f"{half}_{end}" for half in HALVES for end in ("first", "last")),
    )
    terms = OneOf(
        label="How many terms are there?",
        help_text=(
            "With five or six, each half below is one of them, and suspensions are added up by the fixed periods of "
            "the law: to 31 December, Easter Monday and 31 July"
        ),
        choices=list(NAMED.items()),
        required=False,
        initial=HALVED,
    )
    inset = forms.CharField(
        label="INSET days",
        help_text="The school is closed to pupils. One day a line, like 2 9 2026",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, school_year: int, rows: Iterable[Row], **kwargs: Any) -> None:
        """`rows` are those that stand."""
        super().__init__(*args, **kwargs)
        self.school_year = school_year
        for half in HALVES:
            self.fields[f"{half}_first"] = DayField(label="First day", required=False)
            self.fields[f"{half}_last"] = DayField(label="Last day", required=False)
        self.fields["inset"] = self.fields.pop("inset")
        self.stood = list(rows)
        self.fields["open"] = SomeOf(
            label="Bank holidays on which the school has lessons",
            help_text="Leave them empty where the school is closed, as nearly every school is",
            choices=[
                (day.isoformat(), f"{long_day(day)}, {name}") for day, name in holidays_of(school_year, self.stood)
            ],
            error_messages={"invalid_choice": "%(value)s is no bank holiday from Monday to Friday of this school year"},
            required=False,
        )
        self.initial = {**as_typed(self.stood), **self.initial}

    @property
    def halves(self) -> list[tuple[str, Any, Any]]:
        """Each half with its two fields."""
        return [(label, self[f"{half}_first"], self[f"{half}_last"]) for half, label in LABELS.items()]

    def clean_inset(self) -> list[date]:
        """Each line a weekday of the school year; the words name the line that is none."""
        lines = [line.strip() for line in self.cleaned_data["inset"].splitlines() if line.strip()]
        return sorted({self._inset(line) for line in lines})

    def _inset(self, line: str) -> date:
        try:
            day: date = DayField().clean(line)
        except ValidationError as error:
            raise ValidationError(f"“{line}” is no day: write it like 2 9 2026") from error
        first, last = span_of(self.school_year)
        if not first <= day <= last:
            raise ValidationError(f"{long_day(day)} is not in the school year {year_words(self.school_year)}")
        if day.weekday() in WEEKEND:
            raise ValidationError(f"{long_day(day)} is at a weekend")
        return day

    def clean(self) -> dict[str, Any]:
        """Each half has both ends, in order, within the school year and after the one before; one half is needed."""
        data, before = super().clean() or {}, None
        for half in HALVES:
            first, last = data.get(f"{half}_first"), data.get(f"{half}_last")
            if f"{half}_first" in self.errors or f"{half}_last" in self.errors or (first is None and last is None):
                continue
            if why := self._why_not(first, last, before):
                self.add_error(f"{half}_last" if first else f"{half}_first", f"{LABELS[half]}: {why}")
            before = last or before
        if not self.errors and before is None:
            self.add_error(f"{HALVES[0]}_first", "Enter the first day of at least one half")
        for day in () if self.errors else self._opened():
            if day in data["inset"]:
                self.add_error("open", f"{long_day(day)} is an INSET day too")
            elif not any(
                data[f"{half}_first"] and data[f"{half}_first"] <= day <= data[f"{half}_last"] for half in HALVES
            ):
                self.add_error("open", f"{long_day(day)} is in none of the halves")
        return data

    def _opened(self) -> list[date]:
        return sorted(date.fromisoformat(day) for day in self.cleaned_data.get("open", ()))

    def _why_not(self, first: date | None, last: date | None, before: date | None) -> str:
        if first is None or last is None:
            return "enter its first day and its last day"
        earliest, latest = span_of(self.school_year)
        if not (earliest <= first and last <= latest):
            return f"enter days of the school year {year_words(self.school_year)}: August to July"
        if last < first:
            return "enter a last day on or after the first"
        if before is not None and first <= before:
            return "it begins before the half before it ends"
        if before is not None and (first - before).days > 7 * MOST_WEEKS_OFF:
            return f"more than {MOST_WEEKS_OFF} weeks before it are empty: fill in the half between"
        return "that is longer than a school goes without a holiday" if (last - first).days > 7 * MOST_WEEKS else ""

    def rows_now(self) -> list[Row]:
        """What stands in the form, or stood before where what was typed can't be read."""
        return self.facts() if self.is_bound and self.is_valid() else self.stood

    def facts(self) -> list[Row]:
        """The terms, both halves under the term's name or each under its number, INSET days, and open bank holidays."""
        data = self.cleaned_data
        there = [half for half in HALVES if data[f"{half}_first"]]
        is_six = data.get("terms") == SIX
        labels = [numbered(n) if is_six else half.partition("_")[0].capitalize() for n, half in enumerate(there, 1)]
        terms = [
            Row(data[f"{half}_first"], data[f"{half}_last"], "term", label)
            for half, label in zip(there, labels, strict=True)
        ]
        inset = [Row(day, day, "inset") for day in data["inset"]]
        return terms + inset + [Row(day, day, "open") for day in self._opened()]


class TakeFile(Form):
    """A file of term dates, to fill the form of the year with."""

    file = forms.FileField(
        label="A file of term dates",
        help_text="A calendar (.ics) or a table (.csv), as your council or your school publishes it",
        error_messages={"required": "Choose a file", "empty": "This file is empty"},
    )

    def __init__(self, *args: Any, school_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.school_year = school_year

    def clean_file(self) -> Taken:
        """What the file says of this school year."""
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise ValidationError("This file is larger than 500 kB: that is more than term dates")
        try:
            return take(read_events(sent.read(), self.school_year), self.school_year)
        except NotTermDates as why:
            raise ValidationError(str(why)) from why


def as_typed(rows: Iterable[Row]) -> dict[str, Any]:
    """Rows by the form's fields: each term's stretches in order, a nameless one by month, numbered ones in order."""
    rows = list(rows)
    found: dict[str, Any] = {
        "inset": "\n".join(_short(row.first) for row in sorted(rows) if row.kind == "inset"),
        "open": [row.first.isoformat() for row in sorted(rows) if row.kind == "open"],
    }
    terms = sorted(row for row in rows if row.kind == "term")
    if any(is_numbered(row.label) for row in terms):
        found["terms"] = SIX
        for half, row in zip(HALVES, terms, strict=False):
            found[f"{half}_first"], found[f"{half}_last"] = row.first, row.last
        return found
    for row in terms:
        term = _term(row).lower()
        n = next((n for n in (1, 2) if f"{term}_{n}_first" not in found), 2)
        found[f"{term}_{n}_first"], found[f"{term}_{n}_last"] = row.first, row.last
    return found


def filled(sent: Any, files: Any, year: int, rows: Iterable[Row]) -> tuple[KeepYear, TakeFile, Taken | None]:
    """The year's form with what a file says, or as it stood where the file can't be taken; and the file's own form.

    Of bank holidays with lessons no file speaks: those that stand stay.
    """
    file = TakeFile(sent, files, school_year=year)
    taken = file.cleaned_data["file"] if file.is_valid() else None
    kept = [row for row in rows if row.kind == "open"] if taken else rows
    return KeepYear(school_year=year, rows=[*(taken.rows if taken else ()), *kept]), file, taken


def is_a_year(rows: Iterable[Row], year: int) -> bool:
    """Whether a person could write these rows as the school year."""
    each = list(rows)
    form = KeepYear(as_typed(each), school_year=year, rows=each)
    return form.is_valid() and sorted(_days(form.facts())) == sorted(_days(each))


def _days(rows: Iterable[Row]) -> Iterator[tuple[date, date, str]]:
    return ((row.first, row.last, row.kind) for row in rows)


def _term(row: Row) -> str:
    named = row.label.partition(",")[0]
    return named if named in TERMS else term_of(row.first)


def _short(day: date) -> str:
    return f"{day.day} {day.month} {day.year}"
