"""Real servers: whether the environment names them, and all of them."""

from __future__ import annotations

from collections.abc import Mapping

from inclusion.embedded.errors import StartError

SERVERS = ("DATABASE_URL", "WORKER_DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "EMAIL_URL")
NEEDED = (*SERVERS, "SECRET_KEY", "FACTOR_KEYS", "ALLOWED_HOSTS", "TRUSTED_PROXIES", "SITE_URL")


def are_named(environment: Mapping[str, str]) -> bool:
    """Whether the environment names real servers; `StartError` says what is missing when it names some of them only."""
    if not is_any_named(environment):
        return False
    missing = [name for name in NEEDED if not _is_set(environment, name)]
    if missing:
        named = ", ".join(name for name in SERVERS if _is_set(environment, name))
        raise StartError(
            f"{named} in the environment: real servers are used then, and {', '.join(missing)} must be set too."
        )
    return True


def is_any_named(environment: Mapping[str, str]) -> bool:
    """Whether one of them at least is named."""
    return any(_is_set(environment, name) for name in SERVERS)


def _is_set(environment: Mapping[str, str], name: str) -> bool:
    """Itself, or a file that holds it."""
    return bool(environment.get(name) or environment.get(f"{name}_FILE"))
