"""People, agencies and one's own profile as forms."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from agencies.deadlines.regimes import SAID_REGIMES
from agencies.directory.actions import AgencyFacts, Letterhead
from agencies.directory.models import Agency
from agencies.directory.words import AGENCY_KINDS
from agencies.people import words
from agencies.policy import DATED, SETTINGS, Kind, Role
from agencies.web.fields import DayField, Form, Name, OneOf, Pick, lines
from agencies.words import age_on

ABOUT = {
    Role.STAFF: "Logs concerns and reads what became of them. Sees no case unless they are named to lead on it.",
    Role.INCLUSION_LEAD: "Looks at concerns, opens and leads cases, refers them and shares them.",
    Role.SAFEGUARDING_LEAD: "Hears at once of a danger that is ticked or a concern that is handed over. "
    "Sees to both. Reads concerns and cases. "
    "Agrees to, or refuses, a share of which the family is not told.",
    Role.HEAD: "All that an inclusion lead does; decides suspensions, and says who works here.",
    Role.ACTING_HEAD: "What the headteacher does, until a day.",
    Role.CLERK: "Reads the school’s suspensions, and keeps the record of what its governing board did. Sees no case.",
    Role.AGENCY_WORKER: "Accepts shares, reads what they show, writes and answers.",
    Role.AGENCY_MANAGER: "What a worker does; hears when something is late, and says who works here.",
    Role.TRUST_LEAD: "Sees no child’s record.",
    Role.COUNCIL_OFFICER: "Decides on referrals, and works on the cases that the council accepted.",
    Role.COUNCIL_MANAGER: "What an officer does; hears when something is late, and says who works here.",
}
_URN = RegexValidator(r"^[0-9]{6}$", "Enter the URN as six digits, like 142313")
_PHONE = RegexValidator(r"^[0-9 ()+-]{5,}( ?(ext|x)\.? ?[0-9]+)?$", "Enter a phone number, like 01632 960123")


def _phone(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=40, required=False, validators=[_PHONE], **more)


def _picks(roles: frozenset[Role]) -> list[tuple[str, Pick]]:
    return [(role.value, Pick(words.ROLE_WORDS[role.value], ABOUT.get(role, ""))) for role in Role if role in roles]


LONGEST_ACTING = 2
"""Years for which somebody may act for a head before it is asked again."""


class _Dated(Form):
    """A role of some, until a day where it is given for a time."""

    needed_at_times = ("until",)
    until = DayField(
        label="Until which day",
        help_text="For an acting headteacher alone: the last day on which they act",
        required=False,
    )

    def __init__(self, *args: Any, roles: frozenset[Role], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if not roles & DATED:
            del self.fields["until"]

    def clean(self) -> dict[str, Any]:
        """Who acts for somebody does so until a day to come; nobody else has one."""
        data = super().clean() or {}
        if self.given_role(data) not in DATED:
            data["until"] = None
        elif not data.get("until") and "until" not in self.errors:
            self.add_error("until", "Say until which day: who acts for a head does so for a time")
        elif data.get("until") and data["until"] < self.today:
            self.add_error("until", "Choose a day to come")
        elif data.get("until") and age_on(data["until"], self.today) >= LONGEST_ACTING:
            self.add_error("until", f"That is more than {LONGEST_ACTING} years from now. Check the year")
        return data

    def given_role(self, data: dict[str, Any]) -> Role | None:
        """The role chosen, if one was."""
        return Role(data["role"]) if data.get("role") else None


class InvitePerson(_Dated):
    """Somebody's work address, name and role."""

    email = forms.EmailField(
        label="Their work email address",
        help_text="The invitation goes there, with a link that sets their password.",
        error_messages={
            "required": "Enter their work email address",
            "invalid": "Enter an email address, like name@school.example",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        max_length=254,
    )
    name = Name(
        label="Their name",
        help_text="They can change it. Somebody who has an account already keeps the name they gave.",
        max_length=120,
        error_messages={"required": "Enter their name"},
    )
    role = OneOf(label="What will they be here?", error_messages={"required": "Choose what they will be"})
    field_order = ("email", "name", "role", "until")

    def __init__(self, *args: Any, roles: frozenset[Role], **kwargs: Any) -> None:
        super().__init__(*args, roles=roles, **kwargs)
        self.fields["role"].choices = _picks(roles)  # type: ignore[attr-defined]
        if len(roles) == 1:
            self.initial.setdefault("role", next(iter(roles)).value)


class ChangeRole(_Dated):
    """Another role, or another team, for who sits here: `places` are the agencies and the roles given in each."""

    role = OneOf(label="What will they be?", error_messages={"required": "Choose what they will be"})
    field_order = ("role", "until")

    def __init__(self, *args: Any, places: list[tuple[Agency, frozenset[Role]]], **kwargs: Any) -> None:
        super().__init__(*args, roles=frozenset().union(*(roles for _, roles in places)), **kwargs)
        self.places = {agency.reference: agency for agency, _ in places}
        here = len(places) == 1
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (f"{agency.reference} {code}", label if here else Pick(f"{label}, {agency.name}", label.hint))
            for agency, roles in places
            for code, label in _picks(roles)
        ]

    def given_role(self, data: dict[str, Any]) -> Role | None:
        """The second half of the answer."""
        return Role(data["role"].split()[1]) if data.get("role") else None

    def chosen(self) -> tuple[Agency, Role]:
        """The agency and the role."""
        reference, role = self.cleaned_data["role"].split()
        return self.places[reference], Role(role)


