"""The concern and the pupil who was not on the list."""

import uuid
from datetime import date
from typing import Any

from django import forms

from agencies.forms import DayField, Form, OneOf, Pick, SomeOf
from agencies.identifiers import clean_upn
from referrals import words
from referrals.actions.concerns import ConcernFacts
from referrals.actions.pupils import PupilFacts
from referrals.models import Pupil

NO_PUPIL = "Type two letters of the pupil’s name, then choose them"
OLDEST = 26


class LogConcern(Form):
    """A concern in under a minute: pupil, what was seen, what happened, how worried; the rest may stay empty."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    pupil_name = forms.CharField(label="Which pupil?", max_length=120, required=False)
    pupil = forms.CharField(label="Which pupil?", required=False)
    seen = SomeOf(
        label="What did you see?",
        choices=list(words.SEEN.items()),
        error_messages={"required": "Choose what you saw; more than one if it fits"},
    )
    fact = forms.CharField(
        label="What happened, in a line",
        help_text="What you saw or heard. The child may read it one day.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Say what happened, in a line"},
    )
    worry = OneOf(label="How worried are you?", error_messages={"required": "Say how worried you are"})
    happened_on = DayField(label="When was it?", help_text="Leave empty for today", required=False)
    child_words = forms.CharField(
        label="What the child said, in their words",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )
    done_so_far = forms.CharField(
        label="What you have done so far", widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False
    )
    told_whom = forms.CharField(label="Whom you have told", max_length=200, required=False)
    folded = ("happened_on", "child_words", "done_so_far", "told_whom")

    def __init__(self, *args: Any, today: date, look_by: dict[int, str], found: list[Pupil], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.found = today, found
        self.fields["worry"].choices = [(n, Pick(label, look_by[n])) for n, label in words.WORRY.items()]  # type: ignore[attr-defined]
        self.initial.setdefault("once", uuid.uuid4())

    def clean_happened_on(self) -> date:
        """Today where it is empty; never a day to come."""
        day: date = self.cleaned_data["happened_on"] or self.today
        if day > self.today:
            raise forms.ValidationError("Choose a day that has been: it can’t have happened yet")
        return day

    def clean_pupil(self) -> Pupil:
        """The pupil whose reference was chosen, or the only one whose name fits what was typed."""
        chosen = [pupil for pupil in self.found if pupil.reference == self.cleaned_data["pupil"]]
        if not chosen and len(self.found) == 1 and not self.cleaned_data["pupil"]:
            chosen = self.found
        if not chosen:
            typed = self.cleaned_data.get("pupil_name") or self.data.get("pupil_name", "")
            raise forms.ValidationError(f"Choose which “{typed}” you mean" if self.found else NO_PUPIL)
        return chosen[0]

    def facts(self) -> ConcernFacts:
        """What the act needs."""
        data = {name: self.cleaned_data[name] for name in ("seen", "fact", "child_words", "done_so_far", "told_whom")}
        return ConcernFacts(worry=int(self.cleaned_data["worry"]), happened_on=self.cleaned_data["happened_on"], **data)


class AddPupil(Form):
    """A pupil who is not on the list: name and date of birth, and the UPN where it is at hand."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    given_name = forms.CharField(label="First name", max_length=80)
    family_name = forms.CharField(label="Last name", max_length=80)
    born_on = DayField(label="Date of birth", example="23 11 2012")
    upn = forms.CharField(label="UPN", help_text="13 characters, such as A123456789012", max_length=40, required=False)
    form = forms.CharField(label="Form or class", max_length=20, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("once", uuid.uuid4())

    def clean_born_on(self) -> date:
        """A child or young person: born, and not yet 26."""
        born: date = self.cleaned_data["born_on"]
        if born > self.today:
            raise forms.ValidationError("The date of birth is in the future. Check the year")
        if self.today.year - born.year > OLDEST:
            raise forms.ValidationError("That makes them older than 25. Check the year")
        return born

    def clean_upn(self) -> str:
        """The UPN in its normal form, checked by its letter."""
        typed: str = self.cleaned_data["upn"]
        if not typed:
            return ""
        try:
            return clean_upn(typed)
        except ValueError:
            raise forms.ValidationError(
                "This is not a UPN: check it against the school’s system, or leave it empty"
            ) from None

    def facts(self) -> PupilFacts:
        """What the act needs."""
        names = ("given_name", "family_name", "born_on", "upn", "form")
        return PupilFacts(**{name: self.cleaned_data[name] for name in names})


class RecordPupilFact(Form):
    """What of the pupil's legal position changes who must agree or be told."""

    kind = OneOf(label="What", choices=list(words.FACTS.items()))
    starts_on = DayField(label="Since")
    ends_on = DayField(label="Until the end of", help_text="Leave empty while it goes on", required=False)
    words = forms.CharField(label="In a few words", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """The end is not before the start."""
        data = super().clean() or {}
        if data.get("ends_on") and data.get("starts_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", "Enter a day on or after the first one")
        return data
