"""The acts on an arrival as forms."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agencies.web.days import is_near
from agencies.web.fields import DayField, Form, OneOf, lines
from referrals.arrivals.actions import CLASH, TransferFacts
from referrals.arrivals.states import Answer, Found, Outcome, Sending

NO_DAY = "Give the last day on the roll"


class AnswerArrival(Form):
    """Whether the child has left, with the last day."""

    answer = OneOf(label="Where is the child?", choices=Answer.choices)
    left_on = DayField(label="Last day on your roll", required=False)
    needed_at_times = ("left_on",)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_left_on(self) -> date | None:
        """At most a year from now."""
        day: date | None = self.cleaned_data["left_on"]
        return is_near(day, self.today) if day else None

    def clean(self) -> dict[str, Any]:
        """A child who has left has a last day; who has not, has none."""
        data = super().clean() or {}
        has_left, day = data.get("answer") == Answer.LEFT, data.get("left_on")
        if has_left and day is None and "left_on" not in self.errors:
            self.add_error("left_on", NO_DAY)
        return data if has_left else {**data, "left_on": None}

    def facts(self) -> dict[str, Any]:
        """What the act needs."""
        return {"answer": Answer(self.cleaned_data["answer"]), "left_on": self.cleaned_data["left_on"]}


class SettleArrival(Form):
    """One child or two, how the council knows, and the last day at the school before."""

    outcome = OneOf(label="What did you find?", choices=Outcome.choices)
    left_on = DayField(
        label="Last day at the school before",
        help_text="Leave it empty where the child is on both rolls, or the place has ended",
        required=False,
    )
    why = forms.CharField(label="How do you know?", widget=lines(3), max_length=1000)
    needed_at_times = ("left_on",)

    def __init__(self, *args: Any, found: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if found == Found.CONFLICT:
            self.fields["outcome"].choices = [(Outcome.APART.value, Outcome.APART.label)]  # type: ignore[attr-defined]
            self.fields["outcome"].help_text = CLASH
            del self.fields["left_on"]

    def clean_left_on(self) -> date | None:
        """At most a year from now."""
        day: date | None = self.cleaned_data["left_on"]
        return is_near(day, self.today) if day else None

    def facts(self) -> dict[str, Any]:
        """What the act needs."""
        outcome = Outcome(self.cleaned_data["outcome"])
        day = self.cleaned_data["left_on"] if outcome is Outcome.SAME else None
        return {"outcome": outcome, "left_on": day, "why": self.cleaned_data["why"]}


class RecordTransfer(Form):
    """What went, and when."""

    what = OneOf(label="What went to the new school?", choices=Sending.choices)
    sent_on = DayField(label="On which day?")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_sent_on(self) -> date:
        """Not after today."""
        day: date = self.cleaned_data["sent_on"]
        if day > self.today:
            raise ValidationError("Enter today or a day before it")
        return day

    def facts(self) -> TransferFacts:
        """What the act needs."""
        return TransferFacts(Sending(self.cleaned_data["what"]), self.cleaned_data["sent_on"])
