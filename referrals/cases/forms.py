"""A case's acts as forms."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from agencies.people.facts import told_apart
from agencies.people.models import Person, Seat
from agencies.web.days import has_been
from agencies.web.fields import DayField, Form, Name, OneOf, lines
from agencies.words import long_day
from referrals.cases import words
from referrals.cases.actions import ToldFacts
from referrals.cases.models import FamilyTold
from referrals.cases.states import AGAIN


class OpenCase(Form):
    """Open a case on a concern."""

    why = forms.CharField(
        label="Why, in a line or two",
        help_text="Strengths first, then what worries you. Everyone who may see the case reads this at the top.",
        widget=lines(2),
        max_length=300,
        error_messages={"required": "Say why, in a line or two: strengths first"},
    )
    reply = forms.CharField(
        label="What you tell the person who logged it",
        help_text="They read this, and not the case.",
        widget=lines(2),
        max_length=1000,
        error_messages={"required": "Say something to the person who logged it"},
    )


class JoinConcern(Form):
    """Join a concern to the pupil's open case."""

    reply = forms.CharField(label="What you tell the person who logged it", widget=lines(2), max_length=1000)


class NameLead(Form):
    """Name the lead professional among the people of the school."""

    person = forms.ChoiceField(label="Who leads on this case?")

    def __init__(self, *args: Any, people: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {seat.person.reference: seat.person for seat in people}
        options = [(seat.person.reference, told_apart(seat)) for seat in people]
        self.fields["person"].choices = [("", "Choose a person"), *options]  # type: ignore[attr-defined]
        self.fields["person"].error_messages["required"] = "Choose who leads"

    def clean_person(self) -> Person:
        """The person chosen."""
        return self.people[self.cleaned_data["person"]]


def known_words(known: FamilyTold) -> str:
    """What was recorded before, in a sentence."""
    how, day = f", {known.how}" if known.how else "", long_day(known.told_on) if known.told_on else ""
    return f"Recorded before: {known.whom} was told on {day}{how}."


def offered(known: FamilyTold | None, names: tuple[str, ...]) -> dict[str, Any]:
    """What of it a form offers, by the names of the form's fields."""
    if known is None:
        return {}
    held = {"whom": known.whom, "how": known.how, "told_on": known.told_on, "words_said": known.words}
    return {name: held[name] for name in names if held[name]}


class Told(Form):
    """What the family was told, as part of other forms."""

    needed_at_times: ClassVar[tuple[str, ...]] = ("whom", "told_on", "reason", "reason_words")
    offers: ClassVar[tuple[str, ...]] = ("whom", "how", "told_on", "words_said")
    told = OneOf(label="Was the family told?", choices=list(words.TOLD.items()))
    whom = Name(label="Who was told", max_length=120, required=False)
    how = forms.CharField(label="How", help_text="For example: by phone, at school", max_length=120, required=False)
    told_on = DayField(label="On which day", required=False)
    words_said = forms.CharField(label="What they said", widget=lines(2), max_length=2000, required=False)
    reason = forms.ChoiceField(
        label="Why not", choices=[("", "Choose a reason"), *words.NOT_TOLD.items()], required=False
    )
    reason_words = forms.CharField(
        label="The reason in your words", help_text=f"{AGAIN.capitalize()}.", widget=lines(2),
        max_length=2000, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, born_on: date, known: FamilyTold | None = None, **kwargs: Any) -> None:
        """`known` is what was recorded before: it is offered, and whether it holds for this too is still asked."""
        super().__init__(*args, **kwargs)
        self.today, self.born_on = today, born_on
        self.offered = offered(known, self.offers)
        self.initial = {**self.offered, **self.initial}
        if known is not None:
            self.fields["told"].help_text = f"{known_words(known)} It is filled in below."

    def clean_told_on(self) -> date | None:
        """A day that has been."""
        day: date | None = self.cleaned_data["told_on"]
        return has_been(day, self.today, self.born_on) if day else None

    def clean(self) -> dict[str, Any]:
        """*Yes* says who and when; *no* says why, by code and in words, and keeps nothing that was only offered."""
        data = super().clean() or {}
        if data.get("told") != "yes":
            data |= {name: None if name == "told_on" else "" for name in self.offered if self._is_offered(data, name)}
        if data.get("told") == "yes":
            self._need(data, "whom", "Say who was told")
            self._need(data, "told_on", "Say on which day they were told")
        if data.get("told") == "no":
            self._need(data, "reason", "Choose the reason why they were not told")
            self._need(data, "reason_words", "Say the reason in your words")
        return data

    def _is_offered(self, data: dict[str, Any], name: str) -> bool:
        return bool(data.get(name) == self.offered[name])

    def _need(self, data: dict[str, Any], name: str, sentence: str) -> None:
        if not data.get(name) and name not in self.errors:
            self.add_error(name, sentence)

    def told_facts(self) -> ToldFacts:
        """What the act needs."""
        data = self.cleaned_data
        names = ("told", "whom", "how", "told_on", "reason", "reason_words")
        return ToldFacts(words=data["words_said"], **{name: data[name] for name in names})


class RecordFamilyTold(Told):
    """What the family was told of the case: another time, so of what is known only who it was is offered."""

    offers: ClassVar[tuple[str, ...]] = ("whom", "how")


class CloseCase(Form):
    """Close the case with an outcome and the family's words."""

    outcome = OneOf(label="How did it end?", choices=list(words.OUTCOMES.items()))
    words_said = forms.CharField(label="What was reached", widget=lines(3), max_length=4000)
    family_words = forms.CharField(
        label="The child’s and the family’s words",
        help_text="If you could not ask them, say why.",
        widget=lines(3),
        max_length=4000,
    )
