"""What is taken away of a case: of which days, for whom, what beside the story, and what of it stays out."""

from datetime import date
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from agencies.web.fields import DayField, Form, Pick, SomeOf
from agencies.words import short_day
from interventions.case_page.pages.story import Line
from interventions.taken_records import words
from referrals.documents.models import DocumentVersion
from referrals.entries.models import Entry

LOOKS, KEPT = "look", "in"


class Days(Form):
    """The days of the story that are looked at."""

    first = DayField(label="From which day", help_text="Leave empty for all of it", required=False)
    last = DayField(label="To which day", help_text="Leave empty for all of it", required=False)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", "That is before the first day")
        return data


class TakeRecord(Days):
    """Of what stood on the page: who asks for it, and for each entry whether it is in it."""

    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    whose = forms.CharField(
        label="Who is it for, and what for?",
        help_text="It stands on the paper, and in the trail",
        max_length=200,
        error_messages={"required": "Say who it is for, and what for"},
    )
    parts = SomeOf(
        label="What goes with the story?",
        help_text="Nothing chosen: the chronology alone",
        required=False,
        choices=[
            (code, Pick(label, words.FOR_WHOM) if code == "family" else label) for code, label in words.PARTS.items()
        ],
    )
    papers = SomeOf(
        label="Which papers go behind it?",
        help_text="Clean PDF documents. With one of them the file does not call itself PDF/UA any more",
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        story: list[tuple[Entry, Line]],
        papers: list[DocumentVersion],
        stands: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial={"asked": stands}, **kwargs)
        self.stands, self.story = stands, story
        if self.is_bound:  # what came since the page was opened has no answer yet
            self.data = MultiValueDict({**{_of(entry): [KEPT] for entry, _ in story}, **dict(self.data.lists())})  # type: ignore[attr-defined]
        self.fields["papers"].choices = [(one.document.reference, one.document.title) for one in papers]  # type: ignore[attr-defined]
        if not papers:
            del self.fields["papers"]
        for entry, line in story:
            self.fields[_of(entry)] = forms.ChoiceField(
                label=f"Print “{line.title}”, {short_day(line.on)}?",
                choices=[(KEPT, words.IN), *words.OUT.items()],
                initial=KEPT,
            )

    @property
    def lines(self) -> list[tuple[Line, forms.BoundField]]:
        """Each entry with its question."""
        return [(line, self[_of(entry)]) for entry, line in self.story]

    @property
    def looks(self) -> bool:
        """Whether other days are asked to be shown, and nothing is taken."""
        return LOOKS in self.data

    def clean(self) -> dict[str, Any]:
        """It still stands as the page showed it; whoever looks at other days is not asked for the rest yet."""
        data = super().clean()
        if self.looks:
            for name in set(self.errors) - {"first", "last"}:
                del self.errors[name]
        elif data.get("asked") != self.stands:
            self.add_error(None, words.CHANGED)
        self.data["asked"] = self.stands  # type: ignore[index]
        return data

    def taken(self) -> dict[str, Any]:
        """Of which days, for whom, and what beside the story."""
        return {name: self.cleaned_data[name] for name in ("first", "last", "whose", "parts")}

    def chosen_papers(self, papers: list[DocumentVersion]) -> list[DocumentVersion]:
        """Those that go behind it."""
        return [one for one in papers if one.document.reference in self.cleaned_data.get("papers", [])]

    def left_out(self) -> dict[str, str]:
        """Why an entry stays out, by its reference."""
        said = {entry.reference: self.cleaned_data[_of(entry)] for entry, _ in self.story}
        return {reference: why for reference, why in said.items() if why != KEPT}


def _of(entry: Entry) -> str:
    return f"entry_{entry.reference}"


def days_of(data: Any) -> tuple[date | None, date | None]:
    """The days that are asked for; none where they can't be read, which the form says."""
    days = Days(data)
    return (days.cleaned_data["first"], days.cleaned_data["last"]) if days.is_valid() else (None, None)
