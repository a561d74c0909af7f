"""The form by which a school's own system is connected."""

import re
from datetime import date, datetime, timedelta
from ipaddress import ip_network
from typing import Any, TypedDict
from uuid import UUID

from django import forms
from django.db.models import QuerySet

from agencies.directory.models import Agency
from agencies.policy import SCOPES, Scope
from agencies.schoolday import end_of_day
from agencies.web.fields import DayField, Form, Name, OneOf, Pick, SomeOf


class ClientFacts(TypedDict):
    """A system as whoever connects it describes it."""

    name: str
    urn: str
    scopes: list[Scope]
    until: datetime
    networks: list[str]
    once: UUID | None
    is_known: bool


class MakeClient(Form):
    """Which school's, what it is called here, what it may do, and the number that it addresses the school by."""

    needed_at_times = ("urn", "before")
    agency = forms.ModelChoiceField(queryset=Agency.objects.none(), label="School", empty_label=None)
    name = Name(label="What the system is called", max_length=80, help_text="Such as Arbor, or SIMS at the office")
    before = OneOf(
        label="Is it the system that was connected here before?",
        choices=[
            ("same", Pick("Yes", "It has the ids of pupils that it had")),
            ("other", Pick("No, it is another one", "Its ids begin again: the same number may mean another child")),
        ],
        required=False,
    )
    urn = forms.CharField(
        label="The school’s URN",
        required=False,
        help_text="Six digits. Leave it empty where the list of agencies has it",
    )
    scopes = SomeOf(label="What it may do", choices=[(scope.value, Pick(words)) for scope, words in SCOPES.items()])
    until = DayField(label="Until which day", help_text="Two years at most; a new secret goes on for a year")
    networks = forms.CharField(
        label="From which networks it may ask",
        help_text="One a line, as its supplier says them, like 203.0.113.0/24. Leave it empty where they are not known",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, schools: QuerySet[Agency], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("until", today + timedelta(days=365))
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

    def clean_until(self) -> date:
        """A day to come, within two years."""
        day: date = self.cleaned_data["until"]
        if not self.today < day <= self.today + timedelta(days=731):
            raise forms.ValidationError("Choose a day to come, two years from now at the latest")
        return day

    def clean_networks(self) -> list[str]:
        """Each line a network or an address; the words name the line that is none."""
        lines = [line.strip() for line in self.cleaned_data["networks"].splitlines() if line.strip()]
        for line in lines:
            try:
                ip_network(line, strict=False)
            except ValueError as error:
                raise forms.ValidationError(f"“{line}” is no network: write it like 203.0.113.0/24") from error
        return [str(ip_network(line, strict=False)) for line in lines]

    def clean(self) -> dict[str, Any]:
        """A school without a URN here needs one; one that it has stays."""
        data = super().clean() or {}
        agency = data.get("agency")
        if agency is not None and not agency.urn and not data.get("urn") and "urn" not in self.errors:
            self.add_error("urn", "Enter the school’s URN: its system addresses the school by it")
        elif agency is not None and agency.urn:
            data["urn"] = agency.urn
        if agency is not None and not data.get("before") and agency.clients.exists():
            self.add_error("before", "Say whether it is the system that was connected before")
        return data

    def facts(self) -> ClientFacts:
        """What the act needs."""
        data = self.cleaned_data
        return {
            "name": data["name"],
            "urn": data["urn"],
            "scopes": [Scope(scope) for scope in data["scopes"]],
            "until": end_of_day(data["until"]),
            "networks": data["networks"],
            "once": data["once"],
            "is_known": data["before"] == "same",
        }


class RotateClient(Form):
    """How long the old secret holds beside the new one."""

    overlap = OneOf(
        label="How long does the old secret still work?",
        choices=[
            ("0", Pick("Not at all", "Where somebody else may have it. The supplier needs the new one at once")),
            ("1", Pick("One day")),
            ("7", Pick("Seven days", "Time for the supplier to change it without a gap")),
        ],
        error_messages={"required": "Choose how long it still works"},
    )

    def facts(self) -> timedelta:
        """As a span."""
        return timedelta(days=int(self.cleaned_data["overlap"]))
