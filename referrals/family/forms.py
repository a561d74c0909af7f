"""A link between two children as forms."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from agencies.web.fields import Form, Name, OneOf, Pick
from agencies.words import year_group
from referrals.family.words import KINDS
from referrals.pupils.models import Pupil

NOBODY = "Nobody whom you may link is called so, or has that reference"
CHOOSE = "Choose which child you mean"


class LinkFamily(Form):
    """Who it is, among those whom one may link, and what the two are to each other."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = OneOf(label="What they are to each other", choices=list(KINDS.items()))
    who = Name(label="Their name or reference", max_length=120, help_text="Two letters of a name are enough")
    other = OneOf(label="Which child", error_messages={"required": CHOOSE, "invalid_choice": CHOOSE})

    def __init__(self, *args: Any, found: Sequence[Pupil], today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("once", uuid.uuid4())
        self.found = {one.reference: one for one in found}
        if not found:
            del self.fields["other"]
            return
        picks = [(one.reference, Pick(one.name, year_group(one.born_on, today))) for one in found]
        self.fields["other"].choices = picks  # type: ignore[attr-defined]

    def clean_who(self) -> str:
        """Somebody whom one may link is called so."""
        if not self.found:
            raise forms.ValidationError(NOBODY)
        return str(self.cleaned_data["who"])

    def child(self) -> Pupil:
        """Who was chosen."""
        return self.found[self.cleaned_data["other"]]
