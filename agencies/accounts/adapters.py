"""What we change in allauth: no sign-up, few messages, and one form of answer."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect

from agencies.accounts import factors
from agencies.accounts.facts import BEGAN_WITH
from agencies.people.sessions import FACTORS

SPOKEN = frozenset(
    {
        "account/messages/password_changed.txt",
        "account/messages/password_set.txt",
        "mfa/messages/recovery_codes_generated.txt",
        "mfa/messages/totp_activated.txt",
        "mfa/messages/totp_deactivated.txt",
        "mfa/messages/webauthn_added.txt",
        "mfa/messages/webauthn_removed.txt",
    }
)
"""Messages that tell a person what she has just done to her own account. All others say who is signed in, or whether an
address is known, on a screen that others may read."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are by invitation."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Ask your inclusion lead or team manager",
        "email_password_mismatch": "Check your work email and your password: they do not go together",
        "enter_current_password": "Enter the password you have now",
        "incorrect_password": "Check your password: it is not the one we know",
        "incorrect_code": "Check the code: it is not the one we expect now",
        "invalid_password_reset": "Ask for a new link: this one has ended or was used",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by herself."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        """Note which password and epoch a sign-in began with."""
        request.session[BEGAN_WITH] = user.get_session_auth_hash()
        return super().pre_login(request, user, **kwargs)

    def login(self, request: HttpRequest, user: Any) -> None:
        """End a sign-in that was begun before the password was changed, or before everything was signed out."""
        if request.session.pop(BEGAN_WITH, None) != user.get_session_auth_hash():
            clear_login(request)
            raise ImmediateHttpResponse(redirect("account_login"))
        super().login(request, user)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Who has a second factor proves themselves with it: a password that was stolen proves nothing."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        has_factor = user.is_authenticated and is_mfa_enabled(user, types=FACTORS)
        return [one for one in methods if not (has_factor and one["id"] == "reauthenticate")]

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: a page is answered as a page, whatever a header says."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Pass on only the messages about one's own account that are harmless on a shared screen, and refusals."""
        if message_template in SPOKEN:
            super().add_message(request, level, message_template, message_context, extra_tags)
        elif message and level == messages.ERROR:
            super().add_message(request, level, extra_tags=extra_tags, message=message)


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys and authenticator apps, in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Check the code or the passkey: it is not one that we know",
        "cannot_delete_authenticator": "You need this to sign in: add another way first",
    }

    def encrypt(self, text: str) -> str:
        """A secret of a second factor, as it is kept."""
        return factors.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The same, to be used for a moment."""
        return factors.decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep the last passkey or app where a second factor is required: without it nothing would open."""
        if not settings.REQUIRE_SECOND_FACTOR or authenticator.type not in FACTORS:
            return True
        ways = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
        return bool(ways.exclude(pk=authenticator.pk).exists())
