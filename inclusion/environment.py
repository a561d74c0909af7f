"""What the environment says: read here alone, from files too, and refused where it belongs to no real server."""

from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping

from inclusion.embedded.own import is_own

DATABASES = ("DATABASE_URL", "WORKER_DATABASE_URL", "DATABASE_OWNER_URL")
MAIL_BY_TLS = ("smtp+tls", "smtp+ssl", "smtps")


class _Files(FileAwareMapping):  # type: ignore[misc]
    """`NAME_FILE` is read in place of `NAME`, without the line end that most files have."""

    def __getitem__(self, key: str) -> str:
        return str(super().__getitem__(key)).strip()


class _Env(environ.Env):  # type: ignore[misc]
    ENVIRON = _Files()


def is_far(url: str, plain_hosts: list[str]) -> bool:
    """Whether what it names may be on another machine: no loopback, no socket, no host that is said to be here."""
    parts = urlsplit(url)
    asked: Mapping[str, str] = dict(parse_qsl(parts.query))
    host = asked.get("hostaddr") or asked.get("host") or unquote(parts.hostname or "")
    if not host or host == "localhost" or host.startswith("/") or host in plain_hosts:
        return False
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return True


def lacks_tls(name: str, url: str) -> str:
    """What has to stand in the address so that nobody between reads it, and the server proves who it is; else ""."""
    parts = urlsplit(url)
    asked: Mapping[str, str] = dict(parse_qsl(parts.query))
    if name in DATABASES:
        return "" if asked.get("sslmode") == "verify-full" else "sslmode=verify-full"
    if name == "REDIS_URL":
        checks = asked.get("ssl_cert_reqs") in ("required", "CERT_REQUIRED")
        return "" if parts.scheme == "rediss" and checks else "rediss:// and ssl_cert_reqs=required"
    return "" if parts.scheme in MAIL_BY_TLS else "smtp+tls:// or smtp+ssl://"


env: Any = _Env()
EMBEDDED = env.bool("EMBEDDED", default=False)
DEBUG = env.bool("DEBUG", default=False)
DEMONSTRATION = env.bool("DEMONSTRATION", default=False)
TESTING = env.bool("INCLUSION_TESTING", default=False)
HTTPS = not EMBEDDED and not TESTING
IS_WORKER = bool(env.str("WORKER_DATABASE_URL", default=""))
DATABASE = "WORKER_DATABASE_URL" if IS_WORKER else "DATABASE_URL"
NEEDED = [DATABASE, "SECRET_KEY", "ALLOWED_HOSTS", *(("REDIS_URL", "EMAIL_URL") if IS_WORKER else ("FACTOR_KEYS",))]
if HTTPS:
    NEEDED += ["TRUSTED_PROXIES", "SITE_URL"]
if IS_WORKER and env.str("DATABASE_URL", default=""):
    raise ImproperlyConfigured("Give a process one login: DATABASE_URL, or for worker and beat WORKER_DATABASE_URL.")
missing = [name for name in NEEDED if not env.str(name, default="")]
if missing:
    raise ImproperlyConfigured(f"Set {', '.join(missing)} in the environment, or start with `make run`.")

if EMBEDDED and DEMONSTRATION:
    for name in DATABASES:
        if (url := env.str(name, default="")) and not is_own(url):
            raise ImproperlyConfigured(
                f"{name} is not the embedded database of this checkout, which runs: the demonstration has no other. "
                "Start it with `make run`; on servers of your own unset EMBEDDED and DEMONSTRATION."
            )

SECRET_KEY = env.str("SECRET_KEY")
if HTTPS:
    if DEBUG or DEMONSTRATION:
        raise ImproperlyConfigured("DEBUG and DEMONSTRATION are for `make run` only: unset them on real servers.")
    if len(SECRET_KEY) < 50 or "insecure" in SECRET_KEY:
        raise ImproperlyConfigured("SECRET_KEY must be a secret of your own, 50 characters or more.")
    for name in (*DATABASES, "REDIS_URL", "EMAIL_URL"):
        url = env.str(name, default="")
        if is_far(url, env.list("PLAIN_HOSTS", default=[])) and (words := lacks_tls(name, url)):
            raise ImproperlyConfigured(f"{name} leads to another machine in the clear: give it {words}.")
if HTTPS and env.str("CLAMD_URL", default="").startswith("demonstration:"):
    raise ImproperlyConfigured("CLAMD_URL names the demonstration's stand-in, which finds nothing: name a scanner.")
BREACHED_PASSWORDS = env.str("BREACHED_PASSWORDS", default="")
if BREACHED_PASSWORDS and not Path(BREACHED_PASSWORDS).is_file():
    raise ImproperlyConfigured("BREACHED_PASSWORDS names no file: without it give the variable no value.")
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=not (DEMONSTRATION or TESTING))
if not REQUIRE_SECOND_FACTOR and not (DEMONSTRATION or TESTING):
    raise ImproperlyConfigured("A second factor is required outside the demonstration: unset REQUIRE_SECOND_FACTOR.")
