"""An entry's acts as forms."""

import uuid
from datetime import date, datetime
from typing import Any

from django import forms

from agencies.schoolday import local_day
from agencies.web.days import has_been
from agencies.web.fields import DayField, Name, OneOf, lines
from referrals.concerns.forms import MayTick
from referrals.entries import words
from referrals.entries.actions import EntryFacts


class AddEntry(MayTick):
    """Add to the story. Keepers choose the section; a partner's entry goes to their own."""

    needed_at_times = (*MayTick.needed_at_times, "section")
    own = ("kind", "title", "text", "told_by", "happened_on", "section")
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = OneOf(label="What is it?", choices=list(words.OWN_KINDS.items()))
    title = forms.CharField(label="Title", max_length=120)
    text = forms.CharField(label="What happened, or what was said", widget=lines(5), max_length=8000)
    told_by = Name(label="Who wrote the words down, or who was there", max_length=120, required=False)
    happened_on = DayField(label="When was it?", help_text="Leave empty for today", required=False)
    section = forms.ChoiceField(
        label="What is it about?", help_text="A share shows only the parts that it names.", required=False
    )

    def __init__(self, *args: Any, at: datetime, born_on: date, own_section: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at, self.today, self.born_on, self.own_section = at, local_day(at), born_on, own_section
        self.initial.setdefault("once", uuid.uuid4())
        if own_section:
            del self.fields["section"]
            return
        shown = [(code, label) for code, label in words.SECTIONS.items() if code != "casework"]
        self.fields["section"].choices = [("", "Choose a part"), *shown]  # type: ignore[attr-defined]

    def clean_happened_on(self) -> date:
        """Today where it is empty; never a day to come."""
        return has_been(self.cleaned_data["happened_on"], self.today, self.born_on)

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

    def asked(self) -> list[forms.BoundField]:
        """What it asks besides the danger, in order."""
        return [self[name] for name in self.own if name in self.fields]

    def facts(self) -> EntryFacts:
        """What the act needs."""
        names = ("kind", "section", "title", "text", "happened_on", "told_by")
        return EntryFacts(**{name: self.cleaned_data[name] for name in names})
