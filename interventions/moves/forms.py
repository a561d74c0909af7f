"""A managed move's acts as forms."""

import uuid
from datetime import date
from typing import Any

from django import forms

from agencies.acting.refusals import NotNow
from agencies.directory.models import Agency
from agencies.register.facts import Fit
from agencies.schoolday import local_day
from agencies.web.days import has_been
from agencies.web.fields import DayField, Form, Name, OneOf, lines
from interventions.moves import states
from interventions.moves.facts import NOT_KNOWN, Answer, MoveFacts, PlaceFacts
from interventions.moves.models import Consent
from interventions.moves.states import Party
from interventions.moves.words import GROUNDS, PARTIES
from referrals.cases.forms import known_words
from referrals.cases.models import FamilyTold


class Place(Form):
    """What admissions said of the place."""

    places = forms.IntegerField(label="Places in the year group", min_value=0, max_value=2000)
    taken = forms.IntegerField(label="Places taken", min_value=0, max_value=2000)
    ground = OneOf(label="May the place lawfully be offered?", choices=list(GROUNDS.items()))
    asked_whom = Name(label="Who at admissions said so", max_length=120)

    def clean(self) -> dict[str, Any]:
        """What is said of the place agrees with its numbers."""
        data = super().clean() or {}
        if {"places", "taken", "ground"} <= data.keys():
            try:
                states.check_ground(data["places"], data["taken"], data["ground"])
            except NotNow as sorry:
                self.add_error("ground", str(sorry))
        return data

    def place(self) -> PlaceFacts:
        """The facts of the place."""
        return PlaceFacts(**{name: self.cleaned_data[name] for name in ("places", "taken", "ground", "asked_whom")})


class ProposeMove(Place):
    """Propose a move: where to, what was tried, why, who the parents are, how they were told."""

    school = forms.ChoiceField(
        label="To which school",
        help_text="Mainstream schools for this pupil’s age, so far as the national register says",
        error_messages={"required": "Choose a school"},
    )
    is_fit = OneOf(
        label="Where the national register does not say: is it a mainstream school for this pupil’s age?",
        choices=[("yes", "Yes, its head says so"), ("no", "No")],
        required=False,
    )
    tried = forms.CharField(label="What was tried, and what came of it", widget=lines(4), max_length=4000)
    why = forms.CharField(
        label="Why this is in the pupil’s interest",
        help_text="In words that the parents may read: their letter gives them",
        widget=lines(3),
        max_length=2000,
    )
    parent_1 = Name(label="A parent, by name", max_length=120)
    parent_2 = Name(label="Another parent", max_length=120, required=False)
    told_on = DayField(label="When the parents were told")
    told_how = forms.CharField(label="How they were told", max_length=120)
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ("once", "school", "is_fit", "tried", "why", "parent_1", "parent_2", "told_on", "told_how")

    def __init__(
        self,
        *args: Any,
        schools: dict[Agency, Fit],
        today: date,
        born_on: date,
        known: FamilyTold | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if known is not None:
            self.fields["told_how"].help_text = f"Of this move. {known_words(known)}"
            self.initial["told_how"] = known.how
        self.schools, self.today, self.born_on = {one.reference: one for one in schools}, today, born_on
        self.asked = {school.reference for school, fit in schools.items() if not fit.is_known}
        named = [(school.reference, school.name) for school in schools]
        self.fields["school"].choices = [("", "Choose a school"), *named]  # type: ignore[attr-defined]
        self.initial["once"] = uuid.uuid4()

    def clean_told_on(self) -> date:
        """Not in the future."""
        return has_been(self.cleaned_data["told_on"], self.today, self.born_on)

    def clean(self) -> dict[str, Any]:
        """Of a school on which the register is silent, what its head says."""
        data = super().clean()
        school, is_fit = data.get("school"), data.get("is_fit")
        if school in self.asked and is_fit == "":
            self.add_error("is_fit", NOT_KNOWN.format(self.schools[school].name))
        if school in self.asked and is_fit == "no":
            self.add_error("is_fit", "A managed move is to a mainstream school for the pupil’s age. Choose another")
        return data

    def facts(self) -> MoveFacts:
        """What the act needs."""
        data = self.cleaned_data
        parents = tuple(dict.fromkeys(name for name in (data["parent_1"], data["parent_2"]) if name))
        return MoveFacts(
            school=self.schools[data["school"]],
            tried=data["tried"],
            why=data["why"],
            parents=parents,
            told_how=data["told_how"],
            told_on=data["told_on"],
            place=self.place(),
            head_says_fit=data["school"] in self.asked and data["is_fit"] == "yes",
        )


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
        self.fields["consent"].choices = [(key, row.name) for key, row in self.waiting.items()]  # type: ignore[attr-defined]

    def clean_answered_on(self) -> date:
        """Not in the future."""
        return has_been(self.cleaned_data["answered_on"], self.today, self.born_on)

    def clean(self) -> dict[str, Any]:
        """A parent has read that they may say no, whatever they say; nobody answered before it was proposed."""
        data = super().clean() or {}
        row, answered = self.waiting.get(data.get("consent", "")), data.get("answered_on")
        if row and answered and answered < local_day(row.move.proposed_at):
            self.add_error("answered_on", states.ANSWERED_BEFORE)
        if row and row.party == Party.PARENT and not data.get("statement_shown"):
            self.add_error("statement_shown", "Let each parent read this first")
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

    starts_on = DayField(label="First day at the new school", help_text="A school day. The file goes first.")
    why = forms.CharField(
        label="Why this is in the pupil’s interest",
        help_text="In words for the parents: their letter gives them as you write them",
        widget=lines(3),
        max_length=2000,
    )


class RefuseMove(Form):
    """The reason."""

    why = forms.CharField(label="Why, in words that the family reads", widget=lines(3), max_length=2000)


class WithdrawMove(Form):
    """Whose decision it is; a reason may be given and is not asked."""

    party = OneOf(label="Who takes it back", choices=[])
    why = forms.CharField(label="In their words", widget=lines(2), max_length=2000, required=False)

    def __init__(self, *args: Any, parties: frozenset[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [(p.value, PARTIES[p]) for p in Party if p in parties]  # type: ignore[attr-defined]


class AdmitMove(Form):
    """The day on the new roll."""

    on = DayField(label="On your roll from")


class ReviewMove(Form):
    """How it goes."""

    words = forms.CharField(label="How the pupil has settled, and what helps", widget=lines(4), max_length=4000)
    pupil_words = forms.CharField(label="In the pupil’s words", widget=lines(2), max_length=2000, required=False)
