"""A file of registers as a form, and what its sender says of what stands in it."""

from hashlib import sha256
from typing import Any

from django import forms

from agencies.web.fields import Form
from agencies.web.tables import MOST_BYTES, NotATable
from referrals.attendance.comparing import Registers
from referrals.attendance.imports import Read, read
from referrals.rolls.forms import ChooseFile

CHANGED = (
    "The registers have changed since you looked, or the file is another. This is what it would change now: look once "
    "more."
)
TOO_LARGE = "There is too much in this file for one look. Send it in parts, for example week by week"


class ChooseRegisters(ChooseFile):
    """The file, and the school where its sender has more than one."""

    file = forms.FileField(
        label="A file of your registers",
        help_text="A table (.csv) from your school’s system: UPN or the school’s own ID, Date, Session, Code; or a "
        "line a day with AM and PM; or a line a week with Week commencing, Mon AM, Mon PM and so on",
        error_messages={"required": "Choose a file", "empty": "This file is empty"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "school" in self.fields:
            self.fields["school"].label = "Which school’s registers are they?"

    def read(self, text: str) -> Read:
        """The half days of its text, where the next page can carry them."""
        found = read(text)
        if len(found.text.encode()) > MOST_BYTES:
            raise NotATable(TOO_LARGE)
        return found


class TakeRegisters(Form):
    """That the file is taken over as it was seen."""

    school = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(widget=forms.HiddenInput, strip=False)
    asked = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, registers: Registers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.registers = registers
        self.initial["asked"] = seen_as(registers)

    def clean(self) -> dict[str, Any]:
        """What is taken over is what was seen; where nothing is left to change, nothing was seen amiss."""
        data = super().clean() or {}
        if data.get("asked") != seen_as(self.registers) and (self.registers.new or self.registers.changes):
            sent: Any = self.data
            self.data = sent.copy()
            self.data["asked"] = seen_as(self.registers)  # type: ignore[index]
            raise forms.ValidationError(CHANGED)
        return data


def seen_as(registers: Registers) -> str:
    """What the page showed, as one word: who sends it answers that, and nothing newer."""
    days = sorted((day, lines) for day, lines in registers.days.items())
    said = (days, registers.new, registers.same, registers.changes, sorted(registers.faults.items()))
    return sha256(repr(said).encode()).hexdigest()


def carried(text: str) -> Read | None:
    """The file that a page carried; None where that is none any more."""
    try:
        return read(text, is_carried=True)
    except NotATable:
        return None
