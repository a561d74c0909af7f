"""On which day the report of a term was laid before the governing board."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from agencies.web.fields import DayField, Form


class RecordTermReport(Form):
    """The day; none before the term, and none to come."""

    laid_on = DayField(label="When was it laid before the board?")

    def __init__(self, *args: Any, first_on: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first_on, self.today = first_on, today

    def clean_laid_on(self) -> date:
        """From the term’s first day to today."""
        day: date = self.cleaned_data["laid_on"]
        if day > self.today:
            raise ValidationError("Enter today, or a day before today")
        if day < self.first_on:
            raise ValidationError("Enter a day of that term, or later")
        return day
