"""Whether an exam is missed, and on which day it is."""

from typing import Any, ClassVar

from django import forms

from agencies.web.fields import DayField, Form, OneOf
from interventions.suspensions.education import may_have_sat
from interventions.suspensions.models import Suspension

MISSED = {"yes": "Yes, one would be missed", "no": "No: there is none then, or the school lets the pupil sit it"}


class RecordExamDay(Form):
    """A yes has the day of the first of them; in the season of exams Year 11 may have sat them all."""

    needed_at_times: ClassVar[tuple[str, ...]] = ("exam_on",)
    misses_exam = OneOf(label="Would a public exam or national test be missed?", choices=list(MISSED.items()))
    exam_on = DayField(label="If so, on which day is the first", required=False)
    exams_taken = forms.BooleanField(
        label="The pupil has sat all exams of Year 11",
        help_text="Then full-time education from the sixth school day is not owed (SI 2007/1870 reg 5)",
        required=False,
    )

    def __init__(self, *args: Any, suspension: Suspension, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(misses_exam="yes" if suspension.misses_exam else "no", exam_on=suspension.exam_on)
        self.initial.update(exams_taken=suspension.exams_taken)
        if not may_have_sat(suspension):
            del self.fields["exams_taken"]

    def clean(self) -> dict[str, Any]:
        """A day with a yes, and with nothing else."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        said, day = data.get("misses_exam"), data.get("exam_on")
        if said == "yes" and not day and "exam_on" not in self.errors:
            self.add_error("exam_on", "Enter the day of the exam: the governing board meets before it, if it can")
        elif said == "no" and day:
            self.add_error("misses_exam", "Answer Yes where an exam would be missed, or leave its day empty")
        elif said == "yes" and data.get("exams_taken"):
            self.add_error("exams_taken", "Where one is still to be missed, not all are sat: leave one of the two")
        return data

    def facts(self) -> dict[str, Any]:
        """What the act needs."""
        data = self.cleaned_data
        taken = bool(data.get("exams_taken"))
        return {"misses_exam": data["misses_exam"] == "yes", "exam_on": data["exam_on"], "exams_taken": taken}
