"""A case's acts as forms."""

import uuid
from datetime import date
from typing import Any, ClassVar

from django import forms

from agencies.forms import DayField, Form, OneOf
from agencies.models import Person
from referrals import words
from referrals.actions.cases import EntryFacts, ToldFacts


def lines(rows: int = 3) -> forms.Textarea:
    """A text box of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


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


class DismissConcern(Form):
    """Answer a concern without a case."""

    reply = forms.CharField(
        label="Why no case, in words they can read",
        widget=lines(3),
        max_length=1000,
        error_messages={"required": "Say why: the person who logged it will read this"},
    )


class NameLead(Form):
    """Name the lead professional among the people of the school."""

    person = forms.ChoiceField(label="Who leads on this case?")

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.reference: person for person in people}
        options = [(p.reference, f"{p.name}, {p.job}" if p.job else p.name) for p in people]
        self.fields["person"].choices = [("", "Choose a person"), *options]  # type: ignore[attr-defined]
        self.fields["person"].error_messages["required"] = "Choose who leads"

    def clean_person(self) -> Person:
        """The person chosen."""
        return self.people[self.cleaned_data["person"]]


class AddEntry(Form):
    """Add to the story. Keepers choose the section; a partner's entry goes to their own."""

    needed_at_times = ("section",)
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = OneOf(label="What is it?", choices=list(words.KINDS.items()))
    title = forms.CharField(label="Title", max_length=120)
    text = forms.CharField(label="What happened, or what was said", widget=lines(5), max_length=8000)
    told_by = forms.CharField(label="Who wrote the words down, or who was there", max_length=120, required=False)
    happened_on = DayField(label="When was it?", help_text="Leave empty for today", required=False)
    section = forms.ChoiceField(
        label="What is it about?", help_text="A share shows only the parts that it names.", required=False
    )

    def __init__(self, *args: Any, today: date, own_section: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.own_section = today, own_section
        self.initial.setdefault("once", uuid.uuid4())
        if own_section:
            del self.fields["section"]
            return
        shown = [(code, label) for code, label in words.SECTIONS.items() if code != "casework"]
        self.fields["section"].choices = [("", "Choose a part"), *shown]  # type: ignore[attr-defined]

    def clean_happened_on(self) -> date:
        """Today where it is empty; never a day to come."""
        day: date = self.cleaned_data["happened_on"] or self.today
        if day > self.today:
            raise forms.ValidationError("Choose a day that has been: it can’t have happened yet")
        return day

    def clean(self) -> dict[str, Any]:
        """The child's own words are in *voice*; anything else needs a part."""
        data = super().clean() or {}
        if data.get("kind") == "voice":
            data["section"] = "voice"
        elif self.own_section:
            data["section"] = self.own_section
        elif not data.get("section") and "section" not in self.errors:
            self.add_error("section", "Choose what it is about")
        return data

    def facts(self) -> EntryFacts:
        """What the act needs."""
        names = ("kind", "section", "title", "text", "happened_on", "told_by")
        return EntryFacts(**{name: self.cleaned_data[name] for name in names})


class Told(Form):
    """What the family was told, as part of other forms."""

    needed_at_times: ClassVar[tuple[str, ...]] = ("whom", "told_on", "reason", "reason_words")
    told = OneOf(label="Was the family told?", choices=list(words.TOLD.items()))
    whom = forms.CharField(label="Who was told", max_length=120, required=False)
    how = forms.CharField(label="How", help_text="For example: by phone, at school", max_length=120, required=False)
    told_on = DayField(label="On which day", required=False)
    words_said = forms.CharField(label="What they said", widget=lines(2), max_length=2000, required=False)
    reason = forms.ChoiceField(
        label="Why not", choices=[("", "Choose a reason"), *words.NOT_TOLD.items()], required=False
    )
    reason_words = forms.CharField(
        label="The reason in your words", help_text="Looked at again within 20 working days.", widget=lines(2),
        max_length=2000, required=False,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """*Yes* says who and when; *no* says why, by code and in words."""
        data = super().clean() or {}
        if data.get("told") == "yes":
            self._need(data, "whom", "Say who was told")
            self._need(data, "told_on", "Say on which day they were told")
        if data.get("told") == "no":
            self._need(data, "reason", "Choose the reason why they were not told")
            self._need(data, "reason_words", "Say the reason in your words")
        return data

    def _need(self, data: dict[str, Any], name: str, sentence: str) -> None:
        if not data.get(name) and name not in self.errors:
            self.add_error(name, sentence)

    def told_facts(self) -> ToldFacts:
        """What the act needs."""
        data = self.cleaned_data
        names = ("told", "whom", "how", "told_on", "reason", "reason_words")
        return ToldFacts(words=data["words_said"], **{name: data[name] for name in names})


class RecordFamilyTold(Told):
    """What the family was told of the case."""


class Why(Form):
    """Any act that needs no more than a reason."""

    why = forms.CharField(
        label="Why", widget=lines(3), max_length=1000, error_messages={"required": "Say why, in a line"}
    )


class Confirm(Form):
    """A second look: nothing to fill in."""


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
