"""What is given to do, and what became of it, as forms."""

import uuid
from datetime import date
from typing import Any

from django import forms

from agencies.web.days import is_near
from agencies.web.fields import DayField, Form, OneOf, lines
from referrals.given_tasks.actions import TaskFacts
from referrals.given_tasks.facts import Receiver
from referrals.given_tasks.states import Kind

CHOOSE = [("", "Choose who")]


class ToSomebody(Form):
    """A form that says whose it is."""

    to = forms.ChoiceField(label="Who does it?", error_messages={"required": "Choose who does it"})

    def __init__(self, *args: Any, receivers: list[Receiver], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.receivers = {one.value: one for one in receivers}
        self.fields["to"].choices = CHOOSE + [(one.value, one.label) for one in receivers]  # type: ignore[attr-defined]

    def clean_to(self) -> Receiver:
        """Whoever was chosen."""
        return self.receivers[self.cleaned_data["to"]]


class GiveTask(ToSomebody):
    """Something to do, or a question, for somebody, until a day."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = OneOf(label="What is it?", choices=Kind.choices)
    text = forms.CharField(
        label="What is to be done, or what do you ask?",
        help_text="Such as: ring mum on Thursday",
        widget=lines(3),
        max_length=1000,
        error_messages={"required": "Write what is to be done, or what you ask"},
    )
    to = forms.ChoiceField(label="Who does it, or answers?", error_messages={"required": "Choose who"})
    due_on = DayField(label="By which day", error_messages={"required": "Say by which day"})
    field_order = ("once", "kind", "text", "to", "due_on")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("once", uuid.uuid4())

    def clean_due_on(self) -> date:
        """Today or later, within a year."""
        day: date = self.cleaned_data["due_on"]
        if day < self.today:
            raise forms.ValidationError("Choose today or a later day")
        return is_near(day, self.today)

    def facts(self) -> TaskFacts:
        """What the act needs."""
        data = self.cleaned_data
        return TaskFacts(Kind(data["kind"]), data["text"], data["due_on"])


class FinishTask(Form):
    """What came of it."""

    said = forms.CharField(label="What came of it", widget=lines(3), max_length=4000, required=False)


class AnswerTask(Form):
    """The answer to a question."""

    said = forms.CharField(
        label="Your answer", widget=lines(4), max_length=4000, error_messages={"required": "Write the answer"}
    )
