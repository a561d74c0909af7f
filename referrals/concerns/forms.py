"""A concern's acts as forms."""

import uuid
from datetime import date
from typing import Any, ClassVar

from django import forms

from agencies.web.days import has_been
from agencies.web.fields import DayField, Form, Name, OneOf, Pick, SomeOf, lines
from referrals.concerns import words
from referrals.concerns.actions import ConcernFacts
from referrals.pupils.models import Pupil


class DismissConcern(Form):
    """Answer a concern without a case."""

    reply = forms.CharField(
        label="Why no case, in words they can read",
        widget=lines(3),
        max_length=1000,
        error_messages={"required": "Say why: the person who logged it will read this"},
    )


NO_PUPIL = "Type two letters of the pupil’s name, then choose them"


class LogConcern(Form):
    """A concern in under a minute: pupil, what was seen, what happened, how worried; the rest may stay empty."""

    not_words: ClassVar[tuple[str, ...]] = ("pupil_name", "pupil")
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    pupil_name = Name(label="Which pupil?", max_length=120, required=False)
    pupil = forms.CharField(label="Which pupil?", required=False)
    seen = SomeOf(
        label="What did you see?",
        choices=list(words.SEEN.items()),
        error_messages={"required": "Choose what you saw; more than one if it fits"},
    )
    fact = forms.CharField(
        label="What happened, in a line",
        help_text="What you saw or heard. The child may read it one day.",
        widget=lines(3),
        max_length=2000,
        error_messages={"required": "Say what happened, in a line"},
    )
    worry = OneOf(label="How worried are you?", error_messages={"required": "Say how worried you are"})
    happened_on = DayField(label="When was it?", help_text="Leave empty for today", required=False)
    child_words = forms.CharField(
        label="What the child said, in their words",
        widget=lines(2),
        max_length=2000,
        required=False,
    )
    done_so_far = forms.CharField(label="What you have done so far", widget=lines(2), max_length=2000, required=False)
    told_whom = forms.CharField(label="Whom you have told", max_length=200, required=False)
    folded = ("happened_on", "child_words", "done_so_far", "told_whom")

    def __init__(self, *args: Any, today: date, look_by: dict[int, str], found: list[Pupil], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.found = today, found
        self.fields["worry"].choices = [(n, Pick(label, look_by[n])) for n, label in words.WORRY.items()]  # type: ignore[attr-defined]
        self.initial.setdefault("once", uuid.uuid4())

    def clean_happened_on(self) -> date:
        """Today where it is empty; a day of the pupil's life."""
        pupil = self.cleaned_data.get("pupil")
        return has_been(self.cleaned_data["happened_on"], self.today, pupil.born_on if pupil else None)

    def clean_pupil(self) -> Pupil:
        """The pupil whose reference was chosen: what is typed and not chosen chooses nobody."""
        chosen = [pupil for pupil in self.found if pupil.reference == self.cleaned_data["pupil"]]
        if not chosen:
            typed = self.cleaned_data.get("pupil_name") or self.data.get("pupil_name", "")
            raise forms.ValidationError(f"Choose which “{typed}” you mean" if self.found else NO_PUPIL)
        return chosen[0]

    def facts(self) -> ConcernFacts:
        """What the act needs."""
        data = {name: self.cleaned_data[name] for name in ("seen", "fact", "child_words", "done_so_far", "told_whom")}
        return ConcernFacts(worry=int(self.cleaned_data["worry"]), happened_on=self.cleaned_data["happened_on"], **data)
