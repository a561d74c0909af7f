"""A file of the roll as a form, and what the lead says of what stands in it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agencies.web.days import has_been
from agencies.web.fields import DayField, Form, OneOf, Pick, SomeOf
from agencies.words import short_day
from referrals.pupils.actions.rolls import NOBODY
from referrals.pupils.models import Enrolment
from referrals.rolls.actions import Said
from referrals.rolls.facts import Compared, Kind, Roll
from referrals.rolls.imports import MOST_BYTES, NotARoll, Read, as_table, decoded, is_transfer, read, written

MOST_LEFT = 500
"""More than that is no year’s leavers: the file is not the whole roll."""
TWICE = "You said of two lines that they are this child. Choose one"
CHANGED = (
    "The roll has changed since you looked, or the file is another. This is what it would change now: look once more."
)


class ChooseFile(Form):
    """The file, and the school where its sender has more than one."""

    school = OneOf(label="Which school’s roll is it?", choices=[])
    file = forms.FileField(
        label="A file of your roll",
        help_text="A table (.csv) from your school’s system, with first name, last name and date of birth, "
        "and the people around a child where it has them; "
        "or a common transfer file (.xml) of pupils who join you",
        error_messages={"required": "Choose a file", "empty": "This file is empty"},
    )

    def __init__(self, *args: Any, schools: Mapping[str, str], today: date, **kwargs: Any) -> None:
        """`schools` are the names by reference."""
        super().__init__(*args, **kwargs)
        self.schools, self.today = schools, today
        self.fields["school"].choices = list(schools.items())  # type: ignore[attr-defined]
        if len(schools) == 1:
            del self.fields["school"]

    def clean_file(self) -> object:
        """What stands in it."""
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise ValidationError("This file is larger than 900 kB. Leave out the columns that are not asked for")
        try:
            return self.read(decoded(sent.read()))
        except NotARoll as why:
            raise ValidationError(str(why)) from why

    def read(self, text: str) -> object:
        """The pupils of its text."""
        return _read(text, self.today)

    @property
    def chosen(self) -> str:
        """The reference of the school whose roll it is."""
        return str(self.cleaned_data.get("school") or next(iter(self.schools)))


def _read(text: str, today: date) -> Read:
    """The pupils of a table, or of a common transfer file."""
    if not is_transfer(text):
        return read(text, today)
    table, warnings = as_table(text)
    found = read(table, today)
    return replace(found, warnings=[*warnings, *found.warnings])


class TakeRoll(Form):
    """What the lead says: who is the same child, who has left and when."""

    school = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(widget=forms.HiddenInput, strip=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(
        label="Of those who are another child: how do you know?",
        help_text="For example: they are twins, and both are in school",
        max_length=200,
        required=False,
    )
    left = SomeOf(
        label="Who of them has left?",
        help_text="Whoever you don’t tick stays on your roll",
        choices=[],
        required=False,
    )
    left_on = DayField(label="Their last day", help_text="For other last days, send the file again", required=False)
    first_on = DayField(
        label="Of those who are new and whose first day the file does not say: which is it?",
        help_text="Leave empty for today",
        required=False,
    )
    needed_at_times = ("why", "left", "left_on")
    not_words = ("why",)

    def __init__(self, *args: Any, roll: Roll, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roll, self.today = roll, today
        self.initial["seen"] = seen_as(roll)
        self.asked = {f"who_{row.line.number}": row for row in roll.of(Kind.MAYBE)}
        for name, row in self.asked.items():
            them = [(place.pupil.reference, _pick(place, today)) for place in row.alike]
            label = f"Is {row.line.name}, born {short_day(row.line.born)} (line {row.line.number}), one of these?"
            choices = [*them, (NOBODY, "No, it is another child")]
            self.fields[name] = OneOf(label=label, choices=choices, required=False)
        self.fields["left"].choices = [(place.pupil.reference, _pick(place, today)) for place in roll.absent]  # type: ignore[attr-defined]
        for name in ("left", "left_on") if not 0 < len(roll.absent) <= MOST_LEFT else ():
            del self.fields[name]
        if not self.asked:
            del self.fields["why"]
        if all(row.line.starts_on for row in roll.of(Kind.NEW, Kind.MAYBE)):
            del self.fields["first_on"]

    def clean_left_on(self) -> date | None:
        """A day that has been."""
        day: date | None = self.cleaned_data["left_on"]
        return has_been(day, self.today) if day else None

    def clean_first_on(self) -> date | None:
        """Within a year of today."""
        day: date | None = self.cleaned_data["first_on"]
        if day and abs(day - self.today) > timedelta(366):
            raise forms.ValidationError("Choose a day within a year of today")
        return day

    def clean(self) -> dict[str, Any]:
        """What is answered is what was seen; whoever left did so on a day; of two who are alike it is known which."""
        data = super().clean() or {}
        says = self.roll.of(Kind.NEW, Kind.CHANGED, Kind.MAYBE) or any(row.line.people for row in self.roll.rows)
        if data.get("seen") != seen_as(self.roll) and says:
            self.show_now()
            raise forms.ValidationError(CHANGED)
        self._check_left(data)
        self._check_answers(data)
        return data

    def show_now(self) -> None:
        """The page that comes back shows the roll as it is now: who sends that has seen it."""
        sent: Any = self.data
        self.data = sent.copy()
        self.data["seen"] = seen_as(self.roll)  # type: ignore[index]

    def _check_left(self, data: dict[str, Any]) -> None:
        if data.get("left") and not data.get("left_on") and "left_on" not in self.errors:
            self.add_error("left_on", "Give the last day of those who have left")
        if data.get("left_on") and not data.get("left") and "left" not in self.errors:
            self.add_error("left", "Tick who has left on that day, or leave the day empty")

    def _check_answers(self, data: dict[str, Any]) -> None:
        said = [data[name] for name in self.asked if data.get(name) not in (None, "", NOBODY)]
        for name, row in self.asked.items():
            if why := TWICE if said.count(data.get(name)) > 1 else _why_not(row, data.get(name, "")):
                self.add_error(name, why)
        if any(data.get(name) == NOBODY for name in self.asked) and not data.get("why"):
            self.add_error("why", "Say how you know that they are another child")

    def said(self) -> Said:
        """What the act needs."""
        data = self.cleaned_data
        who = {row.line.number: data[name] for name, row in self.asked.items() if data.get(name)}
        left = frozenset(data.get("left", ()))
        return Said(who, data.get("why", ""), left, data.get("left_on"), data.get("first_on"))

    @property
    def questions(self) -> list[Any]:
        """The fields that ask who a line is."""
        return [self[name] for name in self.asked]


def seen_as(roll: Roll) -> str:
    """What the page showed of the roll, as one word: who sends it answers that, and nothing newer."""
    rows = [
        (row.line.number, row.kind.value, row.changes, [one.pk for one in row.alike], row.line.people)
        for row in roll.rows
    ]
    return sha256(repr((rows, [one.pk for one in roll.absent])).encode()).hexdigest()


def _why_not(row: Compared, answer: str) -> str:
    """Where the line can't be of the child that was chosen."""
    chosen = next((one for one in row.alike if one.pupil.reference == answer), None)
    ends_on = row.line.ends_on
    if chosen is None or ends_on is None or ends_on >= chosen.starts_on:
        return ""
    return f"The last day in the file is before their first one here, {short_day(chosen.starts_on)}"


def as_sent(file: Read, school: str) -> dict[str, str]:
    """What the second form carries of the file."""
    return {"text": written(file.lines), "school": school}


def carried(text: str, today: date) -> Read | None:
    """The file that a page carried; None where that is none any more."""
    try:
        return read(text, today, is_carried=True)
    except NotARoll:
        return None


def left_out(roll: Roll, typed: Mapping[str, Any]) -> list[Compared]:
    """The lines that can't be taken, and those of whom nobody has said who they are."""
    asked = [row for row in roll.of(Kind.MAYBE) if not typed.get(f"who_{row.line.number}")]
    return sorted([*roll.of(Kind.FAULT), *asked], key=lambda row: row.line.number)


def _pick(place: Enrolment, today: date) -> Pick:
    ends = f"was on your roll until {short_day(place.ends_on)}" if place.ends_on and place.ends_on < today else ""
    about = ", ".join(filter(None, [place.form, f"born {short_day(place.pupil.born_on)}", ends]))
    return Pick(place.pupil.name, about)
