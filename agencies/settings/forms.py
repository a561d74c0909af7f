"""A council's setting as a form."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agencies.settings.facts import SWITCH, Item
from agencies.settings.words import bounds_words, unit_words
from agencies.web.days import is_near
from agencies.web.fields import DayField, Form, lines
from agencies.words import short_day


class KeepSetting(Form):
    """How many days, from which day on, and why."""

    value = forms.IntegerField(label="How many days", widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    starts_on = DayField(label="From", help_text="Today or later")
    why = forms.CharField(label="Why", widget=lines(2), max_length=200, help_text="Such as the protocol that says so")

    def __init__(self, *args: Any, item: Item, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item, self.today = item, today
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
        value.error_messages["invalid"] = "Enter a whole number, like 5"

    def clean_value(self) -> int:
        """A number within what may be chosen."""
        value: int = self.cleaned_data["value"]
        if not self.item.least <= value <= self.item.most:
            raise ValidationError(self.bounds)
        return value

    def clean_starts_on(self) -> date:
        """Today or later, within a year: what began before keeps the days that it had."""
        day: date = self.cleaned_data["starts_on"]
        if day < self.today:
            raise ValidationError(f"Enter {short_day(self.today)} or a later day: what began before keeps its days")
        return is_near(day, self.today)
