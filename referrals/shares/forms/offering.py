"""A share's acts as forms: what the law's tables allow for the receiver and the purpose is what can be chosen."""

from datetime import date
from typing import Any

from django import forms

from agencies.directory.models import Agency
from agencies.policy import (
    MATRIX,
    PURPOSE_BASES,
    Basis,
    Condition,
    Kind,
    Level,
    Limb,
    MatrixRow,
    Purpose,
    Section,
    carrying,
)
from agencies.web.fields import DayField, Form, OneOf, Pick, SomeOf, lines
from agencies.words import in_sentence, short_day
from referrals.cases.forms import Told
from referrals.entries.words import SECTIONS
from referrals.shares import words
from referrals.shares.facts import NO_LIMB, NOT_AGREED, WIDER, ShareTerms, is_wider, longest_end, usual_end

GIVEN = (Level.SUMMARY, Level.SECTIONS, Level.FULL)


class Locked(Form):
    """The condition beside the lawful basis, and why there is no consent where paragraph 18 asks it (data.md 1.2)."""

    condition = OneOf(
        label="Condition for sensitive data",
        help_text="Data about health, belief, origin or offences needs one beside the lawful basis.",
        choices=list(words.CONDITIONS.items()),
    )
    limb = forms.ChoiceField(
        label="Why there is no consent",
        help_text="Safeguarding, paragraph 18, asks it.",
        choices=[("", "Choose why"), *words.LIMBS.items()],
        required=False,
    )

    def _hold_condition(self, data: dict[str, Any], row: MatrixRow) -> None:
        """One of the row's that carries what they will see; its limb with paragraph 18, and with no other."""
        if data.get("condition") != Condition.PARA_18:
            data["limb"] = ""
        if "condition" not in data or "level" not in data:
            return
        carries = carrying(Level(data["level"]), [Section(code) for code in data.get("sections", [])])
        if Condition(data["condition"]) not in carries & set(row.conditions):
            fits = "; ".join(words.CONDITIONS[one] for one in row.conditions if one in carries)
            self.add_error("condition", f"What they will see needs another: {fits}")
        elif data["condition"] == Condition.PARA_18 and not data.get("limb"):
            self.add_error("limb", NO_LIMB)


