"""Wrong secrets at the token’s door: counted in PostgreSQL, by sender and by the client that is claimed."""

import base64
import binascii
import hashlib

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

DOOR = "/api/v1/token"
MOST_WRONG = 20
FOR_SECONDS = 300
UNAUTHORIZED = 401


def must_wait(request: HttpRequest) -> int:
    """For how many seconds no token is given to this sender for this client; 0 where one may be asked for."""
    wrong = cache.get(_key(request), 0) if request.path == DOOR else 0
    return FOR_SECONDS if wrong >= MOST_WRONG else 0


def note(request: HttpRequest, response: HttpResponse) -> None:
    """Count a wrong secret. Another sender's wrong guesses keep nobody out, nor do those at another client."""
    if request.path == DOOR and response.status_code == UNAUTHORIZED:
        key = _key(request)
        cache.set(key, cache.get(key, 0) + 1, FOR_SECONDS)


def _key(request: HttpRequest) -> str:
    claimed = request.POST.get("client_id", "") or _basic(request.headers.get("Authorization", ""))
    sender = f"{request.META.get('REMOTE_ADDR', '')} {claimed}"
    return f"wrong-secret:{hashlib.sha256(sender.encode()).hexdigest()}"


def _basic(header: str) -> str:
    try:
        return base64.b64decode(header.removeprefix("Basic ")).decode().partition(":")[0]
    except (binascii.Error, ValueError):
        return ""
