"""A form on a suspension as it stood when its page was drawn: once it is another, the form is looked at again."""

from typing import Any

from django import forms

from agencies.web.fields import Form
from interventions.suspensions.facts import as_it_stands
from interventions.suspensions.models import Suspension
from interventions.suspensions.period import period

CHANGED = (
    "It was changed since you opened this page: now it is {}. Nothing of yours was saved. Send it if it still holds"
)


class OfRevision(Form):
    """Carries the revision that it was drawn for; one that was changed since is refused, and the words are kept."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, suspension: Suspension, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suspension = suspension
        self.initial["revision"] = suspension.revision

    def clean(self) -> dict[str, Any]:
        """It is still what the page said."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.pop("revision", None) not in (None, self.suspension.revision):
            self.ask_again("revision", CHANGED.format(period(as_it_stands(self.suspension).sessions)))
        return data

    def ask_again(self, carried: str, why: str) -> None:
        """The page comes back with the words, and carries what is so now."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data[carried] = self.initial[carried]
        self.data = data
        self.add_error(None, why)
