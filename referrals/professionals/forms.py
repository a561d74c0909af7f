"""A professional around a child as forms."""

import uuid
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from agencies.web.fields import DayField, Form, Name
from referrals.professionals.actions import KNOWN
from referrals.professionals.models import Professional

PHONE = RegexValidator(r"^[0-9 ()+-]{5,}( ?(ext|x)\.? ?[0-9]+)?$", "Enter a phone number, like 01632 960123")
CHANGED = "This was changed since you opened it. Look at what stands there now, and send yours again if it still holds"


class AddProfessional(Form):
    """Who works with the child; what is left empty is not known."""

    needed_at_times = ("organisation", "phone")
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = Name(label="Their name", max_length=120)
    job = Name(label="Their role", max_length=120, help_text="Such as: social worker, mentor, school nurse")
    organisation = Name(label="For whom they work", max_length=150, required=False)
    phone = forms.CharField(label="Phone", max_length=40, required=False, validators=[PHONE])
    email = forms.EmailField(label="Email", required=False)
    from_on = DayField(label="From which day", help_text="Leave empty where it is not known", required=False)
    until_on = DayField(label="Until which day", help_text="Leave empty where there is no end", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "once" in self.fields:
            self.initial.setdefault("once", uuid.uuid4())

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = data.get("from_on"), data.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", "That is before the first day")
        return data

    def facts(self) -> dict[str, Any]:
        """What the act needs."""
        return {name: self.cleaned_data[name] for name in KNOWN}


class ChangeProfessional(AddProfessional):
    """What stands, to be changed: of the page as it was opened."""

    once = None  # type: ignore[assignment]
    asked = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, one: Professional, **kwargs: Any) -> None:
        self.stands = str(one.version)
        self.version = one.version
        initial = {**{name: getattr(one, name) for name in KNOWN}, "asked": self.stands}
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        """It still stands as the page showed it."""
        data = super().clean()
        if data.get("asked") not in ("", self.stands):
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["asked"] = self.stands  # type: ignore[index]
            self.add_error(None, CHANGED)
        return data
