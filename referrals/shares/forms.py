"""A share's acts as forms: what the law's tables allow for the receiver and the purpose is what can be chosen."""

from typing import Any

from django import forms

from agencies import deadlines
from agencies.directory.models import Agency
from agencies.policy import MATRIX, PURPOSE_BASES, Basis, Kind, Level, Purpose, Section
from agencies.web.fields import DayField, Form, OneOf, Pick, SomeOf, lines
from agencies.words import in_sentence, last_day, short_day
from referrals.cases.forms import Told
from referrals.entries.words import SECTIONS
from referrals.shares import words
from referrals.shares.facts import ShareTerms
from referrals.shares.models import CaseShare

GIVEN = (Level.SUMMARY, Level.SECTIONS, Level.FULL)


class ShareCase(Told):
    """Five questions: who, what for, what they will see, until when, what the family was told."""

    needed_at_times = (*Told.needed_at_times, "sections")
    agency = forms.ChoiceField(label="Who", error_messages={"required": "Choose an agency"})
    purpose = OneOf(
        label="What for", choices=[one for one in words.PURPOSES.items() if one[0] != "education_provision"]
    )
    question = forms.CharField(
        label="What you ask of them",
        help_text="They read this before anything else.",
        widget=lines(2),
        max_length=1000,
        error_messages={"required": "Write what you ask of them"},
    )
    level = OneOf(label="What they will see")
    sections = SomeOf(label="Which parts", choices=[], required=False)
    basis = OneOf(label="Lawful basis", choices=list(words.BASES.items()))
    until_on = DayField(label="Until the end of", required=False)
    field_order = ("agency", "purpose", "question", "level", "sections", "basis", "until_on")

    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {agency.reference: agency for agency in agencies}
        chosen = [(agency.reference, agency.name) for agency in agencies]
        self.fields["agency"].choices = [("", "Choose an agency"), *chosen]  # type: ignore[attr-defined]
        self.fields["level"].choices = [(v.value, Pick(words.LEVELS[v], words.LEVEL_HINTS[v])) for v in GIVEN]  # type: ignore[attr-defined]
        shown = [(code, label) for code, label in SECTIONS.items() if code != "casework"]
        self.fields["sections"].choices = shown  # type: ignore[attr-defined]

    def clean_agency(self) -> Agency:
        """The agency chosen."""
        return self.agencies[self.cleaned_data["agency"]]

    def clean(self) -> dict[str, Any]:
        """Hold purpose, level, sections, basis and end to the tables, each at its own field."""
        data = super().clean()
        if "agency" in data and "purpose" in data:
            self._hold_to_tables(data, Kind(data["agency"].kind), Purpose(data["purpose"]))
        if data.get("level") == Level.SECTIONS and not data.get("sections") and "sections" not in self.errors:
            self.add_error("sections", "Choose which parts they will see")
        return data

    def _hold_to_tables(self, data: dict[str, Any], kind: Kind, purpose: Purpose) -> None:
        if (kind, purpose) not in MATRIX:
            possible = [words.PURPOSES[p] for (k, p) in MATRIX if k is kind]
            self.add_error("purpose", f"{data['agency'].name} can be asked for: {', '.join(possible)}")
            return
        levels, sections = MATRIX[(kind, purpose)]
        if "level" in data and Level(data["level"]) not in levels:
            allowed = ", ".join(in_sentence(words.LEVELS[v]) for v in GIVEN if v in levels)
            self.add_error("level", f"{words.PURPOSES[purpose]} allows {data['agency'].name}: {allowed}")
        self._hold_sections(data, sections, words.PURPOSES[purpose])
        if "basis" in data and Basis(data["basis"]) not in PURPOSE_BASES[purpose]:
            fits = ", ".join(words.BASES[b] for b in words.BASES if b in PURPOSE_BASES[purpose])
            self.add_error("basis", f"This purpose rests on: {fits}")
        self._hold_end(data, purpose)

    def _hold_sections(self, data: dict[str, Any], allowed: frozenset[Section], purpose: str) -> None:
        if data.get("level") != Level.SECTIONS:
            data["sections"] = []
        over = [SECTIONS[code] for code in data.get("sections", []) if Section(code) not in allowed]
        if over:
            may = ", ".join(in_sentence(SECTIONS[code]) for code in SECTIONS if code in allowed)
            self.add_error("sections", f"{purpose} may show {may}: take out {', '.join(map(in_sentence, over))}")

    def _hold_end(self, data: dict[str, Any], purpose: Purpose) -> None:
        term = deadlines.SHARE_TERMS[purpose]
        longest = deadlines.share_end(purpose, self.today, term.longest_days)
        if data.get("until_on") is None and "until_on" not in self.errors:
            data["until_on"] = deadlines.share_end(purpose, self.today)
        until = data.get("until_on")
        if until and not self.today <= until <= longest:
            self.add_error("until_on", f"Choose a day from today to {short_day(longest)}, the longest for this purpose")

    def terms(self) -> ShareTerms:
        """What the act needs."""
        data = self.cleaned_data
        return ShareTerms(
            agency=data["agency"],
            purpose=Purpose(data["purpose"]),
            basis=Basis(data["basis"]),
            level=Level(data["level"]),
            sections=tuple(Section(code) for code in data["sections"]),
            question=data["question"],
            until_on=data["until_on"],
        )


class AnswerQuestion(Form):
    """Answer what was asked."""

    answer = forms.CharField(
        label="Your answer", widget=lines(5), max_length=8000, error_messages={"required": "Write your answer"}
    )


class ExtendShare(Form):
    """A later end, with a reason."""

    until_on = DayField(label="Until the end of")
    why = forms.CharField(label="Why", widget=lines(2), max_length=1000)


class _Terms(Form):
    """Level and sections of a share that stands."""

    needed_at_times = ("sections",)
    level = OneOf(label="What they will see")
    sections = SomeOf(label="Which parts", choices=[], required=False)
    why = forms.CharField(label="Why", widget=lines(2), max_length=1000)

    def __init__(self, *args: Any, share: CaseShare, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels, sections = MATRIX[(Kind(share.agency.kind), Purpose(share.purpose))]
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (v.value, Pick(words.LEVELS[v], words.LEVEL_HINTS[v])) for v in GIVEN if v in levels
        ]
        self.fields["sections"].choices = [(s, SECTIONS[s]) for s in SECTIONS if s in sections]  # type: ignore[attr-defined]
        self.initial.update({"level": share.level, "sections": share.sections})

    def clean(self) -> dict[str, Any]:
        """Parts are chosen with *chosen parts* alone."""
        data = super().clean() or {}
        if data.get("level") != Level.SECTIONS:
            data["sections"] = []
        elif not data.get("sections"):
            self.add_error("sections", "Choose which parts they will see")
        return data

    def given(self) -> dict[str, Any]:
        """Level and sections as the act takes them."""
        data = self.cleaned_data
        return {"level": Level(data["level"]), "sections": tuple(Section(code) for code in data["sections"])}


class NarrowShare(_Terms):
    """Less, or a nearer end."""

    until_on = DayField(label="Until the end of")
    field_order = ("level", "sections", "until_on", "why")

    def __init__(self, *args: Any, share: CaseShare, **kwargs: Any) -> None:
        super().__init__(*args, share=share, **kwargs)
        self.initial["until_on"] = last_day(share.ends_at)


class WidenShare(_Terms):
    """More; the receiver is asked again."""
