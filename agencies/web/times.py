"""The time of a day as people write it, and the instant of a day and a time in London."""

import re
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from agencies.schoolday import LONDON
from agencies.web.fields import DayInput

NOT_A_TIME = "Enter the time with hours and minutes, like 18:03"
NOON = 12
_AS_SAID = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*([ap]m)?", re.IGNORECASE)


class TimeField(forms.Field):
    """A time as people write it, "18:03", "18.03" or "6.03pm"; gives a `time`. An hour alone is refused."""

    widget = DayInput
    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": NOT_A_TIME}

    def __init__(self, *, help_text: str = "For example, 18:03", **kwargs: Any) -> None:
        super().__init__(help_text=help_text, **kwargs)

    def to_python(self, value: Any) -> time | None:
        """Read the time."""
        text = str(value or "").strip()
        if not text:
            return None
        said = _AS_SAID.fullmatch(text)
        if not said or not (said[2] or said[3]):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        hour, half = int(said[1]), (said[3] or "").lower()
        if half and not 1 <= hour <= NOON:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        hour = hour % NOON + (NOON if half == "pm" else 0) if half else hour
        try:
            return time(hour, int(said[2] or 0))
        except ValueError as none:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from none


def instant_of(day: date, clock: time) -> datetime:
    """The instant, in UTC, when the clocks of London show that time on that day."""
    return datetime.combine(day, clock, LONDON).astimezone(UTC)
