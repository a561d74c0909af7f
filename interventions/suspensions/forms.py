"""The head's decision to suspend, in two minutes, and who was told of it."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from django import forms

from agencies.acting.refusals import NotNow
from agencies.register.facts import exclusion_reasons
from agencies.schoolday import SchoolCalendar, local_day
from agencies.web.days import is_near
from agencies.web.fields import DayField, Form, Name, OneOf, SomeOf, lines
from interventions.suspensions import totals, words
from interventions.suspensions.actions import Decision
from interventions.suspensions.facts import (
    SuspensionFacts,
    days_between,
    notice_of,
    skipped_between,
    tellable_from,
    too_early,
)
from interventions.suspensions.models import Suspension
from interventions.suspensions.states import CHANGED_SINCE, NOT_THAT_WAY, ways_of_telling
from referrals.pupils.models import Pupil

NONE_KNOWN = {"none": "None known", "yes": "Yes"}
NOT_YOURS = "Only the headteacher of the pupil’s own school decides"
SchoolOf = Callable[[Pupil], SchoolCalendar | None]
"""The calendar of the school where the head may suspend this pupil; None where there is none."""


class ImposeSuspension(Form):
    """Pupil, days, sessions, reasons and what was tried; `seen` is what the totals were when the head looked."""

    not_words: ClassVar[tuple[str, ...]] = ("pupil_name", "pupil")
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    pupil_name = Name(label="Which pupil?", max_length=120, required=False)
    pupil = forms.CharField(label="Which pupil?", required=False)
    first_on = DayField(label="First day")
    last_on = DayField(label="Last day", help_text="The school’s INSET days and bank holidays in between do not count")
    kind = OneOf(label="What the pupil is kept out of", choices=list(words.LENGTHS.items()))
    reasons = SomeOf(
        label="Why: up to three reasons",
        error_messages={"required": "Choose one to three reasons. A suspension is for behaviour, never for need"},
    )
    tried = forms.CharField(label="What was tried before", widget=lines(3), max_length=4000)
    misses_exam = forms.BooleanField(label="A public exam or national test would be missed", required=False)
    social_worker = OneOf(label="Has the pupil a social worker?", choices=list(NONE_KNOWN.items()))
    virtual_head = OneOf(label="Is the pupil looked after?", choices=list(NONE_KNOWN.items()))
    is_fact_only = forms.BooleanField(label="Keep it as a fact, though it is beyond my power", required=False)

    def __init__(self, *args: Any, today: date, school_of: SchoolOf, found: list[Pupil], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.school_of, self.found = today, school_of, found
        self.fields["reasons"].choices = list(exclusion_reasons(today).items())  # type: ignore[attr-defined]
        self.initial.setdefault("once", uuid.uuid4())

    def clean_first_on(self) -> date:
        """Today or later: a suspension cannot begin before it is decided."""
        day: date = self.cleaned_data["first_on"]
        if day < self.today:
            raise forms.ValidationError("Choose today or a later day: a suspension can’t begin before it is decided")
        return is_near(day, self.today)

    def clean_last_on(self) -> date:
        """At most a year from now."""
        return is_near(self.cleaned_data["last_on"], self.today)

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
        """There is a school day of the pupil's school between the two days."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if {"pupil", "first_on", "last_on"} <= set(data):
            school = self.school_of(data["pupil"])
            if school is None:
                self.add_error("pupil", NOT_YOURS)
            else:
                self._days(school, data)
        return data

    def _days(self, school: SchoolCalendar, data: dict[str, Any]) -> None:
        try:
            data["days"] = days_between(school, data["first_on"], data["last_on"])
            data["skipped"] = skipped_between(school, data["first_on"], data["last_on"])
        except NotNow as unknown:
            self.add_error("last_on", str(unknown))
        else:
            if not data["days"]:
                self.add_error("last_on", "There is no school day between these days: check them")

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
    whom = Name(label="Their name", help_text="One person: another parent has one of their own", max_length=120)
    how = OneOf(
        label="How",
        help_text="The family is told in writing. The last way is for the council alone",
        choices=list(words.HOW.items()),
    )
    told_on = DayField(label="When", help_text="Leave empty for today", required=False)
    of = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, today: date, suspension: Suspension, owed: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.suspension = today, suspension
        self.initial["of"] = notice_of(suspension)
        asked = {who: words.RECIPIENTS[who] for who in owed}
        if suspension.notices.filter(recipient="parents", of=notice_of(suspension)).exists():
            asked["parents"] = "Another parent"
        self.fields["recipient"].choices = list(asked.items())  # type: ignore[attr-defined]

    def clean_told_on(self) -> date:
        """Today where it is empty; never a day to come, nor one before there was anything to tell."""
        day: date = self.cleaned_data["told_on"] or self.today
        if day > self.today:
            raise forms.ValidationError("Choose a day that has been")
        if day < tellable_from(self.suspension):
            raise forms.ValidationError(too_early(self.suspension))
        return day

    def clean(self) -> dict[str, Any]:
        """What they were told of is still what there is to tell; else the page comes back asking of that."""
        data = super().clean() or {}
        if "how" in data and "recipient" in data and data["how"] not in ways_of_telling(data["recipient"]):
            self.add_error("how", NOT_THAT_WAY)
        if data.get("of") not in ("", self.initial["of"]):
            self.data = {name: self.data[name] for name in self.data} | {"of": self.initial["of"]}
            self.add_error(None, CHANGED_SINCE)
        return data


class CancelSuspension(Form):
    """The reasons, and when the pupil is back."""

    why = forms.CharField(label="The reasons, in words that the family reads", widget=lines(3), max_length=2000)
    back_on = DayField(label="Back in school on", help_text="Today or the next school day")
    back_session = OneOf(label="From the", choices=[("AM", "Morning"), ("PM", "Afternoon")])


class RecordRepresentations(Form):
    """Whose they are and when they came."""

    whose = Name(label="Whose they are", help_text="Such as: Abena Mensah, mother", max_length=120)
    on = DayField(label="When they came")

    def __init__(self, *args: Any, today: date, suspension: Suspension, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.today = local_day(suspension.decided_at), today

    def clean_on(self) -> date:
        """Between the decision and today."""
        day: date = self.cleaned_data["on"]
        if not self.first <= day <= self.today:
            raise forms.ValidationError("Choose a day from that of the decision to today")
        return day


class BoardDecision(Form):
    """What the governing board decided."""

    outcome = OneOf(label="What did the board decide?", choices=list(words.OUTCOMES.items()))
    decided_on = DayField(label="On which day")
    back_on = DayField(label="If it reinstates: back in school from", required=False)
    words = forms.CharField(label="Its reasons, in words that the family reads", widget=lines(3), max_length=4000)

    def clean(self) -> dict[str, Any]:
        """A reinstatement has its day."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("outcome") == "reinstated" and not data.get("back_on"):
            self.add_error("back_on", "Enter the day from which the pupil is back")
        return data

    def decision(self) -> Decision:
        """What the act needs."""
        back_on = self.cleaned_data["back_on"] if self.cleaned_data["outcome"] == "reinstated" else None
        return Decision(**{**self.cleaned_data, "back_on": back_on})
