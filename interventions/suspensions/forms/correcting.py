"""Days or reasons of a suspension that were entered wrongly; what stands of them stays until it is changed."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from agencies.register.facts import exclusion_reasons
from agencies.schoolday import SchoolCalendar, local_day
from agencies.web.fields import OneOf, SomeOf, lines
from interventions.suspensions import totals, words
from interventions.suspensions.actions import Correction
from interventions.suspensions.facts import as_it_stands, days_between, skipped_between
from interventions.suspensions.forms.deciding import Period, at_most_three
from interventions.suspensions.forms.revised import OfRevision
from interventions.suspensions.models import Suspension
from interventions.suspensions.period import period
from interventions.suspensions.totals import Session

OF_DAYS = ("first_on", "since", "last_on", "until", "kind", "open_on")
STAY_OR_NOT = "Choose whether the days stay as they are: you have changed them below"


class Correct(OfRevision, Period):
    """The days and the reasons as they should have been, and why that was wrong.

    Days that the form can't say, such as one morning and another day's afternoon, stay unless `which` says otherwise.
    """

    needed_at_times: ClassVar[tuple[str, ...]] = (*Period.needed_at_times, "which")
    drawn_anew = (*OfRevision.drawn_anew, "which", *OF_DAYS)
    which = OneOf(label="The days", required=False)
    reasons = SomeOf(label="Reasons: up to three")
    happened = forms.CharField(
        label="What happened, in the head’s own words",
        help_text="The family reads this in the letter as the reason",
        widget=lines(4),
        max_length=4000,
        required=False,
    )
    why = forms.CharField(label="What was wrong, in words that the family reads", widget=lines(3), max_length=2000)

    def __init__(self, *args: Any, suspension: Suspension, school: SchoolCalendar, **kwargs: Any) -> None:
        self.school, self.stands = school, as_it_stands(suspension)
        super().__init__(*args, suspension=suspension, initial=self._as_it_stands(suspension), **kwargs)
        self.fields["happened"].required = bool(suspension.happened)
        self.order_fields(["which"])
        known = exclusion_reasons(local_day(suspension.decided_at))
        kept = {code: words.reason(code, known) for code in self.initial["reasons"]}
        self.fields["reasons"].choices = list((known | kept).items())  # type: ignore[attr-defined]
        if self._can_say_days():
            del self.fields["which"]
        else:
            stay = f"They stay as they are: {period(self.stands.sessions)}"
            self.fields["which"].choices = [("stay", stay), ("other", "They were other days:")]  # type: ignore[attr-defined]
        self.ask_open(school, skipped_between(school, self.initial["first_on"], self.initial["last_on"]))
        if not (self.is_bound or self.initial["open_on"]):
            del self.fields["open_on"]

    def clean_reasons(self) -> list[str]:
        """Three at most."""
        return at_most_three(self.cleaned_data["reasons"])

    def clean(self) -> dict[str, Any]:
        """There is a day of the school between the two, or the days stay."""
        data = super().clean()
        if "which" in self.fields and data.get("which") != "other":
            data["sessions"] = tuple((day, Session(session)) for day, session in self.stands.sessions)
            if set(OF_DAYS) & set(self.changed_data):
                self.add_error("which", STAY_OR_NOT)
        elif {"first_on", "last_on"} <= set(data) and not self.non_field_errors():
            self.keep_days(self.school, data)
        if not self.fields["open_on"].choices:  # type: ignore[attr-defined]
            del self.fields["open_on"]
        return data

    def correction(self) -> Correction:
        """What the act needs."""
        data = self.cleaned_data
        return Correction(tuple(data["sessions"]), tuple(data["reasons"]), data["happened"])

    def _as_it_stands(self, suspension: Suspension) -> dict[str, Any]:
        """What the form is filled with before anybody writes."""
        found = sorted(self.stands.sessions, key=lambda row: (row[0], totals.ORDER_OF_DAY[Session(row[1])]))
        (first_on, since), (last_on, until) = found[0], found[-1]
        return {
            "which": "stay",
            "first_on": first_on,
            "since": "PM" if since == "PM" else "AM",
            "last_on": last_on,
            "until": "AM" if until == "AM" else "PM",
            "kind": suspension.kind if suspension.kind in {"lunch", "mornings", "afternoons"} else "whole",
            "open_on": list(dict.fromkeys(str(day) for day, _ in found if self.school.is_shut(day))),
            "reasons": self.stands.reasons,
            "happened": suspension.happened,
        }

    def _can_say_days(self) -> bool:
        """Whether the form as it is filled says the very days that stand."""
        filled = self.initial
        open_on = [date.fromisoformat(day) for day in filled["open_on"]]
        days = days_between(self.school, filled["first_on"], filled["last_on"], open_on)
        since, until = Session(filled["since"]), Session(filled["until"])
        said = totals.sessions(days, filled["kind"], since, until)
        return set(said) == {(day, Session(session)) for day, session in self.stands.sessions}
