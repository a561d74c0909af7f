"""Taking over a council's year as a form."""

from typing import Any

from django import forms

from agencies.area_years.words import CHANGED
from agencies.web.fields import Form


class TakeYear(Form):
    """The version that was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = version
        self.initial.setdefault("version", version)

    def clean_version(self) -> int:
        """The one that stands now; of another the page says so, and shows what stands."""
        if self.cleaned_data["version"] == self.now:
            return self.now
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["version"] = str(self.now)  # type: ignore[index]
        raise forms.ValidationError(CHANGED)
