"""The days of a suspension, and the head's decision in two minutes."""

import uuid
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms

from agencies.register.facts import exclusion_reasons
from agencies.schoolday import SchoolCalendar
from agencies.web.days import is_near
from agencies.web.fields import DayField, Form, Name, OneOf, SomeOf, lines
from agencies.words import long_day
from interventions.suspensions import totals, words
from interventions.suspensions.facts import (
    SuspensionFacts,
    days_between,
    skipped_between,
)
from interventions.suspensions.forms.elsewhere import AskedElsewhere
from interventions.suspensions.forms.knowing import question
from interventions.suspensions.models import DaysElsewhere
from interventions.suspensions.totals import Session
from referrals.pupils.models import Pupil

NOT_YOURS = "Only the headteacher of the pupil’s own school decides"
SchoolOf = Callable[[Pupil], SchoolCalendar | None]
"""The calendar of the school where the head may suspend this pupil; None where there is none."""
SaidOf = Callable[[Pupil, date], DaysElsewhere | None]
"""What that school has said already of days elsewhere, in the school year of that day."""
SINCE = {"AM": "Morning", "PM": "Afternoon"}
UNTIL = {"AM": "Noon", "PM": "End of the day"}


SAID_SINCE = (
    "Somebody has said it already: {}. That holds. Answer “Not known yet” here; where it is wrong, change it on the "
    "page of the suspension on which it was said"
)


def _since(known: DaysElsewhere) -> str:
    days = f"{totals.days_counted(known.half_days)} at {known.school}" if known.half_days else "none"
    return SAID_SINCE.format(days)


def at_most_three(chosen: list[str]) -> list[str]:
    """The reasons, or the form's own sentence where there are more."""
    if len(chosen) > 3:
        raise forms.ValidationError("Choose three reasons at most")
    return chosen


def _why_none(school: SchoolCalendar, first: date, last: date) -> str:
    """Where there is no school day between two days: of one day, why it is none."""
    why = school.why_not(first) if first == last else None
    said = f"{long_day(first)} is no school day: {why}" if why else "There is no school day between these days"
    return f"{said}. Check {'it' if why else 'them'}"


class OpenOn(SomeOf):
    """Days of which the page asks once it knows them: which they are, `keep_days` looks up."""

    def valid_value(self, value: Any) -> bool:
        """Any: what is no such day is left out."""
        return True


class Period(Form):
    """The days of a suspension, from one session to another, at the school whose days they are."""

    needed_at_times: ClassVar[tuple[str, ...]] = ("since", "until", "open_on")
    first_on = DayField(label="First day")
    since = OneOf(label="From", choices=list(SINCE.items()), required=False, initial="AM")
    last_on = DayField(label="Last day", help_text="The school’s INSET days and bank holidays in between do not count")
    until = OneOf(label="Until", choices=list(UNTIL.items()), required=False, initial="PM")
    kind = OneOf(label="What the pupil is kept out of", choices=list(words.LENGTHS.items()))
    open_on = OpenOn(
        label="The school is open to pupils on",
        help_text=(
            "By its school year it is not. Choose a day on which it is: it is kept, counts once that is settled, "
            "and you are asked to settle it"
        ),
        required=False,
    )

    def ask_open(self, school: SchoolCalendar, skipped: Iterable[tuple[date, str]]) -> list[date]:
        """Of which of the days without lessons the form asks whether the school was open."""
        asked = [day for day, _ in skipped if not school.is_free(day)]
        self.fields["open_on"].choices = [(str(day), long_day(day)) for day in asked]  # type: ignore[attr-defined]
        return asked

    def keep_days(self, school: SchoolCalendar, data: dict[str, Any]) -> None:
        """The days and sessions between the two, as the school's year has them and as it is said of the others."""
        data["skipped"] = skipped_between(school, data["first_on"], data["last_on"])
        asked = self.ask_open(school, data["skipped"])
        open_on = [day for day in asked if str(day) in data.get("open_on", ())]
        data["days"] = days_between(school, data["first_on"], data["last_on"], open_on)
        since, until = Session(data.get("since") or "AM"), Session(data.get("until") or "PM")
        data["sessions"] = totals.sessions(data["days"], data["kind"], since, until) if "kind" in data else ()
        data["skipped"] = tuple((day, why) for day, why in data["skipped"] if day not in open_on)
        if not data["days"]:
            self.add_error("last_on", _why_none(school, data["first_on"], data["last_on"]))
        elif "kind" in data and not data["sessions"]:
            self.add_error("until", "There is no session between these: check them")


