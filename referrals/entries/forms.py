"""An entry's acts as forms."""

import uuid
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet

from agencies.people.facts import told_apart
from agencies.people.models import Seat
from agencies.schoolday import LONDON, local_day
from agencies.web.days import has_been
from agencies.web.fields import DayField, Form, Name, OneOf, Pick, SomeOf, lines
from agencies.web.times import TimeField, instant_that_was
from agencies.words import short_day
from referrals.cases.models import Case
from referrals.concerns.forms import MayTick
from referrals.entries import words
from referrals.entries.access import MOST_READERS
from referrals.entries.actions import WORDS, EntryFacts
from referrals.entries.models import Entry
from referrals.entries.states import Kind

FIRST_ALONE = ". The first {} are listed: those who had to do with the case, then others"
NO_MORE = (
    "Somebody whom you ticked does not work on this case any more, and stands in the list no longer. "
    "Nobody was told, and nothing was saved: look at the list again"
)
CHANGED = "This was edited since you opened it: it says {} now. Look at it, and send yours again if it still holds"


class MayTell(Form):
    """A form whose sender ticks who is told."""

    tell = SomeOf(
        label="Tell somebody?",
        help_text="They get a letter that leads to the entry. Tick who may read the part that it is in",
        required=False,
        error_messages={"invalid_choice": NO_MORE},
    )

    def offer(self, readers: list[Seat]) -> None:
        """Those who can be ticked; where that is nobody, nobody is asked about."""
        self.readers = {seat.person.reference: seat for seat in readers}
        choices = [(value, _pick(seat)) for value, seat in self.readers.items()]
        self.fields["tell"].choices = choices  # type: ignore[attr-defined]
        if len(choices) >= MOST_READERS:
            self.fields["tell"].help_text += FIRST_ALONE.format(MOST_READERS)

    def told(self) -> list[Seat]:
        """By which seat each who was ticked hears."""
        return [self.readers[value] for value in dict.fromkeys(self.cleaned_data["tell"])]


def _pick(seat: Seat) -> Pick:
    """Their name, and beneath it what tells them apart and where they work."""
    name = seat.person.name
    return Pick(name, f"{told_apart(seat).removeprefix(f'{name}, ')}, {seat.agency.name}")


class _Words(Form):
    """What an entry says: facts apart from opinion, when, where, and by whom it was seen."""

    asks = ("kind", "title", "text", "opinion", "told_by", "happened_on", "happened_time", "place")
    kind = OneOf(label="What is it?", choices=list(words.OWN_KINDS.items()))
    title = forms.CharField(label="Title", max_length=120)
    text = forms.CharField(
        label="The facts: what happened, or what was said",
        help_text="What was seen and heard. The child’s own words as they said them",
        widget=lines(5),
        max_length=8000,
        error_messages={"required": "Say what happened, or what was said"},
    )
    opinion = forms.CharField(
        label="What you make of it",
        help_text="Your opinion is kept apart from the facts, under your name",
        widget=lines(3),
        max_length=4000,
        required=False,
    )
    told_by = Name(label="Who saw it or was there, or wrote the child’s words down", max_length=120, required=False)
    happened_on = DayField(label="When was it?", help_text="Leave empty for today", required=False)
    happened_time = TimeField(label="At about what time?", required=False)
    place = forms.CharField(label="Where was it?", max_length=120, required=False)
    at: datetime
    today: date
    born_on: date | None

    def clean_happened_on(self) -> date:
        """Today where it is empty; never a day to come."""
        return has_been(self.cleaned_data["happened_on"], self.today, self.born_on)

    def clean(self) -> dict[str, Any]:
        """The day with its time, which has been."""
        data = super().clean() or self.cleaned_data
        data["happened_at"] = None
        if data.get("happened_time") and data.get("happened_on"):
            try:
                data["happened_at"] = instant_that_was(data["happened_on"], data["happened_time"], self.at)
            except forms.ValidationError as to_come:
                self.add_error("happened_time", to_come)
        return data


