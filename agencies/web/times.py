"""The time of a day as people write it, and the instant that it makes with a day."""

import re
from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agencies.schoolday import LONDON

EXAMPLE = "14:20"
NOT_A_TIME = f"Enter the time as hours and minutes, like {EXAMPLE}"
TO_COME = "That time has not come yet"
_AS_SAID = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?\s*([ap]m)?", re.IGNORECASE)


class TimeField(forms.Field):
    """A time of the day, "14:20", "2.20 pm" or "9am"; gives a `time`."""

    widget = forms.TextInput

    def __init__(self, *, help_text: str = "", **kwargs: Any) -> None:
        """Each shows an example; `help_text` comes after it."""
        super().__init__(help_text=". ".join(filter(None, [f"For example, {EXAMPLE}", help_text])), **kwargs)

    def to_python(self, value: Any) -> time | None:
        """Read the time."""
        text = str(value or "").strip()
        if not text or isinstance(value, time):
            return value or None
        said = _AS_SAID.fullmatch(text)
        hour, minute, half = said.groups() if said else ("", "", "")
        if not hour or not (minute or half):
            raise ValidationError(NOT_A_TIME)
        try:
            return time(_hour(int(hour), (half or "").lower()), int(minute or 0))
        except ValueError:
            raise ValidationError(NOT_A_TIME) from None


def _hour(hour: int, half: str) -> int:
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half == "pm" else 0)


def instant_of(day: date, clock: time) -> datetime:
    """The instant, in UTC, when the clocks of London show that time on that day."""
    return datetime.combine(day, clock, LONDON).astimezone(UTC)


def instant_that_was(day: date, clock: time, at: datetime) -> datetime:
    """The same, of what has been."""
    found = instant_of(day, clock)
    if found > at:
        raise ValidationError(TO_COME)
    return found
