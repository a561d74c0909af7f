"""The forms of signing in, each of which judges a secret: allauth's own, behind the counting of guesses."""

from datetime import datetime
from typing import Any, ClassVar

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm, ResetPasswordForm, UserTokenForm
from allauth.mfa.base import forms as mfa
from django import forms
from django.http import HttpRequest

from agencies.accounts.access import code_of
from agencies.accounts.mails import Tokens
from agencies.accounts.models import FirstCode
from agencies.guesses.forms import Judged
from agencies.people import actions as people
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


class AskForLink(Judged, ResetPasswordForm):  # type: ignore[misc]
    """Whose password is forgotten: asks nobody whether the address is known, and sends nothing itself.

    Every asking counts as a guess, since whether the address is known shows nowhere.
    """

    judges = "email"
    is_never_right = True

    def clean_email(self) -> str:
        """The address as it is kept."""
        return str(self.cleaned_data["email"]).lower()

    def save(self, request: HttpRequest, **_: Any) -> str:
        """Post the mail, known or not."""
        email: str = self.cleaned_data["email"]
        people.ask_for_reset(email, at=request.at)  # type: ignore[attr-defined]
        return email


class LinkThatSetsAPassword(UserTokenForm):  # type: ignore[misc]
    """The link of a reset or of an invitation."""

    token_generator = Tokens


class GiveFirstCode(Judged, Form):
    """The one-time code from the invitation, from whoever leads the team, or from the operator."""

    judges = "code"
    not_words: ClassVar[tuple[str, ...]] = ("code",)
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
