"""A pupil's acts as forms."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from agencies.identifiers import clean_upn
from agencies.likeness import Band
from agencies.web.days import TOO_OLD, is_near
from agencies.web.fields import DayField, Form, Name, OneOf, Pick
from agencies.words import age_on, short_day, year_group
from referrals.pupils.actions import MaybeKnown, NotThem, PupilFacts
from referrals.pupils.facts import Alike
from referrals.pupils.models import Pupil
from referrals.pupils.states import Fact

NOBODY = "nobody"
LONG = "Use 120 characters or fewer for each name"
CHANGED = "Somebody changed this meanwhile. On record now: {}. Send again to keep yours"


class AddPupil(Form):
    """A pupil who is not on the list: name and date of birth, and the UPN where it is at hand."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    concern = forms.CharField(widget=forms.HiddenInput, required=False)
    same = OneOf(label="Is it one of these, who are on your roll, or were?", choices=[], required=False)
    why = forms.CharField(
        label="If not, how do you know?",
        help_text="For example: they are twins, or both were here today",
        max_length=200,
        required=False,
    )
    given_name = Name(label="First name", max_length=80)
    family_name = Name(label="Last name", max_length=80)
    born_on = DayField(label="Date of birth", example="23 11 2012")
    upn = forms.CharField(label="UPN", help_text="13 characters, such as A123456789012", max_length=40, required=False)
    form = forms.CharField(label="Form or class", max_length=20, required=False)
    needed_at_times = ("same", "why")

    def __init__(
        self, *args: Any, today: date, alike: Sequence[Alike] = (), shown: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.alike, self.shown = today, alike, shown
        self.initial.setdefault("once", uuid.uuid4())
        if alike:
            asked = [(one.pupil.reference, _pick(one, today)) for one in alike]
            self.fields["same"].choices = [*asked, (NOBODY, "None of them: it is another child")]  # type: ignore[attr-defined]
        else:
            del self.fields["same"]
            self.fields["why"].widget = forms.HiddenInput()  # typed before, it waits until it is asked for

    def clean(self) -> dict[str, Any]:
        """Of who is surely alike, how one knows that it is another child."""
        data = super().clean() or {}
        is_sure = any(one.found.band is Band.STRONG for one in self.alike)
        if is_sure and data.get("same") == NOBODY and not data.get("why"):
            self.add_error("why", "Say how you know: the name and the date of birth are the same")
        return data

    def require_answer(self) -> None:
        """`MaybeKnown` while nothing is said of who may be this child."""
        if self.alike and not self.cleaned_data["same"]:
            raise MaybeKnown(self.alike)

    def who_is_back(self) -> Pupil | None:
        """The former pupil who was chosen."""
        chosen = self.data.get("same", "")
        return next((one.pupil for one in self.alike if one.has_left and one.pupil.reference == chosen), None)

    def not_them(self) -> NotThem:
        """Who stood on the page that was sent, and is another child."""
        references = frozenset(one.pupil.reference for one in self.alike) & set(self.shown)
        return NotThem(references, self.cleaned_data["why"]) if references else NotThem()

    def clean_born_on(self) -> date:
        """A child or young person: born, and not yet 26."""
        born: date = self.cleaned_data["born_on"]
        if born > self.today:
            raise forms.ValidationError("The date of birth is in the future. Check the year")
        if age_on(self.today, born) >= TOO_OLD:
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


def _pick(one: Alike, today: date) -> Pick:
    about = f"{year_group(one.pupil.born_on, today)}, born {short_day(one.pupil.born_on)}"
    return Pick(one.pupil.name, f"{about}, was on your roll before: back from today" if one.has_left else about)


class KeepFormerNames(Form):
    """The names that a pupil had before, one on each line; `asked`: those that the page showed."""

    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    names = forms.CharField(
        label="Former names, one on each line",
        help_text="A last name alone, or the whole name",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, kept: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept
        self.initial.update({"names": kept, "asked": _on_one_line(kept)})

    def clean_names(self) -> str:
        """Each a name of its own, once, in the order given."""
        name = Name(required=False, max_length=120, error_messages={"max_length": LONG})
        lines = [name.clean(line) for line in self.cleaned_data["names"].splitlines()]
        return "\n".join(dict.fromkeys(filter(None, lines)))

    def clean(self) -> dict[str, Any]:
        """What was kept meanwhile is not lost: it is said, and one sends again."""
        data = super().clean() or {}
        now = _on_one_line(self.kept)
        if data.get("asked") != now and data.get("names") != self.kept:
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["asked"] = now  # type: ignore[index]
            self.add_error("names", CHANGED.format(now or "no former name"))
        return data


def _on_one_line(names: str) -> str:
    return " | ".join(names.splitlines())


class RecordPupilFact(Form):
    """What of the pupil's legal position changes who must agree or be told."""

    kind = OneOf(label="What", choices=Fact.choices)
    starts_on = DayField(label="Since")
    ends_on = DayField(label="Until the end of", help_text="Leave empty while it goes on", required=False)
    words = forms.CharField(label="In a few words", max_length=200, required=False)

    def __init__(self, *args: Any, born_on: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.born_on, self.today = born_on, today

    def clean_starts_on(self) -> date:
        """Not before they were born, and at most a year from now."""
        day: date = self.cleaned_data["starts_on"]
        if day < self.born_on:
            raise forms.ValidationError(f"The pupil was born on {short_day(self.born_on)}. Check the year")
        return is_near(day, self.today)

    def clean_ends_on(self) -> date | None:
        """While they are a young person."""
        day: date | None = self.cleaned_data["ends_on"]
        if day and age_on(day, self.born_on) >= TOO_OLD:
            raise forms.ValidationError("They will be older than 25 then. Check the year")
        return day

    def clean(self) -> dict[str, Any]:
        """The end is not before the start."""
        data = super().clean() or {}
        if data.get("ends_on") and data.get("starts_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", "Enter a day on or after the first one")
        return data