class Confirm(Form):
    """A second look: nothing to fill in."""


class AddAgency(Form):
    """An agency of the council's area."""

    name = Name(
        label="Name",
        help_text="As people say it, like Alder Hythe School",
        max_length=140,
        error_messages={"required": "Enter its name"},
    )
    kind = forms.ChoiceField(label="What is it?", error_messages={"required": "Choose what it is"})
    urn = forms.CharField(
        label="URN, for a school or college", help_text="Six digits", max_length=6, required=False, validators=[_URN]
    )
    regime = OneOf(
        label="What type of school is it?",
        help_text=(
            "Letters and duties cite the Regulations that apply to it. Where the national register has its URN, the "
            "register’s type counts"
        ),
        choices=[*SAID_REGIMES.items(), ("", "Not known yet, or no school")],
        required=False,
    )
    phone = _phone("Phone")
    safeguarding_lead = Name(
        label="Safeguarding lead",
        help_text="Named above every form about a child there",
        max_length=120,
        required=False,
    )
    safeguarding_phone = _phone("The safeguarding lead’s phone")

    def __init__(self, *args: Any, kinds: frozenset[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [(kind.value, AGENCY_KINDS[kind.value]) for kind in Kind if kind in kinds]
        self.fields["kind"].choices = [("", "Choose a kind"), *shown]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Only a setting has a URN."""
        data = super().clean() or {}
        if data.get("urn") and data.get("kind") and Kind(data["kind"]) not in SETTINGS:
            self.add_error("urn", "Leave the URN empty: only schools and colleges have one")
        if data.get("regime") and data.get("kind") and Kind(data["kind"]) not in SETTINGS:
            self.add_error("regime", "Leave the type open: only schools and colleges have one")
        return data

    def facts(self) -> AgencyFacts:
        """What the act needs."""
        return AgencyFacts(**{**self.cleaned_data, "kind": Kind(self.cleaned_data["kind"])})


class KeepLetterhead(Form):
    """The school's address and phone, and the clerk to its governing board; what is empty is not known yet."""

    address = forms.CharField(
        label="The school’s address", widget=lines(4), max_length=400, help_text="With the postcode", required=False
    )
    phone = _phone("The school’s phone")
    clerk_name = Name(
        label="The clerk to the governing board",
        help_text="By name. A clerk who has a seat here is named by it",
        max_length=120,
        required=False,
    )
    clerk_phone = _phone("The clerk’s phone", help_text="Leave it empty where that is the school’s")
    clerk_address = forms.CharField(
        label="Where families write to the board",
        widget=lines(4),
        max_length=400,
        help_text="An address, an email address, or both. Leave it empty where that is the school’s own address",
        required=False,
    )

    def letterhead(self) -> Letterhead:
        """What the act needs."""
        return Letterhead(**self.cleaned_data)


class MendProfile(Form):
    """What one says of oneself."""

    name = Name(label="Your name", max_length=120, error_messages={"required": "Enter your name"})
    job = forms.CharField(
        label="Your job", help_text="Shown beside your name, like Head of year", max_length=120, required=False
    )
    phone = _phone("Your work phone", help_text="Shown to colleagues who lead your team")
    holds_urgent_mail = forms.BooleanField(
        label="Keep urgent mail for working time",
        help_text="Urgent is what is due that day or late. Outside Monday to Friday, 8am to 6pm, and on bank holidays, "
        "it then comes at eight on the next working morning. In the inbox it stands at once.",
        required=False,
    )
