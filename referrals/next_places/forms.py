"""What becomes of each form of a roll on the first of September."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agencies.web.fields import DayField, Form, Name, OneOf, SomeOf
from agencies.words import count_words, short_day
from referrals.next_places.actions import Plan
from referrals.next_places.facts import ComingRoll, FormNow, is_last_year, next_name, years_of
from referrals.pupils.models import Enrolment

CHANGED = (
    "The roll, or what is planned for it, has changed since you looked. This is how it stands now: look once more."
)
LONGEST = 20
NEEDED = {"single_to": "Write the form that the pupil goes to", "single": "Choose the pupil who goes to that form"}
TOO_LONG = f"The name of a form has {LONGEST} characters at most"


class PlanRoll(Form):
    """A field for each form, who leaves, and on which day."""

    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    leaving = SomeOf(
        label="Which forms leave the school?",
        help_text="Their pupils stay on your roll until their last day. Of single pupils a file or your system says it",
        choices=[],
        required=False,
    )
    leaves_on = DayField(
        label="Their last day", help_text="The last day on which they are on your roll", required=False
    )
    single = OneOf(
        label="A single pupil who goes to another form than the rest",
        help_text="One at a time: keep the plan, and say the next",
        choices=[],
        required=False,
        widget=forms.Select,
    )
    single_to = Name(
        label="Their form then",
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages={"max_length": TOO_LONG},
    )
    needed_at_times = ("leaves_on", "single_to")

    def __init__(
        self,
        *args: Any,
        one: ComingRoll,
        now: Sequence[FormNow],
        today: date,
        last_day: date | None,
        highest_age: int | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.one, self.today, self.last_day, self.now = one, today, last_day, [form for form in now if form.name]
        self.is_planned = any(form.planned for form in self.now)
        last = [form.name for form in self.now if self._leaves(form, highest_age)]
        for form in self.now:
            self.fields[field_of(form)] = self._field(form)
            proposed = "" if form.name in last else next_name(form.name)
            self.initial[field_of(form)] = form.next if self.is_planned else proposed
        self._ask_singles(now)
        self.fields["leaving"].choices = [(form.name, form.name) for form in self.now]  # type: ignore[attr-defined]
        self.planned_on = max((form.leaves_on for form in self.now if form.leaves_on), default=None)
        self.initial.update({"asked": seen_as(now), "leaving": last, "leaves_on": self.planned_on or last_day})

    def _field(self, form: FormNow) -> Name:
        pupils, came = count_words(len(form.places), "pupil"), form.unplanned
        now, then = years_of(form, self.today), years_of(form, self.one.begins_on)
        since = f". {count_words(came, 'pupil')} came since it was planned: plan again" if came else ""
        return Name(
            label=f"{form.name} becomes",
            help_text=f"{pupils}: {now}, then {then}{since}",
            max_length=LONGEST,
            required=False,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
            error_messages={"max_length": TOO_LONG},
        )

    def _ask_singles(self, now: Sequence[FormNow]) -> None:
        """A field for each pupil of whom it is said, and the choice of one more, by name."""
        places = sorted((place for form in now for place in form.places), key=_by_name)
        planned = {place.pk: row.form for form in now for place, row in form.singles}
        self.places = {place.pupil.reference: place for place in places}
        self.of_single = {single_of(place): place for place in places if place.pk in planned}
        for name, place in self.of_single.items():
            self.fields[name] = Name(
                label=f"{named(place)}, goes to",
                help_text="Empty: as the rest of their form",
                max_length=LONGEST,
                required=False,
                widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
                error_messages={"max_length": TOO_LONG},
            )
            self.initial[name] = planned[place.pk]
        rest = [(ref, named(place)) for ref, place in self.places.items() if place.pk not in planned]
        self.fields["single"].choices = [("", "Nobody"), *rest]  # type: ignore[attr-defined]

    @property
    def singles(self) -> list[Any]:
        """The fields of single pupils of whom it is said."""
        return [self[name] for name in self.of_single]

    @property
    def becomes(self) -> list[Any]:
        """The fields of the forms."""
        return [self[field_of(form)] for form in self.now]

    def _leaves(self, form: FormNow, highest_age: int | None) -> bool:
        """As it is planned; before anything is, by the register."""
        return form.leaves_on is not None if self.is_planned else is_last_year(form, self.one.begins_on, highest_age)

    def clean_leaves_on(self) -> date | None:
        """From today on, or after the last day of the last term, and before September."""
        day: date | None = self.cleaned_data["leaves_on"]
        first = min(self.today, self.last_day or self.today)
        if day and not first <= day < self.one.begins_on and day != self.planned_on:
            between = f"from {short_day(first)} on and before {short_day(self.one.begins_on)}"
            raise ValidationError(f"Choose a day {between}. Whoever left earlier is taken off by a file of the roll")
        return day

    def clean(self) -> dict[str, Any]:
        """What is answered is what was seen; whoever leaves does so on a day."""
        data = super().clean() or {}
        if data.get("asked") != self.initial["asked"]:
            sent: Any = self.data
            self.data = sent.copy()
            self.data["asked"] = self.initial["asked"]  # type: ignore[index]
            raise ValidationError(CHANGED)
        for form in self.now:
            name, typed = field_of(form), data.get(field_of(form))
            if form.name in data.get("leaving", ()) and typed and typed != next_name(form.name):
                self.add_error(name, f"{form.name} leaves, so it becomes nothing: leave this empty, or untick it below")
        if bool(data.get("single")) != bool(data.get("single_to")) and not {"single", "single_to"} & set(self.errors):
            missing = "single_to" if data.get("single") else "single"
            self.add_error(missing, NEEDED[missing])
        if not self.is_planned and not self.errors and not self.plan_of(data).is_anything:
            raise ValidationError("Say what a form becomes, or which forms leave: so far nothing is planned")
        if data.get("leaving") and not data.get("leaves_on") and "leaves_on" not in self.errors:
            self.add_error("leaves_on", "Give the last day of those who leave")
        return data

    def plan(self) -> Plan:
        """What the act needs."""
        return self.plan_of(self.cleaned_data)

    def plan_of(self, data: dict[str, Any]) -> Plan:
        """The same of such answers; a form that stays what it is called is none."""
        becomes = {form.name: data.get(field_of(form)) for form in self.now}
        forms_then = {name: to for name, to in becomes.items() if to and to != name}
        singles = {place.pk: data.get(name) for name, place in self.of_single.items()}
        if data.get("single"):
            singles[self.places[data["single"]].pk] = data.get("single_to")
        said = {pk: to for pk, to in singles.items() if to}
        return Plan(forms_then, frozenset(data.get("leaving", ())), data.get("leaves_on"), said)


def field_of(form: FormNow) -> str:
    """The name of the field that asks what this form becomes: the same however the roll changes."""
    return f"to_{form.name.encode().hex()}"


def named(place: Enrolment) -> str:
    """A pupil of the roll as a list has them, with their form now."""
    form = place.form or "no form"
    return f"{place.pupil.family_name}, {place.pupil.known_as or place.pupil.given_name} ({form})"


def single_of(place: Enrolment) -> str:
    """The name of the field of a single pupil."""
    return f"single_{place.pupil.reference.replace('-', '').lower()}"


def _by_name(place: Enrolment) -> tuple[str, str, int]:
    return place.pupil.family_name.casefold(), place.pupil.given_name.casefold(), place.pk


def seen_as(now: Sequence[FormNow]) -> str:
    """What the page showed of the roll, as one word."""
    places = [(form.name, [place.pk for place in form.places]) for form in now]
    planned = [[(key, one.form, one.leaves_on, one.is_single) for key, one in form.planned.items()] for form in now]
    return sha256(repr((places, planned)).encode()).hexdigest()
