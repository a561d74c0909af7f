"""A person around a child as forms."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from agencies.web.fields import Form, Name, OneOf, Pick, SomeOf, lines
from agencies.words import short_day
from referrals.contacts.facts import OWN, TIE, Said, differing, named, reaches_of, seen_as, word_of
from referrals.contacts.models import Contact, ContactPerson
from referrals.contacts.words import (
    CHANGED_SINCE,
    CHILD,
    EVERYWHERE,
    FIELDS,
    LIFT_CHILD,
    LIFT_EVERYWHERE,
    REACH,
    RELATIONSHIPS,
    SAID,
    said_words,
    value_words,
)

PHONE = RegexValidator(r"^[0-9 ()+-]{5,}( ?(ext|x)\.? ?[0-9]+)?$", "Enter a phone number, like 01632 960123")
SOMEBODY_ELSE = "else"
LIFTS = {CHILD: LIFT_CHILD, EVERYWHERE: LIFT_EVERYWHERE}
LOOK = "Look at it, and send yours again if it still holds"
CHANGED = "This was changed since you opened it: it says {} now. Look at it, and send yours again if it still holds"


def _said(label: str, **more: Any) -> OneOf:
    return OneOf(label=label, choices=[(code, said) for code, said in SAID.items()], required=False, **more)


class _Contact(Form):
    """The person, and what they are to this child; what is left empty is not known."""

    needed_at_times = ("has_responsibility", "interpreter", "may_be_told", "not_told_why")
    name = Name(label="Their name", max_length=120)
    relationship = OneOf(label="What they are to the child", choices=list(RELATIONSHIPS.items()))
    has_responsibility = _said(
        "Parental responsibility", help_text="Letters that the law wants go to each person who has it"
    )
    may_be_told = _said("May they be told about the child?")
    not_told_why = forms.CharField(label="If not, why", widget=lines(2), max_length=1000, required=False)
    phone = forms.CharField(label="Phone", max_length=40, required=False, validators=[PHONE])
    email = forms.EmailField(label="Email", required=False)
    address = forms.CharField(
        label="Address", help_text="With the postcode", widget=lines(4), max_length=400, required=False
    )
    safe_contact = forms.CharField(
        label="Safe contact",
        help_text="Where their address must not be known: how to reach them safely. Outside your school, and on "
        "letters, it takes the place of address, phone and email",
        widget=lines(3),
        max_length=400,
        required=False,
    )
    language = forms.CharField(label="Language", max_length=60, required=False)
    interpreter = _said("Do they need an interpreter?")
    position = forms.IntegerField(
        label="Order",
        help_text="1 is called first. Empty: after the others",
        min_value=1,
        max_value=99,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
    )

    def clean(self) -> dict[str, Any]:
        """Who may not be told, with why; of anybody else there is no why."""
        data = super().clean() or {}
        if data.get("may_be_told") == "no" and not data.get("not_told_why"):
            self.add_error("not_told_why", "Say why they may not be told")
        if data.get("may_be_told") != "no":
            data["not_told_why"] = ""
        return data

    def facts(self) -> dict[str, Any]:
        """What the act needs."""
        return {name: self.cleaned_data[name] for name in (*OWN, *TIE)}


def _held(one: Contact) -> str:
    """What held of a tie that was ended: a restriction is not forgotten with it."""
    said = [f"Restricted towards every child at your school, because: {one.person.restricted_why}"]
    said = said if one.person.restricted_at else []
    if one.ended_at:
        until = short_day(one.ended_at)
        said.append(f"Ended on {until}: {one.ended_why}")
        if one.restricted_at:
            why = f"Was restricted until {until}, because: {one.restricted_why}"
            said.append(f"{why.rstrip('.')}. It is so again when you add the same person, until you lift it")
    return ". ".join(line.rstrip(".") for line in said)


class AddContact(_Contact):
    """Somebody new, or somebody of that name whom the school knows by another child."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    same = OneOf(
        label="Is it the same person?",
        help_text="What you say of them here is then so for each child. What you leave empty stays as it is",
        error_messages={"required": "Somebody of that name is recorded already. Say whether it is the same person"},
    )

    def __init__(self, *args: Any, alike: Sequence[Contact] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("once", uuid.uuid4())
        self.alike = {one.reference: one for one in alike}
        if not alike:
            del self.fields["same"]
            return
        picks = [(one.reference, Pick(named(one), _held(one))) for one in alike]
        self.fields["same"].choices = [*picks, (SOMEBODY_ELSE, "Somebody else")]  # type: ignore[attr-defined]

    def person(self) -> ContactPerson | None:
        """Who was chosen, where it is somebody who is known."""
        one = self.alike.get(self.cleaned_data.get("same", ""))
        return one.person if one is not None else None


class ChangeContact(_Contact):
    """What stands, to be changed: of the page as it was opened."""

    asked = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        now = {name: getattr(contact.person, name) for name in OWN} | {name: getattr(contact, name) for name in TIE}
        self.stands = contact.versions
        super().__init__(*args, initial={**now, "asked": self.stands}, **kwargs)
        self.now: Mapping[str, Any] = now

    def clean(self) -> dict[str, Any]:
        """It still stands as the page showed it; else each field that differs says what stands there now."""
        data = super().clean()
        if data.get("asked") in ("", self.stands):
            return data
        for name, value in self.now.items():
            if name in data and data[name] != value:
                self.add_error(name, CHANGED.format(f"“{self._words(name, value)}”"))
        if not self.errors:
            return data
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["asked"] = self.stands  # type: ignore[index]
        return data

    def _words(self, name: str, value: Any) -> str:
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, value) or "nothing")


