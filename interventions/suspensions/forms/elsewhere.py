"""Days of suspension at another school that are not recorded here: how many, where, and who said so."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from agencies.web.fields import DayField, Form, Name, OneOf
from interventions.suspensions import words
from interventions.suspensions.elsewhere import MOST_HALF_DAYS, Elsewhere
from interventions.suspensions.models import DaysElsewhere
from interventions.suspensions.totals import in_days, school_year

FIELDS = ("elsewhere_days", "elsewhere_school", "elsewhere_source", "elsewhere_on")
OF_A_YES = "You did not answer Yes: answer Yes where there were days, or leave this empty"
NEEDED = {
    "elsewhere_days": "Enter how many days, such as 3 or 2.5",
    "elsewhere_school": "Enter the name of the other school",
    "elsewhere_source": "Say who told you",
}


AS_WRITTEN = re.compile(r"\d{1,5}([.,]\d{1,3})?|[.,]\d{1,3}")
"""A number without an exponent, which costs minutes to write out."""


def _in_halves(text: str) -> int:
    """Days as people write them, in half days."""
    if not AS_WRITTEN.fullmatch(text.strip()):
        raise forms.ValidationError("Enter a number of days, such as 3 or 2.5")
    half_days = Decimal(text.strip().replace(",", ".")) * 2
    if half_days != int(half_days):
        raise forms.ValidationError("Enter whole days or half days, such as 3 or 2.5")
    if not 0 < half_days <= MOST_HALF_DAYS:
        raise forms.ValidationError(f"Enter between half a day and {MOST_HALF_DAYS // 2} days, or answer No")
    return int(half_days)


class AskedElsewhere(Form):
    """Whether there were days elsewhere; of a yes how many and where, of a yes and a no who said so."""

    needed_at_times: ClassVar[tuple[str, ...]] = ("elsewhere", *FIELDS)
    filled_in: Mapping[str, str] = {}
    """What the page itself had written there."""
    elsewhere = OneOf(
        label="Was the pupil suspended at another school this school year, which is not recorded here?",
        help_text="Ask the other school, its council or the family. The days count towards the 45 of the year",
        choices=list(words.ANSWERS.items()),
        required=False,
    )
    elsewhere_days = forms.CharField(label="If so, how many days", help_text="In halves: 3 or 2.5", required=False)
    elsewhere_school = Name(label="At which school", max_length=120, required=False)
    elsewhere_source = OneOf(label="Who told you", choices=list(words.TOLD_BY.items()), required=False)
    elsewhere_on = DayField(label="On which day you asked", help_text="Leave empty for today", required=False)

    def clean_elsewhere_days(self) -> int | None:
        """In half days; None where nothing was written."""
        text = self._of_a_yes("elsewhere_days")
        return _in_halves(text) if text else None

    def clean_elsewhere_school(self) -> str:
        """Nothing but with a yes."""
        return self._of_a_yes("elsewhere_school")

    def _of_a_yes(self, name: str) -> str:
        """What was written; beside another answer it contradicts that, unless the page itself had filled it in."""
        text, answer = self.cleaned_data[name].strip(), self.cleaned_data.get("elsewhere")
        if answer and answer != "yes" and text and text != self.filled_in.get(name):
            raise forms.ValidationError(OF_A_YES)
        return text if answer == "yes" else ""

    def keep_elsewhere(self, data: dict[str, Any], today: date, year: int) -> None:
        """What a yes or a no needs is there; the answer as plain facts, or None where it is not known yet.

        It is asked in that school year, or since.
        """
        answer = data.get("elsewhere")
        needed = {"yes": list(NEEDED), "no": ["elsewhere_source"]}.get(answer or "", [])
        for name in needed:
            if not data.get(name) and name not in self.errors:
                self.add_error(name, NEEDED[name])
        asked_on = data.get("elsewhere_on") or today
        if asked_on > today:
            self.add_error("elsewhere_on", "That is still to come: enter the day on which you asked")
        if school_year(asked_on) < year:
            self.add_error("elsewhere_on", "That is before this school year: enter the day on which you asked")
        data["said"] = None
        if needed and not any(name in self.errors for name in FIELDS):
            half_days, school = data["elsewhere_days"] or 0, data["elsewhere_school"]
            is_yes = answer == "yes"
            data["said"] = Elsewhere(half_days, school if is_yes else "", data["elsewhere_source"], asked_on)


class RecordDaysElsewhere(AskedElsewhere):
    """The same of a suspension that stands; `stands`, the answer that whoever sends it has seen.

    It is filled in with that, or else with what the school said before of the year (`held`), which holds here too.
    """

    not_words: ClassVar[tuple[str, ...]] = ("stands", "elsewhere_days")
    stands = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        today: date,
        year: int,
        there: DaysElsewhere | None,
        held: DaysElsewhere | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.year = today, year
        self.fields["elsewhere"].choices = [  # type: ignore[attr-defined]
            (code, text) for code, text in words.ANSWERS.items() if code != "unknown"
        ]
        if shown := there or held:
            days = in_days(shown.half_days) if shown.half_days else ""
            self.filled_in = {"elsewhere_days": str(days), "elsewhere_school": shown.school}
            self.initial.update(
                self.filled_in,
                elsewhere="yes" if shown.half_days else "no",
                elsewhere_source=shown.source,
                elsewhere_on=shown.asked_on,
            )
        if there:
            self.initial["stands"] = there.pk

    def clean(self) -> dict[str, Any]:
        """It is a yes or a no."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("elsewhere") and "elsewhere" not in self.errors:
            self.add_error("elsewhere", "Answer with yes or no, or leave it for now")
        self.keep_elsewhere(data, self.today, min(self.year, school_year(self.today)))
        return data
