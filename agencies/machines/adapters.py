"""What we change in the OAuth toolkit: scopes are a client's own, and secrets are hashed as random words."""

from typing import Any

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from oauth2_provider.models import Application
from oauth2_provider.scopes import SettingsScopes


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
