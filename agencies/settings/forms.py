"""A council's setting as a form."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agencies.policy.kept_away import says, says_kept_away
from agencies.settings.facts import HOUR, SWITCH, Item
from agencies.settings.lines import BY_NAME, KEPT_AWAY, InLines, in_lines
from agencies.settings.words import bounds_words, unit_words
from agencies.web.days import is_near
from agencies.web.fields import DayField, Form, lines
from agencies.words import short_day

TRIED_ON = "A sentence to try them on"
TRY = "If you write one, nothing is kept until one of your words is found in it. The sentence itself is not kept"

FOUND_ANYWAY = "None of these words is found in this sentence. “{}” is found by the service’s own words, without yours"


class KeepSetting(Form):
    """How many days, from which day on, and why."""

    needed_at_times = ("value",)  # lines say themselves where one is needed
    value = forms.IntegerField(label="How many days", widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    starts_on = DayField(label="From", help_text="Today or later")
    why = forms.CharField(label="Why", widget=lines(2), max_length=200, help_text="Such as the protocol that says so")

    def __init__(self, *args: Any, item: Item, today: date, now: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item, self.today, self.now = item, today, now
        self.kind = BY_NAME.get(item.name)
        if self.kind:
            self._ask_lines(self.kind)
            return
        self.bounds = bounds_words(item.least, item.most, item.unit, item.force.value)
        if item.unit == SWITCH:
            self.fields["value"] = forms.TypedChoiceField(
                label="Off or on",
                choices=[("0", "Off"), ("1", "On")],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": self.bounds, "invalid_choice": self.bounds},
            )
            return
        value = self.fields["value"]
        value.label, value.help_text = f"How many {unit_words(item.unit)}", self.bounds
        if item.unit == HOUR:
            value.label = "At which full hour"
        value.error_messages["invalid"] = "Enter a whole number, like 5"

    def _ask_lines(self, kind: InLines) -> None:
        """One to a line, and of words a sentence on which they are tried."""
        rows = "\n".join(map(kind.show, self.now))
        self.fields["value"] = forms.CharField(
            label="What it is to be",
            help_text=kind.help,
            widget=lines(8),
            initial=rows,
            required=False,
        )
        if kind.name == KEPT_AWAY:
            self.fields["tried_on"] = forms.CharField(label=TRIED_ON, help_text=TRY, max_length=400, required=False)

    def clean_value(self) -> Any:
        """A number within what may be chosen, or what is kept of the lines."""
        value: Any = self.cleaned_data["value"]
        if self.kind:
            return in_lines(self.kind, value)
        if not self.item.least <= value <= self.item.most:
            raise ValidationError(self.bounds)
        return value

    def clean_tried_on(self) -> str:
        """One of the council's own words has to be found in it: that the service finds one shows nothing of them."""
        sentence: str = self.cleaned_data["tried_on"]
        if not sentence or "value" not in self.cleaned_data or says(self.cleaned_data["value"], sentence):
            return sentence
        if of_service := says_kept_away(sentence):
            raise ValidationError(FOUND_ANYWAY.format(of_service))
        raise ValidationError("None of these words is found in this sentence")

    def facts(self) -> dict[str, Any]:
        """What is kept of it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "tried_on"}

    def clean_starts_on(self) -> date:
        """Today or later, within a year: what began before keeps the days that it had."""
        day: date = self.cleaned_data["starts_on"]
        if day < self.today:
            raise ValidationError(f"Enter {short_day(self.today)} or a later day: what began before keeps its days")
        return is_near(day, self.today)
