"""A closure as a form: its days and why."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from agencies.calendar.facts import span_of, years_of
from agencies.closures.words import WHY
from agencies.schoolday import school_year
from agencies.web.fields import DayField, Form, OneOf

TOO_FAR = "Choose days of this school year, or of the three ahead"


class KeepClosure(Form):
    """The first day, the last where there are several, and why."""

    first_on = DayField(label="First day")
    last_on = DayField(label="Last day", help_text="Leave it empty for one day", required=False)
    why = OneOf(label="Why", choices=list(WHY.items()))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_first_on(self) -> date:
        """In this school year, also before today, or in one of those ahead."""
        day: date = self.cleaned_data["first_on"]
        if school_year(day) not in years_of(self.today):
            raise ValidationError(TOO_FAR)
        return day

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first, and of the same school year."""
        data = super().clean() or {}
        first, last = data.get("first_on"), data.get("last_on")
        if first is None or "last_on" in self.errors:
            return data
        data["last_on"] = last = last or first
        if last < first:
            self.add_error("last_on", "Enter a last day on or after the first")
        elif last > span_of(school_year(first))[1]:
            self.add_error("last_on", "Enter a last day of the same school year")
        return data