class ShareCase(Told, Locked):
    """Who, what for, what they will see, by what law, until when, what the family was told: the matrix proposes."""

    needed_at_times = (*Told.needed_at_times, "sections", "limb", "necessity")
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
    necessity = forms.CharField(
        label="Why they need more than is usual",
        help_text="In a line, where it is more, or for longer, than is usual.",
        widget=lines(2),
        max_length=300,
        required=False,
    )
    basis = OneOf(label="Lawful basis", choices=list(words.BASES.items()))
    until_on = DayField(label="Until the end of", required=False)
    field_order = (
        "agency", "purpose", "question", "level", "sections", "necessity", "basis", "condition", "limb", "until_on",
    )  # fmt: skip

    def __init__(self, data: Any = None, *args: Any, agencies: list[Agency], today: date, **kwargs: Any) -> None:
        self.agencies, self.today = {agency.reference: agency for agency in agencies}, today
        self.row, self.usual_until = self._row(data)
        self.is_filled = False
        super().__init__(data if data is None else self._filled(data), *args, today=today, **kwargs)
        chosen = [(agency.reference, agency.name) for agency in agencies]
        self.fields["agency"].choices = [("", "Choose an agency"), *chosen]  # type: ignore[attr-defined]
        self.fields["level"].choices = [(v.value, Pick(words.LEVELS[v], words.LEVEL_HINTS[v])) for v in GIVEN]  # type: ignore[attr-defined]
        shown = [(code, label) for code, label in SECTIONS.items() if code != "casework"]
        self.fields["sections"].choices = shown  # type: ignore[attr-defined]

    def _row(self, data: Any) -> tuple[MatrixRow | None, date | None]:
        """The matrix's row for the agency and the purpose that were chosen, and the last day that is usual by it."""
        agency = self.agencies.get(data.get("agency", "")) if data else None
        purpose = next((one for one in Purpose if data and one == data.get("purpose")), None)
        row = MATRIX.get((Kind(agency.kind), purpose)) if agency and purpose else None
        if row is None or agency is None or purpose is None:
            return None, None
        return row, usual_end(row, purpose, agency.authority_id, self.today)

    def _filled(self, data: Any) -> Any:
        """What was sent, with what the matrix proposes where nothing was answered."""
        if self.row is None or self.usual_until is None:
            return data
        data = data.copy()
        self.is_filled = not all(data.get(name) for name in ("level", "condition", "until_on"))
        if not data.get("level") and data.getlist("sections"):
            data["level"] = Level.SECTIONS.value
        elif not data.get("level"):
            data["level"] = self.row.level.value
            data.setlist("sections", sorted(section.value for section in self.row.sections))
        if not data.get("condition"):
            data["condition"] = self.row.conditions[0].value
        if not data.get("until_on"):
            data["until_on"] = f"{self.usual_until:%-d %-m %Y}"
        return data

    @property
    def usual(self) -> str:
        """What the matrix has for the agency and the purpose, in words; nothing before both are chosen."""
        if self.row is None or self.usual_until is None:
            return ""
        parts = ", ".join(in_sentence(SECTIONS[code]) for code in SECTIONS if code in self.row.sections)
        seen = f"{words.LEVELS[self.row.level]}{f': {parts}' if parts else ''}"
        return f"{seen}; until {short_day(self.usual_until)}. {self.row.gateway}."

    def clean_agency(self) -> Agency:
        """The agency chosen."""
        return self.agencies[self.cleaned_data["agency"]]

    def clean(self) -> dict[str, Any]:
        """Hold purpose, level, sections, basis, condition and end to the tables, each at its own field."""
        data = super().clean()
        if data.get("level") != Level.SECTIONS:
            data["sections"] = []
        elif not data.get("sections") and "sections" not in self.errors:
            self.add_error("sections", "Choose which parts they will see")
        if "agency" in data and "purpose" in data:
            self._hold_to_tables(data, Kind(data["agency"].kind), Purpose(data["purpose"]))
        if data.get("basis") == Basis.FAMILY_AGREEMENT and data.get("told") not in (None, "yes"):
            self.add_error("basis", NOT_AGREED)
        return data

    def _hold_to_tables(self, data: dict[str, Any], kind: Kind, purpose: Purpose) -> None:
        if self.row is None:
            possible = [words.PURPOSES[p] for (k, p) in MATRIX if k is kind]
            self.add_error("purpose", f"{data['agency'].name} can be asked for: {', '.join(possible)}")
            return
        if "level" in data and Level(data["level"]) not in self.row.levels:
            allowed = ", ".join(in_sentence(words.LEVELS[v]) for v in GIVEN if v in self.row.levels)
            self.add_error("level", f"{words.PURPOSES[purpose]} allows {data['agency'].name}: {allowed}")
        self._hold_sections(data, self.row.most, words.PURPOSES[purpose])
        if "basis" in data and Basis(data["basis"]) not in PURPOSE_BASES[purpose]:
            fits = ", ".join(words.BASES[b] for b in words.BASES if b in PURPOSE_BASES[purpose])
            self.add_error("basis", f"This purpose rests on: {fits}")
        self._hold_condition(data, self.row)
        self._hold_end(data, self.row)
        self._hold_necessity(data, self.row)

    def _hold_sections(self, data: dict[str, Any], allowed: frozenset[Section], purpose: str) -> None:
        over = [SECTIONS[code] for code in data.get("sections", []) if Section(code) not in allowed]
        if over:
            may = ", ".join(in_sentence(SECTIONS[code]) for code in SECTIONS if code in allowed)
            self.add_error("sections", f"{purpose} may show {may}: take out {', '.join(map(in_sentence, over))}")

    def _hold_end(self, data: dict[str, Any], row: MatrixRow) -> None:
        longest, until = longest_end(row, self.today), data.get("until_on")
        if until and not self.today <= until <= longest:
            self.add_error("until_on", f"Choose a day from today to {short_day(longest)}, the longest for this purpose")

    def _hold_necessity(self, data: dict[str, Any], row: MatrixRow) -> None:
        if self.errors or data.get("necessity") or self.usual_until is None:
            return
        if is_wider(self.terms(), row, self.usual_until):
            self.add_error("necessity", WIDER)

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
            condition=Condition(data["condition"]),
            limb=Limb(data["limb"]) if data["limb"] else None,
            necessity=data["necessity"],
        )
