"""A form on a suspension as it stood when its page was drawn: once it is another, the form is looked at again."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from agencies.web.fields import Form
from interventions.suspensions.facts import as_it_stands
from interventions.suspensions.models import Suspension
from interventions.suspensions.period import period

CHANGED = (
    "It was changed since you opened this page: now it is {}. Nothing of yours was saved, and what you wrote is here. "
    "Send it if it still holds"
)


class OfRevision(Form):
    """Carries the revision that it was drawn for; one that was changed since is refused, and the words are kept."""

    drawn_anew: ClassVar[tuple[str, ...]] = ("revision",)
    """Fields that then say what is so now; the others keep what was typed."""
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, suspension: Suspension, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suspension = suspension
        self.initial["revision"] = suspension.revision

    def clean(self) -> dict[str, Any]:
        """It is still what the page said."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.pop("revision", None) not in (None, self.suspension.revision):
            self.ask_again(self.drawn_anew, CHANGED.format(period(as_it_stands(self.suspension).sessions)))
        return data

    def ask_again(self, anew: Iterable[str], why: str) -> None:
        """The page comes back with the words, and with what is so now."""
        data = self.data.copy()  # type: ignore[attr-defined]
        for name in anew:
            now = self.initial[name]
            data.setlist(name, now if isinstance(now, list) else [now])
        self.data = data
        self.add_error(None, why)
