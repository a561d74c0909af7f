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
    if request.path != DOOR:
        return 0
    return FOR_SECONDS if any(cache.get(key, 0) >= MOST_WRONG for key in _keys(request)) else 0


def note(request: HttpRequest, response: HttpResponse) -> None:
    """Count a wrong secret. Another sender's wrong guesses keep nobody out, nor do those at another client."""
    if request.path == DOOR and response.status_code == UNAUTHORIZED:
        for key in _keys(request):
            cache.set(key, cache.get(key, 0) + 1, FOR_SECONDS)


def _keys(request: HttpRequest) -> list[str]:
    """One for each client that is claimed, in the header and in the body: the toolkit may take either."""
    claimed = {request.POST.get("client_id", ""), _basic(request.headers.get("Authorization", ""))}
    senders = [f"{request.META.get('REMOTE_ADDR', '')} {one}" for one in sorted(claimed - {""}) or [""]]
    return [f"wrong-secret:{hashlib.sha256(sender.encode()).hexdigest()}" for sender in senders]


def _basic(header: str) -> str:
    try:
        return base64.b64decode(header.removeprefix("Basic ")).decode().partition(":")[0]
    except (binascii.Error, ValueError):
        return ""
