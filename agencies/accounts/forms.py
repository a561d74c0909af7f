"""The forms of signing in, each of which judges a secret: allauth's own, behind the counting of guesses."""

from datetime import datetime
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base import forms as mfa
from django import forms

from agencies.accounts.access import code_of
from agencies.accounts.models import FirstCode
from agencies.guesses.forms import Judged
from agencies.people.forms import AskForReset
from agencies.people.models import Person
from agencies.web.fields import Form


class SignIn(Judged, LoginForm):  # type: ignore[misc]
    """Work email and password."""

    judges = "password"


class ChangePassword(Judged, ChangePasswordForm):  # type: ignore[misc]
    """A new password, by who knows the one that stands."""

    judges = "oldpassword"


class ProveByPassword(Judged, ReauthenticateForm):  # type: ignore[misc]
    """The password again, before something that needs it."""

    judges = "password"


class ProveByCode(Judged, mfa.ReauthenticateForm):  # type: ignore[misc]
    """A code again, before something that needs it."""

    judges = "code"


class SecondStep(Judged, mfa.AuthenticateForm):  # type: ignore[misc]
    """A code of the authenticator app, or a recovery code."""

    judges = "code"


class AskForLink(Judged, AskForReset):
    """The address to which a link goes: every asking counts, since whether it is known shows nowhere."""

    judges = "email"
    is_never_right = True


class GiveFirstCode(Judged, Form):
    """The one-time code from the invitation, from whoever leads the team, or from the operator."""

    judges = "code"
    code = forms.CharField(
        label="One-time code",
        help_text="Nine letters and digits, like K7Q4-M2XH-9",
        max_length=20,
        error_messages={"required": "Enter the code"},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, person: Person, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.at = person, at
        self.found: FirstCode | None = None

    def clean_code(self) -> str:
        """Only one that was given to this person, holds still and was not used."""
        typed: str = self.cleaned_data["code"]
        self.found = code_of(self.person, typed, self.at)
        if self.found is None:
            raise forms.ValidationError("Check the code: it is not one that holds now. Ask for another")
        return typed
