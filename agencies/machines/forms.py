"""The form by which a school's own system is connected."""

import re
from typing import Any, TypedDict
from uuid import UUID

from django import forms
from django.db.models import QuerySet

from agencies.directory.models import Agency
from agencies.policy import SCOPES, Scope
from agencies.web.fields import Form, Pick, SomeOf


class ClientFacts(TypedDict):
    """A system as whoever connects it describes it."""

    name: str
    urn: str
    scopes: list[Scope]
    once: UUID | None


class MakeClient(Form):
    """Which school's, what it is called here, what it may do, and the number that it addresses the school by."""

    needed_at_times = ("urn",)
    agency = forms.ModelChoiceField(queryset=Agency.objects.none(), label="School", empty_label=None)
    name = forms.CharField(
        label="What the system is called", max_length=80, help_text="Such as Arbor, or SIMS at the office"
    )
    urn = forms.CharField(
        label="The school’s URN",
        required=False,
        help_text="Six digits. Leave it empty where the list of agencies has it",
    )
    scopes = SomeOf(label="What it may do", choices=[(scope.value, Pick(words)) for scope, words in SCOPES.items()])
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, schools: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = schools  # type: ignore[attr-defined]
        only = list(schools[:2])
        if len(only) == 1:
            self.fields["agency"].initial = only[0].pk
            self.fields["agency"].widget = forms.HiddenInput()
            if only[0].urn:
                del self.fields["urn"]

    def clean_urn(self) -> str:
        """Six digits, or nothing."""
        typed: str = self.cleaned_data["urn"].strip()
        if typed and not re.fullmatch(r"[0-9]{6}", typed):
            raise forms.ValidationError("A URN has six digits")
        return typed

    def clean(self) -> dict[str, Any]:
        """A school without a URN here needs one; one that it has stays."""
        data = super().clean() or {}
        agency = data.get("agency")
        if agency is not None and not agency.urn and not data.get("urn") and "urn" not in self.errors:
            self.add_error("urn", "Enter the school’s URN: its system addresses the school by it")
        elif agency is not None and agency.urn:
            data["urn"] = agency.urn
        return data

    def facts(self) -> ClientFacts:
        """What the act needs."""
        data = self.cleaned_data
        return {
            "name": data["name"],
            "urn": data["urn"],
            "scopes": [Scope(scope) for scope in data["scopes"]],
            "once": data["once"],
        }
