"""A proposal as a form, and what admissions said of the place."""

import uuid
from datetime import date
from typing import Any

from django import forms

from agencies import ages
from agencies.acting.refusals import NotNow
from agencies.directory.models import Agency
from agencies.register.facts import Fit
from agencies.web.days import has_been
from agencies.web.fields import DayField, Form, Name, OneOf, lines
from interventions.moves import states
from interventions.moves.facts import NO, NOT_KNOWN, YES, MoveFacts, PlaceFacts
from interventions.moves.words import ASKED, GROUNDS
from referrals.cases.forms import known_words
from referrals.cases.models import FamilyTold

GROWN = (
    "The pupil is 18 by now: the move is theirs to agree to. Give the day on which the pupil was told, and how, and "
    "send it again"
)


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


def _question(kind: str) -> OneOf:
    """One of what has to be known before a move is proposed."""
    choices = [(YES, "Yes"), (NO, "No: we asked")]
    return OneOf(label=ASKED[kind], choices=choices, error_messages={"required": f"Answer “{ASKED[kind]}” Ask first"})


class ProposeMove(Place):
    """Propose a move: where to, what was tried, why, who the family is and how they were told; what must be known."""

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
    ehc_plan = _question("ehc_plan")
    looked_after = _question("looked_after")
    social_worker = _question("social_worker")
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = (
        *("once", "ehc_plan", "looked_after", "social_worker", "school", "is_fit", "tried", "why"),
        *("parent_1", "parent_2", "told_on", "told_how"),
    )

    def __init__(
        self,
        *args: Any,
        schools: dict[Agency, Fit],
        to_ask: list[str],
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
        self.unknown = {school.reference for school, fit in schools.items() if not fit.is_known}
        named = [(school.reference, school.name) for school in schools]
        self.fields["school"].choices = [("", "Choose a school"), *named]  # type: ignore[attr-defined]
        self.initial["once"] = uuid.uuid4()
        self.to_ask = to_ask
        for kind in {*ASKED} - {*to_ask}:
            del self.fields[kind]
        self.whose = "pupil" if ages.is_adult(born_on, today) else "parents"
        self.initial["asked"] = self.whose
        if self.whose == "pupil":
            self._ask_the_pupil()

    @property
    def asks(self) -> list[forms.BoundField]:
        """The questions of what is not on record."""
        return [self[kind] for kind in self.to_ask]

    def _ask_the_pupil(self) -> None:
        """Who is 18 is told, and answers, in the parents' place."""
        del self.fields["parent_1"], self.fields["parent_2"]
        self.fields["why"].help_text = "In words that the pupil may read: the letter gives them"
        self.fields["told_on"].label = "When the pupil was told"
        self.fields["told_how"].label = "How the pupil was told"

    def clean_told_on(self) -> date:
        """Not in the future."""
        return has_been(self.cleaned_data["told_on"], self.today, self.born_on)

    def clean(self) -> dict[str, Any]:
        """Of a school on which the register is silent, what its head says."""
        data = super().clean()
        if data.get("asked") not in ("", self.whose):
            self.add_error("told_on", GROWN)
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["asked"] = self.whose  # type: ignore[index]
        school, is_fit = data.get("school"), data.get("is_fit")
        if school in self.unknown and is_fit == "":
            self.add_error("is_fit", NOT_KNOWN.format(self.schools[school].name))
        if school in self.unknown and is_fit == "no":
            self.add_error("is_fit", "A managed move is to a mainstream school for the pupil’s age. Choose another")
        return data

    def facts(self) -> MoveFacts:
        """What the act needs."""
        data = self.cleaned_data
        parents = tuple(dict.fromkeys(name for name in (data.get("parent_1"), data.get("parent_2")) if name))
        return MoveFacts(
            school=self.schools[data["school"]],
            tried=data["tried"],
            why=data["why"],
            parents=parents,
            told_how=data["told_how"],
            told_on=data["told_on"],
            place=self.place(),
            head_says_fit=data["school"] in self.unknown and data["is_fit"] == "yes",
            answers={kind: data[kind] for kind in self.to_ask},
        )
