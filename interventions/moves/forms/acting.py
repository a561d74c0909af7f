"""The other acts on a managed move as forms."""

from datetime import date
from typing import Any

from django import forms

from agencies import ages
from agencies.schoolday import local_day
from agencies.web.days import has_been
from agencies.web.fields import DayField, Form, Name, OneOf, lines
from agencies.words import long_day
from interventions.moves import states
from interventions.moves.facts import Answer, Telling, step_on
from interventions.moves.models import Consent, Move
from interventions.moves.states import Party, State
from interventions.moves.words import CHANGED, PARTIES, RECIPIENTS, STEPS, TOO_EARLY


class HearPupil(Form):
    """The pupil's own words, to an adult of their choice."""

    by_whom = Name(label="To whom: an adult of the pupil’s choice", max_length=120)
    on = DayField(label="On which day")
    words = forms.CharField(label="In the pupil’s own words", widget=lines(4), max_length=4000)

    def __init__(self, *args: Any, today: date, born_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.born_on = today, born_on

    def clean_on(self) -> date:
        """Not in the future."""
        return has_been(self.cleaned_data["on"], self.today, self.born_on)


class ConsentToMove(Form):
    """One party's yes or no."""

    consent = OneOf(label="Whose answer", choices=[])
    answer = OneOf(label="The answer", choices=[("yes", "Yes"), ("no", "No: the move ends, and no reason is asked")])
    answered_on = DayField(label="When it was given")
    how = forms.CharField(label="How, and by whom where it is not you", help_text="Such as: signed", max_length=120)
    words = forms.CharField(label="In their words", widget=lines(2), max_length=2000, required=False)
    statement_shown = forms.BooleanField(label=f"A parent has read: “{states.STATEMENT}”", required=False)

    def __init__(self, *args: Any, waiting: list[Consent], today: date, born_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting, self.today, self.born_on = {str(row.pk or row.party): row for row in waiting}, today, born_on
        if ages.is_adult(born_on, today):
            self.fields["statement_shown"].label = f"The pupil has read: “{states.STATEMENT}”"
        self.fields["consent"].choices = [(key, row.name) for key, row in self.waiting.items()]  # type: ignore[attr-defined]

    def clean_answered_on(self) -> date:
        """Not in the future."""
        return has_been(self.cleaned_data["answered_on"], self.today, self.born_on)

    def clean(self) -> dict[str, Any]:
        """The family has read that they may say no, whatever they say; nobody answered before it was proposed."""
        data = super().clean() or {}
        row, answered = self.waiting.get(data.get("consent", "")), data.get("answered_on")
        if row and answered and answered < local_day(row.move.proposed_at):
            self.add_error("answered_on", states.ANSWERED_BEFORE)
        if row and row.party in states.FAMILY and not data.get("statement_shown"):
            self.add_error(
                "statement_shown", f"Let {'each parent' if row.party == Party.PARENT else 'the pupil'} read this first"
            )
        return data

    def given(self) -> Answer:
        """What the act needs."""
        data = {**self.cleaned_data}
        return Answer(consent=self.waiting[data.pop("consent")], **data)


class ReturnMove(Form):
    """A question to both heads."""

    question = forms.CharField(label="Your question to both heads", widget=lines(3), max_length=2000)


class ApproveMove(Form):
    """The first day and why."""

    starts_on = DayField(label="First day at the new school", help_text="A school day after today")
    why = forms.CharField(
        label="Why this is in the pupil’s interest",
        help_text="In words for the parents: their letter gives them as you write them",
        widget=lines(3),
        max_length=2000,
    )

    def __init__(self, *args: Any, is_adult: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_adult:
            self.fields["why"].help_text = "In words for the pupil, who is 18: the letter gives them as you write them"


class RefuseMove(Form):
    """The reason."""

    why = forms.CharField(label="Why, in words that the family reads", widget=lines(3), max_length=2000)

    def __init__(self, *args: Any, is_adult: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_adult:
            self.fields["why"].label = "Why, in words that the pupil reads"


class WithdrawMove(Form):
    """Whose decision it is; a reason may be given and is not asked."""

    party = OneOf(label="Who takes it back", choices=[])
    why = forms.CharField(label="In their words", widget=lines(2), max_length=2000, required=False)

    def __init__(self, *args: Any, parties: frozenset[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [(p.value, PARTIES[p]) for p in Party if p in parties]  # type: ignore[attr-defined]


class TellOfMove(Form):
    """Who was told of the step at which the move stands, how and when."""

    who = OneOf(label="Who was told?", choices=[])
    whom = Name(label="Their name", max_length=120)
    how = forms.CharField(label="How", help_text="Such as: by telephone", max_length=120)
    told_on = DayField(label="When", help_text="Leave empty for today", required=False)
    asked = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, move: Move, whom: list[str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.move, self.today, self.initial["asked"] = move, today, move.state
        self.fields["who"].label = f"Who was told {STEPS[State(move.state)]}?"
        self.fields["who"].choices = [(who, RECIPIENTS[who]) for who in whom]  # type: ignore[attr-defined]

    def clean_told_on(self) -> date:
        """Today where it is empty; not before the step."""
        day = has_been(self.cleaned_data["told_on"], self.today)
        if day < step_on(self.move):
            raise forms.ValidationError(TOO_EARLY.format(long_day(step_on(self.move))))
        return day

    def clean(self) -> dict[str, Any]:
        """The move still stands where the page said; else the page comes back and says where."""
        data = super().clean() or {}
        if data.get("asked") not in ("", self.move.state):
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["asked"] = self.move.state  # type: ignore[index]
            self.add_error(None, CHANGED)
        return data

    def given(self) -> Telling:
        """What the act needs."""
        data = {**self.cleaned_data}
        return Telling(of=data.pop("asked") or self.move.state, **data)


class AdmitMove(Form):
    """The day on the new roll."""

    on = DayField(label="On your roll from")


class ReviewMove(Form):
    """How it goes."""

    words = forms.CharField(label="How the pupil has settled, and what helps", widget=lines(4), max_length=4000)
    pupil_words = forms.CharField(label="In the pupil’s words", widget=lines(2), max_length=2000, required=False)
