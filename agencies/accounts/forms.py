"""The forms of signing in, each of which judges a secret: allauth's own, behind the counting of guesses."""

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm, ResetPasswordForm
from allauth.mfa.base import forms as mfa

from agencies.guesses.forms import Judged


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
    """The address to which a link goes: every asking counts, since whether it is known shows nowhere."""

    judges = "email"
    is_never_right = True
