"""What education is arranged for a pupil who is suspended, and that the family was told of it."""

from dataclasses import asdict
from datetime import date
from typing import Any, ClassVar

from django import forms

from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.schoolday import local_day
from agencies.web.days import is_near
from agencies.web.fields import DayField, Form, Name, OneOf, lines
from interventions.suspensions import words
from interventions.suspensions.education import FIELDS, Arranged, as_arranged, is_told_of_another
from interventions.suspensions.models import Education, Suspension
from interventions.suspensions.states import WRITTEN

TO_COME = "That is still to come: leave it empty until it was so"
TOO_EARLY = "That is before the head decided: enter the day on which it was so, or leave it empty"
NO_SCHOOL = "The school is not open to pupils then ({}): enter a day on which it is"
OF_ANOTHER = (
    "What is arranged is another now, and the family was told of what it was. Enter when and how they were told of "
    "this, or leave both empty until they are"
)
TOGETHER = "Say both when and how they were told, or neither yet"


class ArrangeEducation(Form):
    """By whom, where, from when on; `stands`, what whoever sends it has seen."""

    not_words: ClassVar[tuple[str, ...]] = ("stands", "times", "told_anew")
    needed_at_times: ClassVar[tuple[str, ...]] = ("told_on", "told_how", "virtual_head_on")
    stands = forms.IntegerField(widget=forms.HiddenInput, required=False)
    told_anew = forms.BooleanField(widget=forms.HiddenInput, required=False)
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
        self.today, self.suspension, self.there = today, suspension, there
        if there:
            self.initial.update(asdict(as_arranged(there)), stands=there.pk)

    def clean_from_on(self) -> date:
        """A day on which the school is open, as far as its days are known."""
        day = is_near(self.cleaned_data["from_on"], self.today)
        school = school_calendar(self.suspension.school_id, bank_holidays())
        if school.is_shut(day):
            raise forms.ValidationError(NO_SCHOOL.format(school.why_not(day)))
        return day

    def clean_told_on(self) -> date | None:
        """Between the decision and today."""
        return self._been("told_on")

    def clean_virtual_head_on(self) -> date | None:
        """Between the decision and today."""
        return self._been("virtual_head_on")

    def clean(self) -> dict[str, Any]:
        """Told in a way and on a day, or not yet."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not {"told_on", "told_how"} & set(self.errors) and bool(data.get("told_on")) != bool(data.get("told_how")):
            self.add_error("told_how" if data.get("told_on") else "told_on", TOGETHER)
        if not self.errors and not data["told_anew"] and is_told_of_another(self.there, self.arranged()):
            self._ask_anew()
        return data

    def _ask_anew(self) -> None:
        """The page comes back with what was typed, without that day; typed again, it counts."""
        data = self.data.copy()  # type: ignore[attr-defined]
        for name, value in (("told_on", ""), ("told_how", ""), ("told_anew", "on")):
            data[name] = value
        self.data = data
        self.add_error("told_on", OF_ANOTHER)

    def _been(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        if day and day > self.today:
            raise forms.ValidationError(TO_COME)
        if day and day < local_day(self.suspension.decided_at):
            raise forms.ValidationError(TOO_EARLY)
        return day

    def arranged(self) -> Arranged:
        """What the act needs."""
        return Arranged(**{name: self.cleaned_data[name] for name in FIELDS})