class TakeWord(Form):
    """Which of what the school's system says takes the place of what stands: of the page as it was opened."""

    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    fields_taken = SomeOf(
        label="What do you take?", choices=[], error_messages={"required": "Tick what you take, or leave it as it is"}
    )

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        there = differing(contact, word_of(contact))
        self.stands = seen_as(contact, there)
        super().__init__(*args, initial={"asked": self.stands, "fields_taken": [one.field for one in there]}, **kwargs)
        self.is_otherwise = bool(there)
        picks = [(one.field, Pick(said_words(one.field, one.word), _now(one))) for one in there]
        self.fields["fields_taken"].choices = picks or list(FIELDS.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """It still stands as the page showed it; else the page comes back with what is said now."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_otherwise and data.get("asked") not in ("", self.stands):
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["asked"] = self.stands  # type: ignore[index]
            self.add_error(None, f"{CHANGED_SINCE} {LOOK}")
        return data


def _now(one: Said) -> str:
    return f"In place of: {value_words(one.field, one.now)}" if one.now else "Nothing stands here"


class RestrictContact(Form):
    """How far, or which is lifted, and why: of the page as it was opened."""

    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    reach = OneOf(label="How far", error_messages={"invalid_choice": "That is lifted already"})
    why = forms.CharField(
        label="Why",
        help_text="Such as: a court order, and its date",
        widget=lines(3),
        max_length=1000,
        error_messages={"required": "Say why, in a line"},
    )

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        self.stands = contact.versions
        super().__init__(*args, initial={"asked": self.stands}, **kwargs)
        self.held = reaches_of(contact)
        offered = [CHILD, EVERYWHERE, *(LIFTS[reach] for reach in self.held)]
        self.fields["reach"].choices = [(one, REACH[one]) for one in offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """It still stands as the page showed it; else the page comes back with what holds now, and the words."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("asked") in ("", self.stands):
            return data
        now = " and ".join(REACH[reach].split(":")[0].lower() for reach in self.held)
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["asked"] = self.stands  # type: ignore[index]
        self.add_error(None, f"{CHANGED_SINCE} It is {f'restricted {now}' if now else 'not restricted'} now. {LOOK}")
        return data
