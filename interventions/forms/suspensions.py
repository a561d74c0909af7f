"""The head's decision to suspend, in two minutes, and who was told of it."""

import uuid
from datetime import date
from typing import Any

from django import forms

from agencies import register
from agencies.calendar import SchoolCalendar
from agencies.forms import DayField, Form, OneOf, SomeOf
from interventions import totals, words
from interventions.actions.suspensions import SuspensionFacts, days_between
from interventions.lifecycle import NotNow
from interventions.models import Suspension
from referrals.models import Pupil

NONE_KNOWN = {"none": "None known", "yes": "Yes"}
ALREADY_TOLD = "This has been recorded already."


class ImposeSuspension(Form):
    """Pupil, days, sessions, reasons and what was tried; `seen` is what the totals were when the head looked."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    pupil_name = forms.CharField(label="Which pupil?", max_length=120, required=False)
    pupil = forms.CharField(label="Which pupil?", required=False)
    first_on = DayField(label="First day")
    last_on = DayField(label="Last day", help_text="The school’s INSET days and bank holidays in between do not count")
    kind = OneOf(label="What the pupil is kept out of", choices=list(words.KINDS.items()))
    reasons = SomeOf(
        label="Why: up to three reasons",
        error_messages={"required": "Choose one to three reasons. A suspension is for behaviour, never for need"},
    )
    tried = forms.CharField(label="What was tried before", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    misses_exam = forms.BooleanField(label="A public exam or national test would be missed", required=False)
    social_worker = OneOf(label="Has the pupil a social worker?", choices=list(NONE_KNOWN.items()))
    virtual_head = OneOf(label="Is the pupil looked after?", choices=list(NONE_KNOWN.items()))
    is_fact_only = forms.BooleanField(label="Keep it as a fact, though it is beyond my power", required=False)

    def __init__(self, *args: Any, today: date, school: SchoolCalendar, found: list[Pupil], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.school, self.found = today, school, found
        self.fields["reasons"].choices = list(register.exclusion_reasons(today).items())  # type: ignore[attr-defined]
        self.initial.setdefault("once", uuid.uuid4())

    def clean_first_on(self) -> date:
        """Today or later: a suspension cannot begin before it is decided."""
        day: date = self.cleaned_data["first_on"]
        if day < self.today:
            raise forms.ValidationError("Choose today or a later day: a suspension can’t begin before it is decided")
        return day

    def clean_reasons(self) -> list[str]:
        """Three at most."""
        chosen: list[str] = self.cleaned_data["reasons"]
        if len(chosen) > 3:
            raise forms.ValidationError("Choose three reasons at most")
        return chosen

    def clean_pupil(self) -> Pupil:
        """The pupil who was chosen, or the only one whose name fits."""
        chosen = [pupil for pupil in self.found if pupil.reference == self.cleaned_data["pupil"]]
        if not chosen and len(self.found) == 1 and not self.cleaned_data["pupil"]:
            chosen = self.found
        if not chosen:
            raise forms.ValidationError("Type two letters of the pupil’s name, then choose them")
        return chosen[0]

    def clean(self) -> dict[str, Any]:
        """There is a school day between the two days."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = data.get("first_on"), data.get("last_on")
        if first and last:
            try:
                days = days_between(self.school, first, last)
            except NotNow as unknown:
                self.add_error("last_on", str(unknown))
            else:
                if not days:
                    self.add_error("last_on", "There is no school day between these days: check them")
                data["days"] = days
        return data

    def facts(self) -> SuspensionFacts:
        """What the act needs."""
        data = self.cleaned_data
        return SuspensionFacts(
            kind=data["kind"],
            sessions=totals.sessions(data["days"], data["kind"]),
            reasons=tuple(data["reasons"]),
            tried=data["tried"],
            misses_exam=data["misses_exam"],
            tell=frozenset(who for who in ("social_worker", "virtual_head") if data[who] == "yes"),
            is_fact_only=data["is_fact_only"],
        )


class RecordNotice(Form):
    """Who was told, how and when."""

    recipient = OneOf(label="Who was told?")
    whom = forms.CharField(label="Their name", max_length=120)
    how = OneOf(label="How", choices=list(words.HOW.items()))
    told_on = DayField(label="When", help_text="Leave empty for today", required=False)

    def __init__(self, *args: Any, today: date, suspension: Suspension, owed: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.suspension = today, suspension
        self.fields["recipient"].choices = [(who, words.RECIPIENTS[who]) for who in owed]  # type: ignore[attr-defined]

    def clean_told_on(self) -> date:
        """Today where it is empty; never a day to come."""
        day: date = self.cleaned_data["told_on"] or self.today
        if day > self.today:
            raise forms.ValidationError("Choose a day that has been")
        return day