class AddEntry(_Words, MayTick, MayTell):
    """Add to the story. Keepers choose the section; a partner's entry goes to their own."""

    needed_at_times = (*MayTick.needed_at_times, "section")
    own = (*_Words.asks, "section", "tell")
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    section = forms.ChoiceField(
        label="What is it about?", help_text="A share shows only the parts that it names.", required=False
    )

    def __init__(
        self, *args: Any, at: datetime, born_on: date, readers: list[Seat], own_section: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(readers)
        self.at, self.today, self.born_on, self.own_section = at, local_day(at), born_on, own_section
        self.initial.setdefault("once", uuid.uuid4())
        if own_section:
            del self.fields["section"]
            return
        shown = [(code, label) for code, label in words.SECTIONS.items() if code != "casework"]
        self.fields["section"].choices = [("", "Choose a part"), *shown]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The child's own words are in *voice*; anything else needs a part."""
        data = super().clean()
        if data.get("kind") == "voice":
            data["section"] = "voice"
        elif self.own_section:
            data["section"] = self.own_section
        elif not data.get("section") and "section" not in self.errors:
            self.add_error("section", "Choose what it is about")
        return data

    def asked(self) -> list[forms.BoundField]:
        """What it asks besides the danger, in order."""
        return [self[name] for name in self.own if name in self.fields]

    def facts(self) -> EntryFacts:
        """What the act needs."""
        names = ("kind", "section", "title", "text", "happened_on", "told_by", "opinion", "happened_at", "place")
        return EntryFacts(**{name: self.cleaned_data[name] for name in names})


class MoveEntry(Form):
    """The case of the child whom it is about, and why."""

    onto = forms.CharField(
        label="The case it belongs to",
        help_text="Its reference, as its page says it, such as HD43-D339-J. It is an open case of your school",
        max_length=20,
        error_messages={"required": "Say to which case, by its reference"},
    )
    why = forms.CharField(
        label="Why",
        help_text="Read by whoever may read both cases",
        widget=lines(3),
        max_length=1000,
        error_messages={"required": "Say why, in a line"},
    )

    not_words = ("onto",)

    def __init__(self, *args: Any, others: QuerySet[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = others

    def clean_onto(self) -> str:
        """One of those to which this reader may move it: any other is not there."""
        typed = str(self.cleaned_data["onto"]).strip().upper()
        if not self.others.filter(reference=typed).exists():
            raise forms.ValidationError("There is no open case of another child at your school with this reference")
        return typed


class EditEntry(_Words):
    """Its words as they stand, to be edited: of the page as it was opened."""

    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    happened_on = DayField(
        label="When was it?",
        help_text="The day on which it happened",
        error_messages={"required": "Say on which day it was"},
    )
    why = forms.CharField(
        label="Why you edit it", widget=lines(2), max_length=1000, error_messages={"required": "Say why, in a line"}
    )

    def __init__(self, *args: Any, entry: Entry, at: datetime, **kwargs: Any) -> None:
        self.at, self.today, self.born_on, self.entry = at, local_day(at), entry.case.pupil.born_on, entry
        now: dict[str, Any] = {name: getattr(entry, name) for name in WORDS}
        self.now = {**now, "happened_time": _time_of(entry.happened_at)}
        super().__init__(*args, initial={**self.now, "asked": str(entry.version)}, **kwargs)
        kinds = [one for one in words.OWN_KINDS.items() if one[0] != Kind.VOICE]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        if entry.kind == Kind.VOICE:
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        """It still stands as the page showed it; else each that differs says what it is now, beside what was typed."""
        data = super().clean()
        if data.get("asked") in ("", str(self.entry.version)):
            return data
        for name in self.asks:
            typed = f"{data[name]:%H:%M}" if isinstance(data.get(name), time) else data.get(name)
            if name in data and (typed or "") != (self.now[name] or ""):
                self.add_error(name, CHANGED.format(f"“{self._said(name)}”"))
        if self.errors:
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["asked"] = str(self.entry.version)  # type: ignore[index]
        return data

    def _said(self, name: str) -> str:
        value = self.now[name]
        if isinstance(value, date):
            return short_day(value)
        return str(words.OWN_KINDS.get(value, value) if name == "kind" else value) or "nothing"

    def facts(self) -> EntryFacts:
        """What the act needs."""
        data = {"kind": self.entry.kind, **self.cleaned_data}
        names = ("kind", "title", "text", "happened_on", "told_by", "opinion", "happened_at", "place")
        return EntryFacts(section=self.entry.section, **{name: data[name] for name in names})


def _time_of(at: datetime | None) -> str:
    return f"{at.astimezone(LONDON):%H:%M}" if at else ""
