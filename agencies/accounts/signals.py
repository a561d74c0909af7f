"""What allauth's own pages did, for the trail: it is written in the transaction of the page."""

from typing import Any

from allauth.account.signals import authentication_step_completed, password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from agencies.accounts import access, actions
from agencies.people.access import actor_for
from agencies.people.models import Person, Session
from agencies.people.sessions import FACTORS, stored_key
from agencies.people.words import device


@receiver(user_logged_in, dispatch_uid="agencies.accounts.sign_in")
def note_sign_in(request: HttpRequest, user: Person, **_: Any) -> None:
    """Note the sign-in, and know the device: the edge sets the cookie.

    A device is known by a second factor where one is required: a stolen password alone makes none.
    """
    if hasattr(request, "at"):
        told = {"by": actor_for(user, request.at), "at": request.at}
        here, said = access.device_tokens(request), _device(request)
        knows = not settings.REQUIRE_SECOND_FACTOR or is_mfa_enabled(user, types=FACTORS)
        token = actions.sign_in(user, here, said, knows=knows, **told)
        if token:
            request.device_cookie = ".".join([*here, token][-access.MOST_TOKENS :])  # type: ignore[attr-defined]


@receiver(authentication_step_completed, dispatch_uid="agencies.accounts.proved_again")
def renew_session_key(request: HttpRequest, *, reauthenticated: bool = False, **_: Any) -> None:
    """Who proved again who they are goes on under another session key: one that was stolen before opens nothing."""
    if reauthenticated:
        request.session.cycle_key()


@receiver(user_logged_out, dispatch_uid="agencies.accounts.sign_out")
def note_sign_out(request: HttpRequest, user: Person | None, **_: Any) -> None:
    """Note the end of a session."""
    if user is not None and hasattr(request, "at"):
        actions.sign_out(user, _device(request), by=actor_for(user, request.at), at=request.at)


@receiver((password_changed, password_set, password_reset), dispatch_uid="agencies.accounts.password")
def note_password(request: HttpRequest, user: Person, **_: Any) -> None:
    """Note another password."""
    at = request.at  # type: ignore[attr-defined]
    actions.change_password(user, _device(request), by=actor_for(user, at), at=at)
    actions.forget_devices(user, access.device_tokens(request))


@receiver((authenticator_added, authenticator_reset), dispatch_uid="agencies.accounts.factor_added")
def note_factor(request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    """Note another way to sign in. With the first, every other session ends: it was opened by a password alone."""
    at = request.at  # type: ignore[attr-defined]
    actions.add_factor(user, authenticator.type, by=actor_for(user, at), at=at)
    is_first = Authenticator.objects.filter(user=user, type__in=FACTORS).count() == 1
    if authenticator.type in FACTORS and is_first:
        actions.use_code(user, at)
        actions.forget_devices(user)
        Session.objects.filter(person=user).exclude(session_key=stored_key(request.session.session_key)).delete()


@receiver(authenticator_removed, dispatch_uid="agencies.accounts.factor_removed")
def note_factor_gone(request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    """Note a way to sign in that is gone."""
    at = request.at  # type: ignore[attr-defined]
    actions.remove_factor(user, authenticator.type, by=actor_for(user, at), at=at)


def _device(request: HttpRequest) -> str:
    return device(request.headers.get("User-Agent", ""))
