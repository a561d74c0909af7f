"""The forms of passkeys: what a browser answers, or somebody made up in its place, is right or wrong, never a fault."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as webauthn

MADE_UP = (AttributeError, KeyError, TypeError, ValueError)
"""What the library raises where a part is missing or is of another kind."""


class Answered:
    """A passkey's answer to a question of ours."""

    def clean_credential(self) -> Any:
        """The passkey that answered rightly."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except MADE_UP as error:
            raise get_adapter().validation_error("incorrect_code") from error


class SignIn(Answered, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    """By a passkey alone."""


class SecondStep(Answered, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """After the password."""


class Prove(Answered, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Again, before something that needs it."""


class Add(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey."""

    def clean(self) -> dict[str, Any]:
        """Whether the browser made one for us."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except MADE_UP as error:
            raise get_adapter().validation_error("incorrect_code") from error
        return cleaned