class ImposeSuspension(Period, AskedElsewhere):
    """Pupil, days, sessions, reasons and what was tried; `seen` is what the totals were when the head looked."""

    not_words: ClassVar[tuple[str, ...]] = ("pupil_name", "pupil", "elsewhere_days")
    needed_at_times: ClassVar[tuple[str, ...]] = (*Period.needed_at_times, *AskedElsewhere.needed_at_times, "exam_on")
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    pupil_name = Name(label="Which pupil?", max_length=120, required=False)
    pupil = forms.CharField(label="Which pupil?", required=False)
    reasons = SomeOf(
        label="Why: up to three reasons",
        error_messages={"required": "Choose one to three reasons. A suspension is for behaviour, never for need"},
    )
    happened = forms.CharField(
        label="What happened, in your own words",
        help_text="The family reads this in the letter as the reason. Name no other child",
        widget=lines(4),
        max_length=4000,
        error_messages={"required": "Write what happened: a code alone is no reason that a family can answer"},
    )
    tried = forms.CharField(label="What was tried before", widget=lines(3), max_length=4000)
    misses_exam = forms.BooleanField(label="A public exam or national test would be missed", required=False)
    exam_on = DayField(
        label="If so, on which day is the first",
        help_text="Not where the school lets the pupil sit it: then none is missed",
        required=False,
    )
    social_worker = question("social_worker")
    looked_after = question("looked_after")
    ehc_plan = question("ehc_plan")
    disability = question("disability")
    is_fact_only = forms.BooleanField(label="Keep it as a fact, though it is beyond my power", required=False)

    def __init__(
        self, *args: Any, today: date, school_of: SchoolOf, said_of: SaidOf, found: list[Pupil], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.school_of, self.said_of, self.found = today, school_of, said_of, found
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
        return at_most_three(self.cleaned_data["reasons"])

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
                self.keep_days(school, data)
                self._check_exam(data)
                self._check_elsewhere(data)
        return data

    def _check_exam(self, data: dict[str, Any]) -> None:
        """An exam that is missed has a day, and is on one of the days out."""
        exam_on = data.get("exam_on")
        if data.get("misses_exam") and not exam_on and "exam_on" not in self.errors:
            self.add_error("exam_on", "Enter the day of the exam: the governing board meets before it, if it can")
        elif exam_on and not data.get("misses_exam"):
            self.add_error("misses_exam", "Tick this where an exam would be missed, or leave its day empty")
        elif exam_on and exam_on not in data.get("days", ()):
            self.add_error("exam_on", f"{long_day(exam_on)} is no day of the suspension: then that exam is not missed")

    def _check_elsewhere(self, data: dict[str, Any]) -> None:
        """It is asked once a school year: what was said then holds, and is put right on a suspension's own page."""
        data["known_elsewhere"] = self.said_of(data["pupil"], data["first_on"])
        if data["known_elsewhere"]:
            data["said"] = None
            if self._says_otherwise(data, data["known_elsewhere"]):
                self.add_error("elsewhere", _since(data["known_elsewhere"]))
                data["known_elsewhere"] = None  # the page keeps the fields, and what was typed
                return
            for name in [name for name in self.errors if name.startswith("elsewhere")]:
                del self.errors[name]
            return
        if not data.get("elsewhere") and "elsewhere" not in self.errors:
            self.add_error("elsewhere", f"Answer “{self.fields['elsewhere'].label}”")
        year = totals.school_year(min(data["first_on"], self.today))
        self.keep_elsewhere(data, self.today, year)

    def _says_otherwise(self, data: dict[str, Any], known: DaysElsewhere) -> bool:
        """Whether days, or none, were typed that are not what somebody has said before or meanwhile."""
        if data.get("elsewhere") == "yes":
            typed = (data.get("elsewhere_days"), data.get("elsewhere_school"))
            return typed != (known.half_days, known.school)
        return data.get("elsewhere") == "no" and known.half_days > 0

    def facts(self) -> SuspensionFacts:
        """What the act needs."""
        data = self.cleaned_data
        return SuspensionFacts(
            kind=totals.kind_of(data["sessions"]),
            sessions=data["sessions"],
            reasons=tuple(data["reasons"]),
            tried=data["tried"],
            happened=data["happened"],
            misses_exam=data["misses_exam"],
            exam_on=data["exam_on"],
            answers={kind: data[kind] for kind in words.ASKED},
            elsewhere=data["said"],
            is_fact_only=data["is_fact_only"],
        )
