"""Who was told of a suspension, from when the pupil is back, and what the family wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms

from agencies.schoolday import local_day
from agencies.web.fields import DayField, Form, Name, OneOf, Pick, lines
from agencies.web.times import TimeField, instant_that_was
from agencies.words import long_day
from interventions.suspensions import words
from interventions.suspensions.facts import may_decide
from interventions.suspensions.forms.revised import OfRevision
from interventions.suspensions.models import Suspension
from interventions.suspensions.notices import (
    before_then,
    counts_as_given,
    notice_of,
    tellable_at,
    tellable_from,
    too_early,
)
from interventions.suspensions.states import CHANGED_SINCE, NOT_THAT_WAY, ways_of_telling
from referrals.contacts.facts import LeftOut
from referrals.contacts.models import Contact

MET = "Once it has begun, the law bars cancelling. Ask the clerk, then say that it has not"


POSTED = (
    "Posted today it counts as given on {}, the second working day after. That is law for an application to a review "
    "panel; for this notice it is guidance. By hand it counts today"
)


SOMEBODY_ELSE = "else"
NOT_NOW = "They may not be told by now. Look again at who is around the child"


@dataclass(frozen=True, slots=True)
class Tellable:
    """Whom of the people around the child its sender may say was told, by reference; and who may not be named."""

    choices: Sequence[tuple[str, str]] = ()
    left_out: Sequence[LeftOut] = ()


class RecordNotice(OfRevision):
    """Who was told, how and when."""

    needed_at_times = ("contact", "whom")
    recipient = OneOf(label="Who was told?")
    contact = OneOf(
        label="Which of the people around the child?",
        help_text="One person: another parent has a letter of their own",
        required=False,
        error_messages={"invalid_choice": NOT_NOW},
    )
    whom = Name(label="Their name", max_length=120, required=False)
    how = OneOf(
        label="How",
        help_text="The family is told in writing. The last way is for the council alone",
        choices=list(words.HOW.items()),
    )
    told_on = DayField(label="When", help_text="Leave empty for today", required=False)
    told_time = TimeField(label="At what time", help_text="Leave empty where it is not known", required=False)
    of = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        at: datetime,
        suspension: Suspension,
        owed: list[str],
        who: Tellable,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, suspension=suspension, **kwargs)
        self.at, self.today, self.who = at, local_day(at), who
        self.initial["of"] = notice_of(suspension)
        posted = counts_as_given("first_class_post", self.today)
        self.fields["how"].choices = [  # type: ignore[attr-defined]
            (how, Pick(text, POSTED.format(long_day(posted)) if how == "first_class_post" else ""))
            for how, text in words.HOW.items()
        ]
        asked = {who: words.RECIPIENTS[who] for who in owed}
        there = suspension.notices.filter(of=notice_of(suspension), revision=suspension.revision)
        if there.filter(recipient="parents").exists():
            asked["parents"] = "Another parent"
        self.fields["recipient"].choices = list(asked.items())  # type: ignore[attr-defined]
        self._offer(who if "parents" in asked else None)

    def _offer(self, who: Tellable | None) -> None:
        """The people around the child, somebody else last; where nobody of them can be told a name alone is asked."""
        self.around = dict(who.choices) if who else {}
        if not self.around:
            del self.fields["contact"]
            return
        self.fields["contact"].choices = [*self.around.items(), (SOMEBODY_ELSE, "Somebody else")]  # type: ignore[attr-defined]
        self.fields["whom"].label = "The name, where it is somebody else"

    def clean_told_on(self) -> date:
        """Today where it is empty; never a day to come, nor one before there was anything to tell."""
        day: date = self.cleaned_data["told_on"] or self.today
        if day > self.today:
            raise forms.ValidationError("Choose a day that has been")
        if day < tellable_from(self.suspension):
            raise forms.ValidationError(too_early(self.suspension))
        return day

    def _check_time(self, data: dict[str, Any]) -> None:
        """The time as an instant of that day, `told_at`: one that has been, and none before the head decided."""
        day, clock = data.get("told_on"), data.pop("told_time", None)
        data["told_at"] = None
        if not day or not clock:
            return
        try:
            data["told_at"] = instant_that_was(day, clock, self.at)
        except forms.ValidationError as why:
            self.add_error("told_time", why)
        if data["told_at"] and data["told_at"] < tellable_at(self.suspension):
            self.add_error("told_time", before_then(self.suspension))

    def _check_who(self, data: dict[str, Any]) -> None:
        """Of the family somebody of the people around the child, or somebody else by name; of anybody else the name."""
        is_parents, chosen = data.get("recipient") == "parents", data.get("contact", "")
        if is_parents and self.around and not chosen and "contact" not in self.errors:
            self.add_error("contact", "Choose who was told")
        elif is_parents and chosen not in ("", SOMEBODY_ELSE):
            data["whom"] = str(self.around[chosen])
        elif not data.get("whom") and not {"whom", "contact"} & set(self.errors):
            self.add_error("whom", "Enter the name of who was told")
        barred = [one for one in self.who.left_out if one.is_called(data.get("whom", ""))]
        if barred and is_parents and chosen in ("", SOMEBODY_ELSE):
            self.add_error("whom", barred[0].sentence)

    def contact_told(self) -> Contact | None:
        """Which of the people around the child was told; None where it is somebody else."""
        chosen = self.cleaned_data.get("contact", "")
        if self.cleaned_data["recipient"] != "parents" or chosen in ("", SOMEBODY_ELSE):
            return None
        return Contact.objects.get(reference=chosen)

    def clean(self) -> dict[str, Any]:
        """What they were told of is still what there is to tell; else the page comes back asking of that."""
        data = super().clean()
        self._check_time(data)
        if "how" in data and "recipient" in data and data["how"] not in ways_of_telling(data["recipient"]):
            self.add_error("how", NOT_THAT_WAY)
        self._check_who(data)
        if data.get("of") not in ("", self.initial["of"]):
            self.ask_again(("of",), CHANGED_SINCE)
        return data


class CancelSuspension(Form):
    """The reasons, and when the pupil is back; where the board may decide, that it has not met, as its clerk says."""

    not_begun = forms.BooleanField(
        label="The governing board’s meeting has not begun", error_messages={"required": MET}
    )
    why = forms.CharField(label="The reasons, in words that the family reads", widget=lines(3), max_length=2000)
    back_on = DayField(
        label="Back in school on", help_text="The day on which the pupil came back, today or the next school day"
    )
    back_session = OneOf(label="From the", choices=[("AM", "Morning"), ("PM", "Afternoon")])

    def __init__(self, *args: Any, suspension: Suspension, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_decide(suspension):
            del self.fields["not_begun"]

    def facts(self) -> dict[str, Any]:
        """What the act needs."""
        return {name: self.cleaned_data[name] for name in ("why", "back_on", "back_session")}


class Back(OfRevision):
    """The reasons, and the session from which the pupil is back."""

    why = forms.CharField(label="Why, in words that the family reads", widget=lines(3), max_length=2000)
    back_on = DayField(label="Back in school on")
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
