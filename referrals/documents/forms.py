"""A document's acts as forms."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from agencies.web.fields import Form, Name, OneOf
from agencies.words import short_day
from referrals.documents.actions import DocumentFacts
from referrals.documents.facts import NewVersion
from referrals.documents.judging import Refused, judge, named
from referrals.documents.words import SORTS, size_words
from referrals.entries.models import Entry
from referrals.entries.words import SECTIONS

KINDS = "PDF, Word (.docx), e-mail (.eml), or a picture (JPEG, PNG, WebP, HEIC)"
CHOOSE_AGAIN = "Choose the file again: a browser keeps none when a page comes back."
MOST_ENTRIES = 50
BOTH = "Choose a part or an entry, and not both"
NEITHER = "Choose its part, or the entry that it hangs on"


def look_at(sent: Any) -> None:
    """Judge a file that was sent, once, and keep with it what was found; one that is too large is not read."""
    if sent.size > settings.DOCUMENT_MOST_BYTES or hasattr(sent, "judged"):
        return
    try:
        sent.judged = judge(sent.read())
    except Refused as why:
        sent.judged = why


class WithFile(Form):
    """What the two forms with a file share: the file, judged by its bytes."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    file = forms.FileField(
        label="The file",
        error_messages={"required": "Choose a file", "empty": "There is nothing in this file. Choose it again"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = f"{KINDS}, up to {size_words(settings.DOCUMENT_MOST_BYTES)}"
        self.fields["file"].help_text = f"{CHOOSE_AGAIN} {most}" if self.is_bound else most
        self.initial.setdefault("once", uuid.uuid4())

    def clean_file(self) -> NewVersion:
        """The file as it will be kept."""
        sent = self.cleaned_data["file"]
        if sent.size > settings.DOCUMENT_MOST_BYTES:
            most = size_words(settings.DOCUMENT_MOST_BYTES)
            raise ValidationError(f"This file is larger than {most}. Save it smaller, or add it in parts")
        look_at(sent)
        judged = sent.judged
        if isinstance(judged, Refused):
            raise ValidationError(str(judged)) from judged
        if len(judged.content) > settings.DOCUMENT_MOST_BYTES:
            raise ValidationError("This picture is too large once it is drawn again. Save it smaller, and add that")
        return NewVersion(judged.kind.value, judged.content, judged.pages, named(sent.name, judged.kind))

    def new(self) -> NewVersion:
        """What the act needs of the file."""
        made: NewVersion = self.cleaned_data["file"]
        return made


class AddDocument(WithFile):
    """Add a document: whoever keeps the case chooses its part, or an entry; a partner's goes to their own part."""

    needed_at_times = ("section", "entry")
    title = Name(label="Title", max_length=120, help_text="What somebody else will know it by")
    sort = OneOf(label="What is it?", choices=list(SORTS.items()))
    section = forms.ChoiceField(
        label="What is it about?", help_text="A share shows only the parts that it names.", required=False
    )
    entry = forms.ChoiceField(
        label="Or the entry that it hangs on",
        help_text="Then it is read by whoever may read that entry, also when that changes.",
        required=False,
    )
    field_order = ("title", "file", "sort", "section", "entry")

    def __init__(self, *args: Any, entries: Sequence[Entry], own_section: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_section, self.entries = own_section, {one.reference: one for one in entries[:MOST_ENTRIES]}
        parts = [(code, label) for code, label in SECTIONS.items() if code != "casework"]
        self.fields["section"].choices = [("", "Choose a part"), *parts]  # type: ignore[attr-defined]
        named_by = [(ref, f"{one.title}, {short_day(one.happened_on)}") for ref, one in self.entries.items()]
        self.fields["entry"].choices = [("", "None of them"), *named_by]  # type: ignore[attr-defined]
        if len(entries) > MOST_ENTRIES:
            self.fields["entry"].help_text += f" The newest {MOST_ENTRIES} are offered."
        if not entries:
            del self.fields["entry"]
        if own_section:
            del self.fields["section"]

    def clean(self) -> dict[str, Any]:
        """A part, or an entry."""
        data = super().clean() or {}
        section, entry = data.get("section") or self.own_section, data.get("entry")
        if data.get("section") and entry:
            self.add_error("entry", BOTH)
        elif not section and not entry and not {"section", "entry"} & set(self.errors):
            self.add_error("section", NEITHER)
        return data

    def facts(self) -> DocumentFacts:
        """What the act needs besides the file."""
        data = self.cleaned_data
        section, entry = data.get("section") or self.own_section, self.entries.get(data.get("entry", ""))
        return DocumentFacts(data["title"], data["sort"], section, entry)


class AttachDocument(WithFile):
    """Attach a document to what it is read with."""

    title = Name(label="Title", max_length=120, help_text="What somebody else will know it by")
    sort = OneOf(label="What is it?", choices=list(SORTS.items()))
    field_order = ("title", "file", "sort")

    def facts(self) -> DocumentFacts:
        """What the act needs besides the file."""
        return DocumentFacts(self.cleaned_data["title"], self.cleaned_data["sort"])


class AddVersion(WithFile):
    """Another version, and what is new in it."""

    what_changed = Name(label="What is new in it?", max_length=200)
    field_order = ("file", "what_changed")

    def clean(self) -> dict[str, Any]:
        """What is new goes with the file."""
        data = super().clean() or {}
        if "file" in data and "what_changed" in data:
            made: NewVersion = data["file"]
            data["file"] = NewVersion(made.kind, made.content, made.pages, made.file_name, data["what_changed"])
        return data


class TakeBack(Form):
    """Nothing to fill in; it carries which version the page showed."""

    asked = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=30_000)

    @property
    def number(self) -> int:
        """Which version."""
        return int(self.cleaned_data["asked"])
