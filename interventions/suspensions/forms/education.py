"""What education is arranged for a pupil who is suspended, and that the family was told of it."""

from dataclasses import asdict
from datetime import date
from typing import Any, ClassVar

from django import forms

from agencies.web.days import is_near
from agencies.web.fields import DayField, Form, Name, OneOf, lines
from interventions.suspensions import words
from interventions.suspensions.education import Arranged, as_arranged
from interventions.suspensions.models import Education, Suspension
from interventions.suspensions.states import WRITTEN

TO_COME = "That is still to come: leave it empty until it was so"
TOGETHER = "Say both when and how they were told, or neither yet"


class ArrangeEducation(Form):
    """By whom, where, from when on; `stands`, what whoever sends it has seen."""

    not_words: ClassVar[tuple[str, ...]] = ("stands", "times")
    needed_at_times: ClassVar[tuple[str, ...]] = ("told_on", "told_how", "virtual_head_on")
    stands = forms.IntegerField(widget=forms.HiddenInput, required=False)
    provider = Name(label="By whom", help_text="The school or the provider", max_length=120)
    address = forms.CharField(label="The address", widget=lines(3), max_length=300)
    from_on = DayField(label="From which day on")
    times = forms.CharField(label="At what times", help_text="Such as 9:15am to 2:45pm", max_length=60)
    report_to = Name(label="To whom the pupil comes", max_length=120)
    told_on = DayField(label="When the family was told", help_text="Leave empty until they were", required=False)
    told_how = OneOf(
        label="How they were told",
        choices=[(how, text) for how, text in words.HOW.items() if how in WRITTEN],
        required=False,
    )
    virtual_head_on = DayField(
        label="When the virtual school head was asked", help_text="Of a child who is looked after", required=False
    )

    def __init__(self, *args: Any, today: date, suspension: Suspension, there: Education | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.suspension = today, suspension
        if there:
            self.initial.update(asdict(as_arranged(there)), stands=there.pk)

    def clean_from_on(self) -> date:
        """A day of the suspension."""
        return is_near(self.cleaned_data["from_on"], self.today)

    def clean_told_on(self) -> date | None:
        """Today or before."""
        return self._been("told_on")

    def clean_virtual_head_on(self) -> date | None:
        """Today or before."""
        return self._been("virtual_head_on")

    def clean(self) -> dict[str, Any]:
        """Told in a way and on a day, or not yet."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not {"told_on", "told_how"} & set(self.errors) and bool(data.get("told_on")) != bool(data.get("told_how")):
            self.add_error("told_how" if data.get("told_on") else "told_on", TOGETHER)
        return data

    def _been(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        if day and day > self.today:
            raise forms.ValidationError(TO_COME)
        return day

    def arranged(self) -> Arranged:
        """What the act needs."""
        return Arranged(**{name: value for name, value in self.cleaned_data.items() if name != "stands"})
