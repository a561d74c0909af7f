"""Who has something in hand, as forms."""

from typing import Any

from django import forms

from agencies.people.facts import told_apart
from agencies.people.models import Person, Seat
from agencies.web.fields import Form

ANYBODY = "anybody"


class HandTo(Form):
    """To which colleague, or to anybody of the team."""

    to = forms.ChoiceField(label="Who has it in hand?", error_messages={"required": "Choose who"})

    def __init__(self, *args: Any, seats: list[Seat], own: int | None, team: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {seat.person.reference: seat.person for seat in seats}
        named = [(one.person.reference, "Yourself" if one.person_id == own else told_apart(one)) for one in seats]
        named.sort(key=lambda one: one[1] != "Yourself")
        self.fields["to"].choices = [("", "Choose who"), *named, (ANYBODY, f"Anybody at {team}")]  # type: ignore[attr-defined]

    def clean_to(self) -> Person | None:
        """The person chosen; None for anybody."""
        return self.people.get(self.cleaned_data["to"])


class HandOver(HandTo):
    """Who takes all that one has in hand."""

    to = forms.ChoiceField(label="Who takes it?", error_messages={"required": "Choose who takes it"})
