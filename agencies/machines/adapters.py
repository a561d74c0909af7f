"""What we change in the OAuth toolkit: scopes, networks and an end are a client's own; secrets are random words."""

from typing import Any

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils import timezone
from oauth2_provider.models import Application
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.scopes import SettingsScopes

from agencies.guesses.senders import is_within


class ClientScopes(SettingsScopes):  # type: ignore[misc]
    """A client may ask for the scopes that a person gave it, and gets all of them where it names none."""

    def get_available_scopes(self, application: Application | None = None, *args: Any, **kwargs: Any) -> list[str]:
        """The scopes of the client."""
        del args, kwargs
        client = getattr(application, "client", None)
        return list(client.scopes) if client else []

    get_default_scopes = get_available_scopes


class RandomSecretHasher(PBKDF2PasswordHasher):
    """Salted, and quick enough that asking for tokens keeps no server busy. Never for what people choose."""

    algorithm = "pbkdf2_random_secret"
    iterations = 1000


class Validator(OAuth2Validator):  # type: ignore[misc]
    """A client gets a token in its time, from its own networks, by its secret or for a while by the one before."""

    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        """The toolkit's check of the secret, and ours of time and place."""
        if not super().authenticate_client(request, *args, **kwargs):
            return False
        client = getattr(request.client, "client", None)
        if client is None or client.revoked_at is not None or client.expires_at <= timezone.now():
            return False
        return not client.networks or is_within(request.headers.get("REMOTE_ADDR", ""), client.networks)

    def _extract_basic_auth(self, request: Any) -> str | None:
        """The toolkit's reading, which knows one way alone to write *Basic*."""
        scheme, _, pair = (request.headers.get("HTTP_AUTHORIZATION") or "").partition(" ")
        return pair or None if scheme.lower() == "basic" else None

    def _check_secret(self, provided_secret: str, stored_secret: str) -> bool:
        """The secret, or where it does not fit the one before it, while that holds."""
        if super()._check_secret(provided_secret, stored_secret):
            return True
        old = Application.objects.filter(
            client_secret=stored_secret, client__old_secret_until__gt=timezone.now()
        ).values_list("client__old_secret", flat=True)
        return any(super(Validator, self)._check_secret(provided_secret, one) for one in old)
