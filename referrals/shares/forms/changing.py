"""What is done with a share that stands, as forms: answered, changed, refused, ended."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from agencies.policy import (
    MATRIX,
    Condition,
    Kind,
    Level,
    Limb,
    Purpose,
    Section,
)
from agencies.policy.duty_to_share import BEFORE, ENDS, end_reasons, refusal_reasons
from agencies.web.days import has_been
from agencies.web.fields import DayField, Form, Name, OneOf, Pick, SomeOf, lines
from agencies.words import last_day
from referrals.entries.words import SECTIONS
from referrals.shares import words
from referrals.shares.forms.offering import GIVEN, Locked
from referrals.shares.models import CaseShare


class RefuseShare(Form):
    """Refuse what a colleague asked: a reason that the duty to share knows on that day, and its words."""

    reason = OneOf(label="Why not", choices=list(BEFORE.items()))
    why = forms.CharField(label="In your words", widget=lines(2), max_length=1000)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = list(refusal_reasons(today).items())  # type: ignore[attr-defined]


class RefuseRequest(RefuseShare):
    """Refuse what somebody outside asked: who, what, when, and the same reasons."""

    whom = Name(label="Who asked, and for which body", max_length=100)
    what = forms.CharField(label="What they asked to see or to be told", widget=lines(2), max_length=1000)
    asked_on = DayField(label="When they asked", help_text="Leave empty for today", required=False)
    field_order = ("whom", "what", "asked_on", "reason", "why")

    def __init__(self, *args: Any, today: date, born_on: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.today, self.born_on = today, born_on

    def clean_asked_on(self) -> date:
        """Today where it is empty; never a day to come."""
        return has_been(self.cleaned_data["asked_on"], self.today, self.born_on)


class WithdrawShare(Form):
    """End a share: it was of use, or for a reason that the duty to share knows, since this too is a decision on it."""

    reason = OneOf(label="Why it ends", choices=list(ENDS.items()))
    why = forms.CharField(label="In your words", widget=lines(2), max_length=1000)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = list(end_reasons(today).items())  # type: ignore[attr-defined]


class FinishShare(Form):
    """What became of an agency's part."""

    why = forms.CharField(
        label="What became of your part",
        help_text="The school and the council read it",
        widget=lines(3),
        max_length=1000,
        error_messages={"required": "Say what became of your part"},
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

    needed_at_times: ClassVar[tuple[str, ...]] = ("sections",)
    level = OneOf(label="What they will see")
    sections = SomeOf(label="Which parts", choices=[], required=False)
    why = forms.CharField(label="Why", widget=lines(2), max_length=1000)

    def __init__(self, *args: Any, share: CaseShare, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = MATRIX[(Kind(share.agency.kind), Purpose(share.purpose))]
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (v.value, Pick(words.LEVELS[v], words.LEVEL_HINTS[v])) for v in GIVEN if v in row.levels
        ]
        self.fields["sections"].choices = [(s, SECTIONS[s]) for s in SECTIONS if s in row.most]  # type: ignore[attr-defined]
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


class WidenShare(_Terms, Locked):
    """More; the receiver is asked again."""

    needed_at_times = ("sections", "limb")
    field_order = ("level", "sections", "condition", "limb", "why")

    def __init__(self, *args: Any, share: CaseShare, **kwargs: Any) -> None:
        super().__init__(*args, share=share, **kwargs)
        self.initial.update({"condition": share.condition, "limb": share.limb})
        self.row = MATRIX[(Kind(share.agency.kind), Purpose(share.purpose))]

    def clean(self) -> dict[str, Any]:
        """The condition carries what is offered now."""
        data = super().clean()
        self._hold_condition(data, self.row)
        return data

    def given(self) -> dict[str, Any]:
        """Level, sections, condition and limb as the act takes them."""
        data = self.cleaned_data
        limb = Limb(data["limb"]) if data["limb"] else None
        return {**super().given(), "condition": Condition(data["condition"]), "limb": limb}
